"""What lies under a point."""

from __future__ import annotations

import pytest

from app.model import Kind, Page, Paragraph
from tests.widgets.reader.tales import CROSSING, FIRST, HEADING, SECOND, line, tale
from widgets.reader.hit_test import Target, hit, paragraph_at
from widgets.reader.page_index import DocumentIndex
from widgets.reader.page_layout import GAP, SIDE, PageLayout, PageSizes, Place, View, Zoom
from widgets.reader.turning import ROTATIONS

INDEX = DocumentIndex(tale().paragraphs)


@pytest.mark.parametrize(
    ("x", "y", "ordinal"),
    [
        (300, 120, FIRST),
        (300, 113, FIRST),  # between two lines
        (300, 99, FIRST),  # just above
        (90, 120, FIRST),  # its bars
        (580, 120, FIRST),  # its themes' names
        (300, 170, None),
        (300, 210, SECOND),
        (300, 66, HEADING),
        (300, 25, None),  # the running head
        (300, 730, CROSSING),
        (300, 785, None),  # the page number
    ],
)
def test_paragraph_at_a_point(x: float, y: float, ordinal: int | None) -> None:
    assert paragraph_at(INDEX.on(1), x, y) == ordinal


def test_the_rest_of_a_crossing_paragraph_is_found_on_its_next_page() -> None:
    assert paragraph_at(INDEX.on(2), 300, 66) == CROSSING


@pytest.mark.parametrize(("x", "ordinal"), [(200, 1), (299, 1), (301, 2), (400, 2)])
def test_between_columns_the_nearer_is_meant(x: float, ordinal: int) -> None:
    left = Paragraph(1, Kind.PARAGRAPH, None, "Left", (line(1, 100, 50, 290),))
    right = Paragraph(2, Kind.PARAGRAPH, None, "Right", (line(1, 100, 310, 550),))
    assert paragraph_at(DocumentIndex([left, right]).on(1), x, 105) == ordinal


def test_of_overlapping_blocks_the_smaller_is_meant() -> None:
    large = Paragraph(1, Kind.TABLE, None, "Table", (line(1, 100), line(1, 300)))
    small = Paragraph(2, Kind.CAPTION, None, "Caption", (line(1, 200, 200, 300),))
    assert paragraph_at(DocumentIndex([large, small]).on(1), 250, 205) == 2
    assert paragraph_at(DocumentIndex([large, small]).on(1), 250, 250) == 1


def test_a_hit_says_page_and_point() -> None:
    layout = PageLayout(PageSizes([Page(1, 600, 800), Page(2, 600, 800)]), Zoom(), View(612, 500))
    y = layout.rect(2).y + 66
    assert hit(layout, INDEX, SIDE + 300, y) == Target(2, 300, 66, CROSSING)


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_a_turned_page_is_hit_where_it_lies(rotation: int) -> None:
    layout = PageLayout(PageSizes([Page(1, 600, 800), Page(2, 600, 800)]), Zoom(), View(612, 500), rotation)
    x, y = layout.position(Place(2, 300, 66))
    target = hit(layout, INDEX, x, y)
    assert target is not None
    assert (target.page, target.ordinal) == (2, CROSSING)
    assert (target.x, target.y) == pytest.approx((300, 66))


@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.parametrize("x", [20, 580])
def test_the_margins_before_and_after_lines_belong_to_them(x: float, rotation: int) -> None:
    layout = PageLayout(PageSizes([Page(1, 600, 800), Page(2, 600, 800)]), Zoom(), View(612, 500), rotation)
    target = hit(layout, INDEX, *layout.position(Place(2, x, 66)))
    assert target is not None
    assert target.ordinal == CROSSING


@pytest.mark.parametrize(("x", "y"), [(2, 300), (300, 3), (300, GAP + 804), (611, 300)])
def test_beside_the_pages_there_is_nothing(x: float, y: float) -> None:
    layout = PageLayout(PageSizes([Page(1, 600, 800), Page(2, 600, 800)]), Zoom(), View(612, 500))
    assert hit(layout, INDEX, x, y) is None


def test_without_pages_there_is_nothing() -> None:
    assert hit(PageLayout(PageSizes([]), Zoom(), View(612, 500)), DocumentIndex([]), 5, 5) is None
