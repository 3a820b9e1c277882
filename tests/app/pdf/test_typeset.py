"""The sample documents as printed, read back with PyMuPDF alone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pymupdf
import pytest

import resources
from app.errors import UserError
from app.model import Kind
from app.pdf.council_layout import BOTTOM, TOP
from app.pdf.typeset import TrueParagraph, true_paragraphs, typeset

SAMPLES = {path.stem: path for path in resources.sample_texts()}


@pytest.fixture(params=SAMPLES)
def text(request: pytest.FixtureRequest) -> str:
    return SAMPLES[request.param].read_text(encoding="utf-8")


@pytest.fixture
def pdf(text: str) -> Iterator[pymupdf.Document]:
    with pymupdf.open(stream=typeset(text)) as document:
        yield document


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def body_words(page: pymupdf.Page) -> list[str]:
    """The words between running head and page foot, in the order they were drawn."""
    clip = pymupdf.Rect(0, TOP - 5 if page.number else 200, page.rect.width, BOTTOM + 5)
    return words(page.get_text(clip=clip))


def running_text(paragraphs: list[TrueParagraph], *, notes: bool) -> list[str]:
    return [word for p in paragraphs if (p.kind is Kind.FOOTNOTE) is notes for word in words(p.text)]


def test_every_word_is_printed_in_order_and_nothing_else(text: str, pdf: pymupdf.Document) -> None:
    paragraphs = true_paragraphs(text)
    notes = [words(p.text) for p in paragraphs if p.kind is Kind.FOOTNOTE]
    printed: list[str] = []
    for page in pdf.pages():
        found = body_words(page)
        on_page = [
            word
            for p in paragraphs
            if p.kind is Kind.FOOTNOTE and p.page == page.number + 1
            for word in words(p.text)
        ]
        assert found[len(found) - len(on_page) :] == on_page
        printed += found[: len(found) - len(on_page)]
    assert notes
    assert printed == running_text(paragraphs, notes=False)


def test_notes_stand_below_the_text_on_the_page_of_their_mark(text: str, pdf: pymupdf.Document) -> None:
    for note in (p for p in true_paragraphs(text) if p.kind is Kind.FOOTNOTE):
        page = pdf[note.page - 1]
        spans = [s for b in page.get_text("dict")["blocks"] for line in b["lines"] for s in line["spans"]]
        marks = [s for s in spans if s["text"].strip() == note.number and s["size"] < 8]
        assert len(marks) == 2
        assert marks[1]["bbox"][1] > max(s["bbox"][3] for s in spans if s["size"] == 11)


def test_later_pages_carry_the_symbol_and_all_their_number(text: str, pdf: pymupdf.Document) -> None:
    symbol = re.search(r"^symbol: (.+)$", text, re.MULTILINE)[1]  # type: ignore[index]
    for page in pdf.pages():
        lines = page.get_text().splitlines()
        assert f"{page.number + 1}/{len(pdf)}" in lines
        assert symbol in lines


def test_every_page_says_that_it_is_fiction(pdf: pymupdf.Document) -> None:
    assert all("fictional document" in page.get_text() for page in pdf.pages())


def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    assert typeset(text) == typeset(text)


def test_the_samples_are_four_to_ten_pages(pdf: pymupdf.Document) -> None:
    assert 4 <= len(pdf) <= 10


def test_paragraphs_cross_pages(text: str) -> None:
    assert sum(p.last_page > p.page for p in true_paragraphs(text)) >= 2


def test_text_stays_within_its_page(pdf: pymupdf.Document) -> None:
    for page in pdf.pages():
        assert all(x0 >= 54 and x1 <= 541.5 and y1 < 800 for x0, _, x1, y1, *_ in page.get_text("words"))


def test_justified_lines_share_their_right_edge(pdf: pymupdf.Document) -> None:
    edges = [
        round(line["bbox"][2])
        for block in pdf[1].get_text("dict")["blocks"]
        for line in block["lines"]
        if line["spans"][-1]["size"] == 11
    ]
    assert edges.count(490) > len(edges) / 2


def test_numbers_run_on(text: str) -> None:
    numbers = [
        int(p.number.rstrip(".")) for p in true_paragraphs(text) if p.kind is Kind.PARAGRAPH and p.number
    ]
    assert numbers[0] == 1
    assert all(b == a + 1 for a, b in pairwise(numbers))


def test_a_character_the_fonts_lack_is_named() -> None:
    masthead = Path(SAMPLES["draft-decision"]).read_text(encoding="utf-8").partition("\n\n")[0]
    with pytest.raises(UserError, match="ж"):
        typeset(f"{masthead}\n\nж")
