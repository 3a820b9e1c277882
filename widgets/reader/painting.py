"""Paints what the reader adds to a page: fills, bars and names of themes, outlines, placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen

from app.model import Box
from widgets.reader.page_index import Block, PageIndex, around

_FILL_X, _FILL_Y = 3.5, 1.5
_OUTLINE_X, _OUTLINE_Y = 5.0, 3.0
"""Points by which fills and outlines reach beyond the letters."""

_TROUBLE = QColor("#5b5c60")
_STAND_IN = QColor("#efefec")

_SHADOW_BESIDE, _SHADOW_BELOW = 0.75, (0.8, 0.5, 0.25)
"""How dark a shadow is at each pixel away from its sheet, as a share of its colour's darkness."""

_COLUMN_GAP = 40.0
"""Points between selected paragraphs beyond which they get an outline each."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The name of a theme and the colours it is drawn in."""

    name: str
    bar: QColor
    fill: QColor
    text: QColor


@dataclass(frozen=True, slots=True)
class Mark:
    """The themes of one paragraph and its blocks on one page; with `exact`, of no more than their lines.

    `bars_before` counts the bars that stand between the text and this mark's own.
    """

    ordinal: int
    blocks: tuple[Block, ...]
    inks: tuple[Ink, ...]
    exact: bool = False
    bars_before: int = 0


@dataclass(frozen=True, slots=True)
class PageContext:
    """All it takes to paint on one page: where it is in the widget, its scale, its text, its marks."""

    rect: QRectF
    scale: float
    index: PageIndex
    marks: tuple[Mark, ...]
    font: QFont

    def to_widget(self, box: Box, pad_x: float = 0.0, pad_y: float = 0.0) -> QRectF:
        """A box of the page in widget pixels, grown by so many points."""
        return QRectF(
            self.rect.x() + (box.x0 - pad_x) * self.scale,
            self.rect.y() + (box.y0 - pad_y) * self.scale,
            (box.x1 - box.x0 + 2 * pad_x) * self.scale,
            (box.y1 - box.y0 + 2 * pad_y) * self.scale,
        )


def paint_fills(painter: QPainter, context: PageContext) -> None:
    """A light fill behind tagged paragraphs; it is multiplied with the paper, so letters stay black."""
    with _multiplied(painter):
        for mark in context.marks:
            for block in mark.blocks:
                exact = (context.to_widget(line) for line in block.lines)
                for rect in exact if mark.exact else (context.to_widget(block.box, _FILL_X, _FILL_Y),):
                    painter.fillRect(rect, _fill(rect, mark.inks))


@contextmanager
def _multiplied(painter: QPainter) -> Iterator[None]:
    """Fills are multiplied with what is there, to whole pixels: soft edges would take twice as long."""
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    yield
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)


def _fill(rect: QRectF, inks: Sequence[Ink]) -> QColor | QLinearGradient:
    if len(inks) == 1:
        return inks[0].fill
    gradient = QLinearGradient(rect.topLeft(), rect.topRight())
    for at, ink in enumerate(inks):
        gradient.setColorAt(at / (len(inks) - 1), ink.fill)
    return gradient


def paint_bars(painter: QPainter, context: PageContext) -> None:
    """One bar a theme, side by side to the left of the paragraph, the first theme nearest the text."""
    painter.setPen(Qt.PenStyle.NoPen)
    for mark in context.marks:
        for block in mark.blocks:
            beside = bars(context, block, mark.bars_before + len(mark.inks))[mark.bars_before :]
            for rect, ink in zip(beside, mark.inks, strict=True):
                painter.setBrush(ink.bar)
                painter.drawRoundedRect(rect, 1.5, 1.5)


def bars(context: PageContext, block: Block, count: int) -> list[QRectF]:
    """Where a block's bars stand, in widget pixels; they grow thinner when many share the margin."""
    text = context.to_widget(block.box, _OUTLINE_X, _FILL_Y)
    room = max(text.left() - context.rect.left() - 2, 6.0)
    pitch = min(max(5.0, 6.5 * context.scale), 9.0, room / count)
    width = max(1.0, pitch - min(2.0, pitch / 3))
    return [QRectF(text.left() - at * pitch - width, text.top(), width, text.height()) for at in range(count)]


def paint_names(painter: QPainter, context: PageContext) -> None:
    """The names of a paragraph's themes in the right margin, as far as the margin has room."""
    painter.setFont(context.font)
    for rect, name, ink in names(context):
        painter.setPen(ink.text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)


def names(context: PageContext) -> list[tuple[QRectF, str, Ink]]:
    """Where the names go, in widget pixels: beside the first line, pushed down where they would overlap."""
    measure = QFontMetricsF(context.font)
    height = measure.height()
    placed: list[tuple[QRectF, str, Ink]] = []
    free = context.rect.top()
    for mark in sorted(context.marks, key=lambda mark: mark.blocks[0].box.y0):
        first = mark.blocks[0].lines[0]
        left = context.rect.left() + (context.index.right_of(first) + _OUTLINE_X) * context.scale + 2
        room = context.rect.right() - left - 3
        if room < measure.horizontalAdvance("nnn…"):
            continue
        free = max(free, context.to_widget(first).center().y() - height / 2)
        for ink in mark.inks:
            if free + height > context.rect.bottom():
                break
            name = measure.elidedText(ink.name, Qt.TextElideMode.ElideRight, room)
            placed.append((QRectF(left, free, room, height), name, ink))
            free += height
    return placed


def paint_letters(painter: QPainter, rects: Iterable[QRectF], colour: QColor) -> None:
    """Selected letters, or letters found: a tint the black of the letters shows through."""
    with _multiplied(painter):
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
    return [context.to_widget(around(group), _OUTLINE_X, _OUTLINE_Y) for group in groups]


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


def paint_paper(painter: QPainter, rect: QRectF) -> None:
    """A white sheet."""
    painter.fillRect(rect, Qt.GlobalColor.white)


def paint_dimmed(painter: QPainter, rect: QRectF, paper: QColor) -> None:
    """Take a page down from white to the paper of the look in force."""
    if paper.lightness() < 255:
        painter.fillRect(rect, QColor(0, 0, 0, 255 - paper.lightness()))


def paint_placeholder(painter: QPainter, context: PageContext) -> None:
    """Grey lines where the text will be, until the page itself arrives."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for block in context.index.blocks:
        for line in block.lines:
            rect = context.to_widget(line)
            painter.fillRect(rect.adjusted(0, rect.height() * 0.2, 0, -rect.height() * 0.2), _STAND_IN)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def paint_trouble(painter: QPainter, rect: QRectF, clip: QRectF, font: QFont, message: str) -> None:
    """Say on the page itself, where it can be seen, why there is nothing else to see."""
    painter.setFont(font)
    painter.setPen(_TROUBLE)
    inner = (rect & clip).adjusted(24, 24, -24, -24)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), message)
