"""Which paragraphs lie where."""

from __future__ import annotations

import pytest

from app.model import Kind, Paragraph
from tests.widgets.reader.tales import AFTER, CROSSING, FIRST, FOOT, HEAD, HEADING, SECOND, line, tale
from widgets.reader import page_index
from widgets.reader.page_index import DocumentIndex


@pytest.fixture
def index() -> DocumentIndex:
    return DocumentIndex(tale().paragraphs)


def test_running_heads_and_page_numbers_are_left_out(index: DocumentIndex) -> None:
    assert set(index.on(1).ordinals) == {HEADING, FIRST, SECOND, CROSSING}
    assert not index.is_readable(HEAD)
    assert FOOT not in index.readable


def test_a_paragraph_that_crosses_pages_is_on_both(index: DocumentIndex) -> None:
    assert [block.box.page for block in index.blocks(CROSSING)] == [1, 2]
    assert index.on(2).in_order[:2] == [CROSSING, AFTER]


def test_a_block_holds_its_lines(index: DocumentIndex) -> None:
    (block,) = index.on(1).of(FIRST)
    assert (block.box.y0, block.box.y1, len(block.lines)) == (100, 140, 3)


def test_a_paragraph_that_goes_on_in_the_next_column_has_two_blocks() -> None:
    boxes = (line(1, 700, 50, 280), line(1, 714, 50, 280), line(1, 60, 320, 550))
    index = DocumentIndex([Paragraph(1, Kind.PARAGRAPH, None, "Text", boxes)])
    assert [block.box.x0 for block in index.blocks(1)] == [50, 320]


def test_pieces_of_one_line_stay_together() -> None:
    boxes = (line(1, 100, 50, 80), line(1, 99, 90, 300), line(1, 114, 50, 300))
    index = DocumentIndex([Paragraph(1, Kind.PARAGRAPH, None, "Text", boxes)])
    assert len(index.blocks(1)) == 1


def test_an_empty_page_has_no_blocks(index: DocumentIndex) -> None:
    assert index.on(99).blocks == ()
    assert index.on(99).text_right == 0


def test_a_paragraph_without_a_place_is_not_readable() -> None:
    index = DocumentIndex([Paragraph(1, Kind.PARAGRAPH, None, "Text", ())])
    assert index.readable == []


def test_pages_looked_at_first_are_let_go_and_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_index, "PAGES_KEPT", 1)
    index = DocumentIndex(tale().paragraphs)
    first = index.on(1)
    assert index.on(1) is first
    index.on(2)
    again = index.on(1)
    assert again is not first
    assert again.blocks == first.blocks
