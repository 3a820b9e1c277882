"""The themes on a page, laid out and painted."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.model import Box, Kind, Paragraph
from tests.widgets.reader.tales import FIRST, HEIGHT, WIDTH, line, tale
from widgets.reader import mark_drawing
from widgets.reader.mark_drawing import MarkDrawing
from widgets.reader.page_context import Ink, Mark, PageContext
from widgets.reader.page_index import Block, DocumentIndex
from widgets.reader.turning import ROTATIONS, Turning

INDEX = DocumentIndex(tale().paragraphs)
BLUE = Ink("children", QColor("#0072b2"), QColor("#dbe9f3"), QColor("#0072b2"))
RED = Ink("sanctions", QColor("#c1272d"), QColor("#f6e0e0"), QColor("#c1272d"))
GREEN = Ink("procurement", QColor("#009e73"), QColor("#dbf1eb"), QColor("#007a59"))
WHITE = QColor(Qt.GlobalColor.white)
EVERYWHERE = QRectF(0, 0, 2000, 2000)


def mark(ordinal: int, *inks: Ink) -> Mark:
    return Mark(ordinal, tuple(INDEX.on(1).of(ordinal)), inks)


def context(*marks: Mark, width: float = 600, scale: float = 1.0) -> PageContext:
    font = QFont()
    font.setPixelSize(10)
    return PageContext(QRectF(0, 0, width, 800 * scale), scale, INDEX.on(1), marks, font)


@pytest.fixture
def image(qapp: object) -> QImage:
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def test_letters_stay_black_under_a_fill(image: QImage) -> None:
    image.setPixelColor(300, 120, Qt.GlobalColor.black)
    with QPainter(image) as painter:
        MarkDrawing(context(mark(FIRST, BLUE))).paint_fills(painter, QPointF(), EVERYWHERE)
    assert image.pixelColor(300, 120) == QColor(Qt.GlobalColor.black)
    assert image.pixelColor(310, 120) == BLUE.fill


def test_only_tagged_paragraphs_are_filled(image: QImage) -> None:
    with QPainter(image) as painter:
        MarkDrawing(context(mark(FIRST, BLUE))).paint_fills(painter, QPointF(), EVERYWHERE)
    assert image.pixelColor(300, 220) == WHITE


def test_two_themes_share_the_fill(image: QImage) -> None:
    with QPainter(image) as painter:
        MarkDrawing(context(mark(FIRST, BLUE, RED))).paint_fills(painter, QPointF(), EVERYWHERE)
    left, right = image.pixelColor(100, 120), image.pixelColor(500, 120)
    assert abs(left.red() - BLUE.fill.red()) <= 2
    assert abs(right.red() - RED.fill.red()) <= 2


@pytest.mark.parametrize("scale", [0.4, 1.0, 2.5])
@pytest.mark.parametrize("count", [1, 2, 4, 12])
def test_bars_stand_side_by_side_in_the_margin(count: int, scale: float) -> None:
    page = context(width=600 * scale, scale=scale)
    rects = mark_drawing.bars(page, INDEX.on(1).of(FIRST)[0], count)
    text_left = 100 * scale
    assert all(rect.right() <= text_left and rect.left() >= 0 for rect in rects)
    assert all(nearer.left() > farther.right() for nearer, farther in pairwise(rects))


def test_each_bar_has_its_themes_colour(image: QImage) -> None:
    page = context(mark(FIRST, BLUE, RED))
    with QPainter(image) as painter:
        MarkDrawing(page).paint_bars(painter, QPointF(), EVERYWHERE)
    for rect, ink in zip(mark_drawing.bars(page, INDEX.on(1).of(FIRST)[0], 2), (BLUE, RED), strict=True):
        assert image.pixelColor(rect.center().toPoint()) == ink.bar


@pytest.mark.usefixtures("qapp")
def test_names_stand_beside_the_first_line() -> None:
    ((rect, name, ink),) = mark_drawing.names(context(mark(FIRST, BLUE)))
    assert (name, ink) == ("children", BLUE)
    assert rect.left() > 500
    assert rect.center().y() == pytest.approx(106)


@pytest.mark.usefixtures("qapp")
def test_names_never_overlap() -> None:
    close = [
        Mark(ordinal, (Block(ordinal, line(1, y), (line(1, y),)),), (BLUE, RED, GREEN))
        for ordinal, y in ((1, 100), (2, 112), (3, 124))
    ]
    rects = [rect for rect, _, _ in mark_drawing.names(context(*close))]
    assert len(rects) == 9
    assert all(above.bottom() <= below.top() + 0.01 for above, below in pairwise(rects))


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("width", "shown"), [(600, "procurement"), (545, "…"), (515, None)])
def test_names_are_cut_to_the_margin(width: float, shown: str | None) -> None:
    names = [name for _, name, _ in mark_drawing.names(context(mark(FIRST, GREEN), width=width))]
    if shown is None:
        assert names == []
    else:
        assert names[0].endswith(shown)


def turned(rotation: int, *marks: Mark) -> PageContext:
    """The page turned, a point a pixel."""
    turning = Turning(WIDTH, HEIGHT, rotation)
    return replace(context(*marks), rect=QRectF(0, 0, *turning.size), turning=turning)


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_a_fill_lies_over_its_letters_however_the_page_is_turned(rotation: int) -> None:
    page = turned(rotation, mark(FIRST, BLUE))
    image = QImage(page.rect.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        MarkDrawing(page).paint_fills(painter, QPointF(), EVERYWHERE)
    x, y = (round(each) for each in page.turning.to_shown(300, 120))
    assert image.pixelColor(x, y) == BLUE.fill


@pytest.mark.parametrize(("rotation", "at"), [(90, (680, 95)), (270, (120, 505)), (180, (95, 680))])
def test_bars_stand_before_the_lines_or_on_the_left(rotation: int, at: tuple[int, int]) -> None:
    page = turned(rotation, mark(FIRST, BLUE))
    image = QImage(page.rect.size().toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    with QPainter(image) as painter:
        MarkDrawing(page).paint_bars(painter, QPointF(), EVERYWHERE)
    assert any(
        image.pixelColor(at[0] + across, at[1] + down) == BLUE.bar
        for across in range(-8, 9)
        for down in range(-8, 9)
    )


def sideways_table() -> PageContext:
    """Two lines that run up the page, read after a quarter turn to the right, tagged."""
    boxes = (Box(1, 100, 200, 112, 600), Box(1, 114, 200, 126, 600))
    index = DocumentIndex([Paragraph(1, Kind.TABLE, None, "A table", boxes)]).on(1)
    marks = (Mark(1, tuple(index.of(1)), (BLUE,)),)
    return replace(turned(90, *marks), index=index)


@pytest.mark.usefixtures("qapp")
def test_beside_a_table_set_sideways_bars_and_names_are_where_one_reads() -> None:
    page = sideways_table().with_margins()
    lines = page.to_widget(page.marks[0].blocks[0].box)
    (bar,) = mark_drawing.bars(page, page.marks[0].blocks[0], 1)
    ((name, _, _),) = mark_drawing.names(page)
    assert bar.right() < lines.left()
    assert name.left() > lines.right()
    assert bar.height() == pytest.approx(lines.height() + 3)


def test_of_what_is_out_of_sight_nothing_is_painted(image: QImage) -> None:
    drawing = MarkDrawing(context(mark(FIRST, BLUE)))
    with QPainter(image) as painter:
        for paint in (drawing.paint_fills, drawing.paint_bars, drawing.paint_names):
            paint(painter, QPointF(), QRectF(0, 400, 600, 400))
    assert image.pixelColor(310, 120) == WHITE


def test_a_drawing_is_painted_where_its_page_lies_now(image: QImage) -> None:
    drawing = MarkDrawing(context(mark(FIRST, BLUE)))
    with QPainter(image) as painter:
        drawing.paint_fills(painter, QPointF(0, 300), EVERYWHERE)
    assert image.pixelColor(310, 420) == BLUE.fill
    assert image.pixelColor(310, 120) == WHITE


def test_a_page_looks_as_before_until_its_themes_or_its_size_change() -> None:
    before = context(mark(FIRST, BLUE))
    assert replace(before, rect=before.rect.translated(0, 90)).looks_like(before)
    assert not replace(before, marks=(mark(FIRST, RED),)).looks_like(before)
    assert not replace(before, scale=2.0).looks_like(before)
    assert not replace(before, turning=Turning(WIDTH, HEIGHT, 180)).looks_like(before)
