"""The themes on a page as shapes: laid out once for each look of the page, painted where in sight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QLinearGradient, QPainter, QStaticText, QTransform

from widgets.reader.page_context import Ink, PageContext
from widgets.reader.page_index import Block
from widgets.reader.painting import OUTLINE_X, tinted

_FILL_X, _FILL_Y = 3.5, 1.5
"""Points by which fills reach beyond the letters."""

_ROUND = 1.5
"""Pixels; the corners of bars."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A name, written from a point; `rect` is where it is seen."""

    rect: QRectF
    at: QPointF
    text: QStaticText
    colour: QColor


class MarkDrawing:
    """Fills, bars and names of one page, in pixels from the page's top left corner."""

    def __init__(self, context: PageContext) -> None:
        self.context = context
        self._page = replace(context, rect=QRectF(QPointF(), context.rect.size()))
        self._margins = self._page.with_margins()
        self._turn = self._page.margins_in_widget()
        """Takes the margins to where they are shown."""

    @cached_property
    def _fills(self) -> tuple[tuple[QRectF, QColor | QLinearGradient], ...]:
        return tuple(_fills(self._page))

    @cached_property
    def _bars(self) -> tuple[tuple[QRectF, QColor], ...]:
        return tuple(_bars(self._margins, self._turn))

    @cached_property
    def _names(self) -> tuple[_Name, ...]:
        return tuple(_written(self._margins, self._turn))

    def lay_out(self) -> bool:
        """Do now what painting would do first; answers whether there was anything to do."""
        is_new = "_names" not in self.__dict__
        _ = self._fills, self._bars, self._names
        return is_new

    def paint_fills(self, painter: QPainter, corner: QPointF, clip: QRectF) -> None:
        """A light fill behind paragraphs that have themes, through which their letters show."""
        seen = clip.translated(-corner)
        fills = [fill for fill in self._fills if fill[0].intersects(seen)]
        if fills:
            painter.translate(corner)
            with tinted(painter, self._page.paper):
                for rect, fill in fills:
                    painter.fillRect(rect, fill)
            painter.translate(-corner)

    def paint_bars(self, painter: QPainter, corner: QPointF, clip: QRectF) -> None:
        """One bar a theme, side by side before the paragraph's lines, the first theme nearest the text."""
        seen = clip.translated(-corner)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, colour in self._bars:
            if rect.intersects(seen):
                painter.setBrush(colour)
                painter.drawRoundedRect(rect.translated(corner), _ROUND, _ROUND)

    def paint_names(self, painter: QPainter, corner: QPointF, clip: QRectF) -> None:
        """The names of a paragraph's themes in the margin after its lines, as far as that has room."""
        seen = clip.translated(-corner)
        names = [name for name in self._names if name.rect.intersects(seen)]
        if names:
            painter.save()
            painter.setFont(self._page.font)
            painter.translate(corner)
            painter.setTransform(self._turn, combine=True)
            for name in names:
                painter.setPen(name.colour)
                painter.drawStaticText(name.at, name.text)
            painter.restore()


def _fills(page: PageContext) -> Iterator[tuple[QRectF, QColor | QLinearGradient]]:
    for mark in page.marks:
        inks = [ink.on(page.paper) for ink in mark.inks]
        for block in mark.blocks:
            exact = (page.to_widget(line) for line in block.lines)
            for rect in exact if mark.exact else (page.to_widget(block.box, _FILL_X, _FILL_Y),):
                yield rect, _fill(rect, inks)


def _fill(rect: QRectF, inks: Sequence[Ink]) -> QColor | QLinearGradient:
    if len(inks) == 1:
        return inks[0].fill
    gradient = QLinearGradient(rect.topLeft(), rect.topRight())
    for at, ink in enumerate(inks):
        gradient.setColorAt(at / (len(inks) - 1), ink.fill)
    return gradient


def _bars(margins: PageContext, turn: QTransform) -> Iterator[tuple[QRectF, QColor]]:
    for mark in margins.marks:
        for block in mark.blocks:
            beside = bars(margins, block, mark.bars_before + len(mark.inks))[mark.bars_before :]
            for rect, ink in zip(beside, mark.inks, strict=True):
                yield turn.mapRect(rect), ink.on(margins.paper).bar


def bars(margins: PageContext, block: Block, count: int) -> list[QRectF]:
    """Where a block's bars stand on a page with margins; they grow thinner when many share the margin."""
    text = margins.to_widget(block.box, OUTLINE_X, _FILL_Y)
    room = max(text.left() - margins.rect.left() - 2, 6.0)
    pitch = min(max(5.0, 6.5 * margins.scale), 9.0, room / count)
    width = max(1.0, pitch - min(2.0, pitch / 3))
    return [QRectF(text.left() - at * pitch - width, text.top(), width, text.height()) for at in range(count)]


def _written(margins: PageContext, turn: QTransform) -> Iterator[_Name]:
    for rect, name, ink in names(margins):
        text = QStaticText(name)
        text.setTextFormat(Qt.TextFormat.PlainText)
        yield _Name(turn.mapRect(rect), rect.topLeft(), text, ink.on(margins.paper).text)


def names(margins: PageContext) -> list[tuple[QRectF, str, Ink]]:
    """Where names go on a page with margins: beside the first line, pushed down where they would overlap."""
    measure = QFontMetricsF(margins.font)
    height, least = measure.height(), measure.horizontalAdvance("nnn…")
    placed: list[tuple[QRectF, str, Ink]] = []
    free = margins.rect.top()
    for mark in sorted(margins.marks, key=lambda mark: mark.blocks[0].box.y0):
        first = mark.blocks[0].lines[0]
        left = margins.rect.left() + (margins.index.right_of(first) + OUTLINE_X) * margins.scale + 2
        room = margins.rect.right() - left - 3
        if room < least:
            continue
        free = max(free, margins.to_widget(first).center().y() - height / 2)
        for ink in mark.inks:
            if free + height > margins.rect.bottom():
                break
            name = measure.elidedText(ink.name, Qt.TextElideMode.ElideRight, room)
            placed.append((QRectF(left, free, room, height), name, ink))
            free += height
    return placed
