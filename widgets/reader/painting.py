"""Paints what the reader adds to a page beside its themes: outlines, tinted letters, shadow, placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from app.model import Box
from widgets.reader.page_context import PageContext
from widgets.reader.page_index import around
from widgets.reader.paper import Paper

OUTLINE_X, _OUTLINE_Y = 5.0, 3.0
"""Points by which outlines reach beyond the letters."""

_SHADOW_BESIDE, _SHADOW_BELOW = 0.75, (0.8, 0.5, 0.25)
"""How dark a shadow is at each pixel away from its sheet, as a share of its colour's darkness."""

_COLUMN_GAP = 40.0
"""Points between selected paragraphs beyond which they get an outline each."""


@contextmanager
def tinted(painter: QPainter, paper: Paper) -> Iterator[None]:
    """Fills are joined with what is there, to whole pixels: soft edges would take twice as long."""
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setCompositionMode(paper.tint)
    yield
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)


def paint_letters(painter: QPainter, rects: Iterable[QRectF], colour: QColor, paper: Paper) -> None:
    """Selected letters, or letters found: a tint that the letters show through."""
    with tinted(painter, paper):
        for rect in rects:
            painter.fillRect(rect, colour)


def outlines(context: PageContext, ordinals: Iterable[int]) -> list[QRectF]:
    """The outlines around these paragraphs on this page, neighbours in a column within one."""
    groups: list[list[Box]] = []
    for ordinal in ordinals:
        for block in context.index.of(ordinal):
            if groups and _continues(around(groups[-1]), block.box):
                groups[-1].append(block.box)
            else:
                groups.append([block.box])
    return [context.to_widget(around(group), OUTLINE_X, _OUTLINE_Y) for group in groups]


def _continues(above: Box, box: Box) -> bool:
    below = -5 < box.y0 - above.y1 < _COLUMN_GAP
    return below and min(above.x1, box.x1) - max(above.x0, box.x0) > 0


def paint_outline(painter: QPainter, rects: Iterable[QRectF], colour: QColor, width: float) -> None:
    """Rounded outlines, their lines on whole pixels where they are thin."""
    pen = QPen(colour, width)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRoundedRect(_on_pixels(rect, width), 5, 5)


def _on_pixels(rect: QRectF, width: float) -> QRectF:
    shift = 0.5 if round(width) % 2 else 0.0
    corner = QPointF(round(rect.left()) + shift, round(rect.top()) + shift)
    return QRectF(corner, QPointF(round(rect.right()) - shift, round(rect.bottom()) - shift))


def paint_shadow(painter: QPainter, rect: QRectF, shadow: QColor) -> None:
    """The soft shadow of a sheet, of which only what the sheet leaves in sight is painted."""
    beside = _fainter(shadow, _SHADOW_BESIDE)
    painter.fillRect(QRectF(rect.left() - 1, rect.top(), 1, rect.height()), beside)
    painter.fillRect(QRectF(rect.right(), rect.top(), 1, rect.height()), beside)
    for at, share in enumerate(_SHADOW_BELOW):
        painter.fillRect(QRectF(rect.left(), rect.bottom() + at, rect.width(), 1), _fainter(shadow, share))


def _fainter(shadow: QColor, share: float) -> QColor:
    return QColor(shadow.red(), shadow.green(), shadow.blue(), round(shadow.alpha() * share))


def paint_dimmed(painter: QPainter, rect: QRectF, paper: Paper) -> None:
    """Take a page down from white to what its paper is dimmed to."""
    if paper.dimmed.lightness() < 255:
        painter.fillRect(rect, QColor(0, 0, 0, 255 - paper.dimmed.lightness()))


def paint_placeholder(painter: QPainter, context: PageContext) -> None:
    """Grey lines where the text will be, until the page itself arrives."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for block in context.index.blocks:
        for line in block.lines:
            rect = context.to_widget(line)
            thin = min(rect.width(), rect.height()) * 0.2
            across = rect.width() > rect.height()
            inset = (0, thin, 0, -thin) if across else (thin, 0, -thin, 0)
            painter.fillRect(rect.adjusted(*inset), context.paper.stand_in)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_trouble(
    painter: QPainter, rect: QRectF, clip: QRectF, font: QFont, colour: QColor, message: str
) -> None:
    """Say on the page itself, where it can be seen, why there is nothing else to see."""
    painter.setFont(font)
    painter.setPen(colour)
    inner = (rect & clip).adjusted(24, 24, -24, -24)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), message)
