"""The text of scanned pages is recognised, and pages with text are left as they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from rapidfuzz import fuzz

from app.errors import Cancelled, DocumentRefused, UserError
from app.model import Kind
from app.pdf.pool import Pool
from app.pdf.protocol import Recognise, Source
from app.pdf.reading import is_scan, read_document
from app.pdf.recognising import recognise_document
from app.pdf.tessdata import folder_for
from app.pdf.typeset import true_paragraphs
from resources import sample_texts
from tests.app.scans import needs_tesseract, scan


def test_scans_are_told_from_blank_pages() -> None:
    with pymupdf.open("pdf", scan(1, blank=1)) as pdf:
        assert [is_scan(pdf, index) for index in (0, 1)] == [True, False]


def test_letters_drawn_as_outlines_are_a_scan() -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for place in range(60):
            page.draw_line((72 + place, 100), (72 + place, 110))
        assert is_scan(pdf, 0)


def test_scans_are_said_with_what_can_be_done() -> None:
    with pymupdf.open("pdf", scan(1)) as pdf:
        pdf.new_page().insert_text((72, 100), "A page with text that can be read as it is.")
        said = read_document(pdf).notices
    assert said[0] == "Pages that are scans, without text that can be read: 1."
    assert "diptych recognise" in said[1]


def test_a_document_with_text_needs_no_recognising() -> None:
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 100), "Text")
        with pytest.raises(UserError, match="No page of this document is a scan"):
            recognise_document(pdf, "eng", "/nowhere")


@needs_tesseract
@pytest.mark.parametrize("rotation", [0, 90])
def test_a_scan_is_read_as_its_pages_were_typeset(rotation: int) -> None:
    source = sample_texts()[0].read_text(encoding="utf-8")
    written = [one for one in true_paragraphs(source) if one.page == one.last_page == 2]
    with pymupdf.open("pdf", scan(1, rotation=rotation)) as pdf:
        text = recognise_document(pdf, "eng", str(folder_for("eng")))
        size = pdf[0].rect
    read = [paragraph.text for paragraph in text.paragraphs]
    wanted = [one.text for one in written if one.kind in (Kind.PARAGRAPH, Kind.ITEM)]
    found = [one for one in wanted if max(fuzz.ratio(one, other) for other in read) > 95]
    assert len(found) >= 0.8 * len(wanted) > 0
    assert all(0 <= box.x0 < box.x1 <= size.width for each in text.paragraphs for box in each.boxes)
    assert text.engine.endswith(", recognised eng")
    assert text.notices[0].startswith("Text was recognised on pages: 1.")


@needs_tesseract
def test_pages_with_text_stay_as_they_are() -> None:
    with pymupdf.open("pdf", scan(1)) as pdf:
        pdf.new_page().insert_text((72, 100), "Text ot be left ass it is.")
        text = recognise_document(pdf, "eng", str(folder_for("eng")))
    assert text.paragraphs[-1].text == "Text ot be left ass it is."
    assert "pages: 1." in text.notices[0]


def test_data_that_cannot_be_used_are_said(
    write: Callable[[bytes], Source], pool: Pool, tmp_path: Path
) -> None:
    (tmp_path / "eng.traineddata").write_bytes(b"no data of Tesseract's")
    with pytest.raises(DocumentRefused, match="could not use its data for “eng”"):
        pool.call(Recognise(write(scan()), "eng", str(tmp_path)))


@needs_tesseract
def test_a_worker_tells_of_progress_and_can_be_stopped(write: Callable[[bytes], Source], pool: Pool) -> None:
    seen: list[tuple[int, int]] = []
    request = Recognise(write(scan(2)), "eng", str(folder_for("eng")))
    with pytest.raises(Cancelled):
        pool.call(request, progress=lambda *far: seen.append(far), cancelled=lambda: bool(seen))
    assert seen == [(1, 2)]


@needs_tesseract
def test_a_worker_recognises_within_its_limits(write: Callable[[bytes], Source], pool: Pool) -> None:
    text = pool.call(Recognise(write(scan()), "eng", str(folder_for("eng"))))
    assert len(text.paragraphs) > 5
