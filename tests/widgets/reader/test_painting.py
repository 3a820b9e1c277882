"""What is painted on a page beside its themes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from tests.widgets.reader.tales import CROSSING, FIRST, SECOND, tale
from widgets.reader import painting, paper
from widgets.reader.page_context import PageContext
from widgets.reader.page_index import DocumentIndex

INDEX = DocumentIndex(tale().paragraphs)


def context() -> PageContext:
    return PageContext(QRectF(0, 0, 600, 800), 1.0, INDEX.on(1), (), QFont())


@pytest.fixture
def image(qapp: object) -> QImage:
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    return image


def test_neighbours_share_an_outline() -> None:
    near = painting.outlines(context(), [2, FIRST])
    assert len(near) == 1
    assert near[0].top() < 60
    assert near[0].bottom() > 140


def test_paragraphs_far_apart_have_an_outline_each() -> None:
    assert len(painting.outlines(context(), [FIRST, SECOND])) == 2


def test_an_outline_goes_around_the_lines() -> None:
    (rect,) = painting.outlines(context(), [CROSSING])
    assert rect.contains(QRectF(100, 720, 400, 26))


def test_a_dimmed_page_takes_the_colour_of_the_paper(image: QImage) -> None:
    with QPainter(image) as painter:
        painting.paint_dimmed(painter, QRectF(0, 0, 600, 800), paper.DIMMED)
    assert abs(image.pixelColor(300, 300).red() - 0xE6) <= 1


def test_a_placeholder_shows_where_the_text_will_be(image: QImage) -> None:
    with QPainter(image) as painter:
        painting.paint_placeholder(painter, context())
    assert image.pixelColor(300, 106) != QColor(Qt.GlobalColor.white)
    assert image.pixelColor(300, 170) == QColor(Qt.GlobalColor.white)


def test_a_sheet_casts_its_shadow_beside_and_below(image: QImage) -> None:
    painter = QPainter(image)
    painter.fillRect(QRectF(100, 100, 400, 600), paper.WHITE.sheet)
    painting.paint_shadow(painter, QRectF(100, 100, 400, 600), QColor(0, 0, 0, 120))
    painter.end()
    around = [image.pixelColor(x, y).lightness() for x, y in ((99, 400), (500, 400), (300, 700), (300, 702))]
    assert max(around) < 255
    assert around[0] == around[1]
    assert around[2] < around[3]
    assert image.pixelColor(300, 99) == image.pixelColor(300, 400) == QColor(Qt.GlobalColor.white)
