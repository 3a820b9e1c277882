"""What it takes to paint over a page: where it lies in the view, its text, the themes on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QTransform

from app.model import Box
from widgets.appearance import colours_on_dark_paper
from widgets.reader.page_index import Block, PageIndex
from widgets.reader.paper import WHITE, Paper
from widgets.reader.turning import AS_IT_LIES, Turning


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

    def looks_like(self, other: PageContext) -> bool:
        """Whether all themes of both are drawn alike, from the top left corner of the page."""
        return (
            self.marks is other.marks
            and self.index is other.index
            and self.scale == other.scale
            and self.rect.size() == other.rect.size()
            and (self.turning, self.paper) == (other.turning, other.paper)
        )

    def to_widget(self, box: Box, pad_x: float = 0.0, pad_y: float = 0.0) -> QRectF:
        """A box of the page in widget pixels, grown by so many points along and across its lines."""
        if self.turning.rotation:
            box = self.turning.box(box)
            pad_x, pad_y = (pad_y, pad_x) if self.turning.is_quarter else (pad_x, pad_y)
        return QRectF(
            self.rect.x() + (box.x0 - pad_x) * self.scale,
            self.rect.y() + (box.y0 - pad_y) * self.scale,
            (box.x1 - box.x0 + 2 * pad_x) * self.scale,
            (box.y1 - box.y0 + 2 * pad_y) * self.scale,
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
