"""Paints what the reader adds to a page: fills, bars and names of themes, outlines, placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPen, QTransform

from app.model import Box
from widgets.appearance import colours_on_dark_paper
from widgets.reader.page_index import Block, PageIndex, around
from widgets.reader.paper import WHITE, Paper
from widgets.reader.turning import AS_IT_LIES, Turning

_FILL_X, _FILL_Y = 3.5, 1.5
_OUTLINE_X, _OUTLINE_Y = 5.0, 3.0
"""Points by which fills and outlines reach beyond the letters."""

_SHADOW_BESIDE, _SHADOW_BELOW = 0.75, (0.8, 0.5, 0.25)
"""How dark a shadow is at each pixel away from its sheet, as a share of its colour's darkness."""

_COLUMN_GAP = 40.0
"""Points between selected paragraphs beyond which they get an outline each."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The name of a theme and the colours it is drawn in on white paper."""

    name: str
    bar: QColor
    fill: QColor
    text: QColor

    def on(self, paper: Paper) -> Ink:
        """The same in the colours for a paper."""
        if not paper.is_dark:
            return self
        look = colours_on_dark_paper(self.bar.rgb(), paper.sheet.rgb())
        return Ink(self.name, look.bar, look.fill, look.text)


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

    def turned(self, turning: Turning) -> Mark:
        """The same where it is on the turned page."""
        if turning.rotation == 0:
            return self
        return replace(self, blocks=tuple(block.turned(turning) for block in self.blocks))


@dataclass(frozen=True, slots=True)
class PageContext:
    """All it takes to paint on one page: where it is in the widget, its scale, its text, its marks.

    Boxes are those of the page as it lies in the document, `turning` is how it is shown.
    """

    rect: QRectF
    scale: float
    index: PageIndex
    marks: tuple[Mark, ...]
    font: QFont
    turning: Turning = AS_IT_LIES
    paper: Paper = WHITE

    def to_widget(self, box: Box, pad_x: float = 0.0, pad_y: float = 0.0) -> QRectF:
        """A box of the page in widget pixels, grown by so many points along and across its lines."""
        box = self.turning.box(Box(box.page, box.x0 - pad_x, box.y0 - pad_y, box.x1 + pad_x, box.y1 + pad_y))
        return QRectF(
            self.rect.x() + box.x0 * self.scale,
            self.rect.y() + box.y0 * self.scale,
            (box.x1 - box.x0) * self.scale,
            (box.y1 - box.y0) * self.scale,
        )

    def with_margins(self) -> PageContext:
        """The same page with its margins on the left and right, which `margins_in_widget` puts in place."""
        turning = self.index.margins(self.turning)
        index = self.index.turned(turning)
        marks = tuple(mark.turned(turning) for mark in self.marks)
        rect = self.rect if turning == self.turning else QRectF(QPointF(), self.rect.size().transposed())
        return replace(self, rect=rect, index=index, marks=marks, turning=AS_IT_LIES)

    def margins_in_widget(self) -> QTransform:
        """From the pixels of `with_margins` to those of the widget: a quarter turn, or nothing."""
        if self.index.margins(self.turning) == self.turning:
            return QTransform()
        if self.turning.rotation == 90:
            return QTransform(0, 1, -1, 0, self.rect.x() + self.rect.width(), self.rect.y())
        return QTransform(0, -1, 1, 0, self.rect.x(), self.rect.y() + self.rect.height())


def paint_fills(painter: QPainter, context: PageContext) -> None:
    """A light fill behind tagged paragraphs, through which their letters show."""
    with _tinted(painter, context.paper):
        for mark in context.marks:
            inks = [ink.on(context.paper) for ink in mark.inks]
            for block in mark.blocks:
                exact = (context.to_widget(line) for line in block.lines)
                for rect in exact if mark.exact else (context.to_widget(block.box, _FILL_X, _FILL_Y),):
                    painter.fillRect(rect, _fill(rect, inks))


@contextmanager
def _tinted(painter: QPainter, paper: Paper) -> Iterator[None]:
    """Fills are joined with what is there, to whole pixels: soft edges would take twice as long."""
    smooth = painter.testRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setCompositionMode(paper.tint)
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
    """One bar a theme, side by side before the paragraph's lines, the first theme nearest the text."""
    painter.setPen(Qt.PenStyle.NoPen)
    margins, in_widget = context.with_margins(), context.margins_in_widget()
    for mark in margins.marks:
        for block in mark.blocks:
            beside = bars(margins, block, mark.bars_before + len(mark.inks))[mark.bars_before :]
            for rect, ink in zip(beside, mark.inks, strict=True):
                painter.setBrush(ink.on(context.paper).bar)
                painter.drawRoundedRect(in_widget.mapRect(rect), 1.5, 1.5)


def bars(context: PageContext, block: Block, count: int) -> list[QRectF]:
    """Where a block's bars stand on a page with margins; they grow thinner when many share the margin."""
    text = context.to_widget(block.box, _OUTLINE_X, _FILL_Y)
    room = max(text.left() - context.rect.left() - 2, 6.0)
    pitch = min(max(5.0, 6.5 * context.scale), 9.0, room / count)
    width = max(1.0, pitch - min(2.0, pitch / 3))
    return [QRectF(text.left() - at * pitch - width, text.top(), width, text.height()) for at in range(count)]


def paint_names(painter: QPainter, context: PageContext) -> None:
    """The names of a paragraph's themes in the margin after its lines, as far as that has room."""
    painter.save()
    painter.setFont(context.font)
    painter.setTransform(context.margins_in_widget(), combine=True)
    for rect, name, ink in names(context.with_margins()):
        painter.setPen(ink.on(context.paper).text)
        painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
    painter.restore()


def names(context: PageContext) -> list[tuple[QRectF, str, Ink]]:
    """Where names go on a page with margins: beside the first line, pushed down where they would overlap."""
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


def paint_letters(painter: QPainter, rects: Iterable[QRectF], colour: QColor, paper: Paper) -> None:
    """Selected letters, or letters found: a tint that the letters show through."""
    with _tinted(painter, paper):
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


def paint_paper(painter: QPainter, rect: QRectF, sheet: QColor) -> None:
    """A blank sheet."""
    painter.fillRect(rect, sheet)


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
