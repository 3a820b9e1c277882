"""Reading a PDF's pages: letters, faces, rules, turned pages, and documents as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from pymupdf import mupdf

from app.model import FURNITURE, Kind
from app.pdf.kinds_drawing import debug_pdf
from app.pdf.reading import read_document, read_page
from app.pdf.structure import has_structure
from app.pdf.typeset import true_paragraphs, typeset
from app.text.page_text import Face, PageText
from resources import sample_texts

SENTENCE = (
    "The Council takes note of the report and of the efforts made by members to carry out its decision."
)


@pytest.fixture
def pdf() -> Iterator[pymupdf.Document]:
    with pymupdf.open() as document:
        yield document


def test_a_line_knows_its_words_size_and_face(pdf: pymupdf.Document) -> None:
    page = pdf.new_page()
    page.insert_text((72, 100), "Decides to remain", fontsize=11, fontname="Times-Bold")
    line = read_page(pdf, 0).lines[0]
    assert line.text == "Decides to remain"
    assert line.spans[0].face == Face.BOLD
    assert line.spans[0].size == pytest.approx(11)
    assert line.spans[0].baseline == pytest.approx(100)
    assert len(line.words) == 3
    assert line.words[0][0] == pytest.approx(72, abs=0.5)
    assert line.x1 == line.words[-1][1]


@pytest.mark.parametrize(
    ("font", "face"),
    [
        ("Helvetica", Face.PLAIN),
        ("Times-Italic", Face.ITALIC),
        ("Helvetica-BoldOblique", Face.BOLD | Face.ITALIC),
    ],
)
def test_faces_are_known(pdf: pymupdf.Document, font: str, face: int) -> None:
    pdf.new_page().insert_text((72, 100), "Words", fontname=font)
    assert read_page(pdf, 0).lines[0].spans[0].face == face


def test_rules_and_rows_of_underscores_are_rules(pdf: pymupdf.Document) -> None:
    page = pdf.new_page()
    page.draw_line((72, 200), (300, 200), width=0.5)
    page.draw_rect((72, 300, 300, 400))
    page.insert_text((72, 500), "____________")
    read = read_page(pdf, 0)
    assert read.lines == ()
    assert next(round(rule.y0) for rule in read.rules if rule.horizontal) == 200
    assert any(490 < rule.y0 < 510 for rule in read.rules)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_are_those_of_the_page_as_displayed(pdf: pymupdf.Document, rotation: int) -> None:
    page = pdf.new_page(width=400, height=600)
    page.insert_text((72, 100), "A word that is seen")
    page.set_rotation(rotation)
    text = read_document(pdf)
    shown = page.search_for("seen")[0] * page.rotation_matrix
    box = text.paragraphs[0].boxes[0]
    assert (text.pages[0].width, text.pages[0].height) == (page.rect.width, page.rect.height)
    assert pymupdf.Rect(box.x0 - 1, box.y0 - 1, box.x1 + 1, box.y1 + 1).contains(shown.normalize())


@pytest.mark.parametrize("turn", [90, 270])
def test_a_page_printed_sideways_is_read_across(pdf: pymupdf.Document, turn: int) -> None:
    page = pdf.new_page(width=400, height=600)
    for row, words in enumerate(("The first row of a wide", "table printed sideways")):
        at = (100 + 14 * row, 500) if turn == 90 else (300 - 14 * row, 100)
        page.insert_text(at, words, rotate=turn)
    text = read_document(pdf)
    assert [paragraph.text for paragraph in text.paragraphs] == [
        "The first row of a wide table printed sideways"
    ]
    assert (text.pages[0].width, text.pages[0].height) == (400, 600)
    assert all(box.y1 - box.y0 > box.x1 - box.x0 for box in text.paragraphs[0].boxes)


def test_progress_counts_pages(pdf: pymupdf.Document) -> None:
    for _ in range(3):
        pdf.new_page().insert_text((72, 100), SENTENCE)
    seen: list[tuple[int, int]] = []
    read_document(pdf, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_pages_without_text_are_said(pdf: pymupdf.Document) -> None:
    pdf.new_page().insert_text((72, 100), SENTENCE)
    pdf.new_page()
    assert read_document(pdf).notices == ("Pages without text that can be read: 2.",)


def test_a_document_without_text_is_probably_a_scan(pdf: pymupdf.Document) -> None:
    pdf.new_page()
    text = read_document(pdf)
    assert text.paragraphs == ()
    assert text.title is None
    assert "scan" in text.notices[0]


@pytest.mark.parametrize("sample", sample_texts(), ids=lambda path: path.stem)
def test_the_samples_are_read_as_they_were_written(sample: Path) -> None:
    source = sample.read_text(encoding="utf-8")
    with pymupdf.open("pdf", typeset(source)) as document:
        text = read_document(document)
    written = [
        (paragraph.kind, paragraph.number, paragraph.text, paragraph.page, paragraph.last_page)
        for paragraph in true_paragraphs(source)
    ]
    read = [
        (paragraph.kind, paragraph.number, paragraph.text, paragraph.page, paragraph.last_page)
        for paragraph in text.paragraphs
        if paragraph.kind not in FURNITURE | {Kind.MASTHEAD}
    ]
    missing = [one for one in written if one not in read]
    assert missing == []


def test_the_notes_of_a_sample_are_linked_to_who_cites_them() -> None:
    source = sample_texts()[2].read_text(encoding="utf-8")
    with pymupdf.open("pdf", typeset(source)) as document:
        text = read_document(document)
    notes = [paragraph.ordinal for paragraph in text.paragraphs if paragraph.kind is Kind.FOOTNOTE]
    assert notes
    assert [note for note, _ in text.citations] == notes


def test_paragraphs_are_drawn_over_a_copy(pdf: pymupdf.Document) -> None:
    pdf.new_page().insert_text((72, 100), SENTENCE)
    drawn = debug_pdf(pdf, read_document(pdf).paragraphs)
    with pymupdf.open("pdf", drawn) as copy:
        assert "1 paragraph" in copy[0].get_text()
        assert len(copy[0].get_drawings()) >= 2
    assert "1 paragraph" not in pdf[0].get_text()


def tagged_pdf() -> pymupdf.Document:
    """A page of three rows, the first two of them one paragraph of the structure."""
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_font("helv")
    rows = ((0, 700, "One row of it"), (0, 686, "and another"), (1, 672, "A paragraph"))
    marked = "".join(
        f"/P <</MCID {mark}>> BDC BT /helv 11 Tf 72 {y} Td ({text}) Tj ET EMC\n" for mark, y, text in rows
    )
    content = pdf.get_new_xref()
    pdf.update_object(content, "<<>>")
    pdf.update_stream(content, marked.encode())
    page.set_contents(content)
    root, document, one, two = (pdf.get_new_xref() for _ in range(4))
    kid = "<</Type/StructElem/S/P/P {0} 0 R/Pg {1} 0 R/K {2}>>"
    pdf.update_object(one, kid.format(document, page.xref, 0))
    pdf.update_object(two, kid.format(document, page.xref, 1))
    pdf.update_object(document, f"<</Type/StructElem/S/Document/P {root} 0 R/K[{one} 0 R {two} 0 R]>>")
    numbers = f"<</Nums[0[{one} 0 R {two} 0 R]]>>"
    pdf.update_object(root, f"<</Type/StructTreeRoot/K[{document} 0 R]/ParentTree {numbers}>>")
    pdf.xref_set_key(page.xref, "StructParents", "0")
    pdf.xref_set_key(pdf.pdf_catalog(), "StructTreeRoot", f"{root} 0 R")
    pdf.xref_set_key(pdf.pdf_catalog(), "MarkInfo", "<</Marked true>>")
    return pymupdf.open("pdf", pdf.tobytes())


def test_the_structure_of_a_tagged_pdf_is_read() -> None:
    with tagged_pdf() as pdf:
        assert has_structure(pdf)
        tags = [line.tag for line in read_page(pdf, 0, tags=True).lines]
    assert len(tags) == 3
    assert tags[0] == tags[1] != tags[2]
    assert 0 not in tags


def test_an_untagged_pdf_has_no_structure(pdf: pymupdf.Document) -> None:
    pdf.new_page().insert_text((72, 100), "Words")
    assert not has_structure(pdf)
    assert read_page(pdf, 0).lines[0].tag == 0


def test_a_page_too_damaged_is_left_out_and_said(
    pdf: pymupdf.Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        pdf.new_page().insert_text((72, 100), SENTENCE)

    def damaged(document: pymupdf.Document, index: int, *, tags: bool = False) -> PageText:
        if index == 1:
            raise mupdf.FzErrorFormat("corrupt object stream")
        return read_page(document, index, tags=tags)

    monkeypatch.setattr("app.pdf.reading.read_page", damaged)
    text = read_document(pdf)
    assert [paragraph.text for paragraph in text.paragraphs] == [SENTENCE]
    assert text.notices == ("Pages too damaged to be read: 2.",)
