"""What of a document is in sight in a column of pages, and scrolling so that something comes into sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect

from app.model import Box
from widgets.reader.movement import Stretch
from widgets.reader.page_column import PageColumn
from widgets.reader.page_index import DocumentIndex, around
from widgets.reader.page_layout import Rect


class Sight:
    """Looks at one column of pages, and scrolls it no further than need be."""

    def __init__(self, pages: PageColumn) -> None:
        self._pages = pages

    def first(self, index: DocumentIndex) -> int:
        """The first paragraph that begins in sight, else the first there is."""
        for page in self._pages.visible_pages():
            for block in index.on(page).blocks:
                if self._pages.on_screen(self._pages.column.to_view(block.box)).top() >= 0:
                    return block.ordinal
        return next(iter(index.readable), 1)

    def bring_in(self, boxes: Iterable[Box], *, middle: bool = False) -> None:
        """Scroll as little as brings these into sight, or to the view's upper third; in sight they stay."""
        rects = [self._pages.column.to_view(box) for box in boxes]
        start, height = self._pages.glide.target, self._pages.viewport().height()
        y = scrolled(rects, start, height, middle=middle)
        if y is not None:
            self._pages.scroll_to(y)

    def areas(self, index: DocumentIndex, stretch: Stretch, reach: float) -> Iterator[QRect]:
        """The parts of the view that these paragraphs take up, and so many points around them."""
        for page in self._pages.visible_pages():
            blocks = index.on(page)
            boxes = [block.box for each in blocks.ordinals if each in stretch for block in blocks.of(each)]
            if boxes:
                more = reach * self._pages.column.scale(page) + 2
                rect = self._pages.on_screen(self._pages.column.to_view(around(boxes)))
                yield rect.adjusted(-more, -more, more, more).toAlignedRect()

    def below(self, boxes: Iterable[Box]) -> QPoint:
        """A point of the screen just below what of these is in sight, else the middle of the view."""
        viewport = self._pages.viewport()
        rects = [self._pages.on_screen(self._pages.column.to_view(box)) for box in boxes]
        seen = [rect for rect in rects if rect.intersects(viewport.rect().toRectF())]
        if not seen:
            return viewport.mapToGlobal(viewport.rect().center())
        lowest = max(seen, key=lambda rect: rect.bottom())
        bottom = min(lowest.bottom() + 6, viewport.height() - 40.0)
        return viewport.mapToGlobal(QPointF(max(lowest.left(), 8.0) + 24, bottom).toPoint())


def scrolled(rects: Sequence[Rect], start: float, height: float, *, middle: bool) -> float | None:
    """Where a view that begins at `start` must begin for these to be in sight; None when they are.

    In pixels of the column. Some space is left around them; in the middle, a third of the view above them.
    """
    top, bottom = min(rect.y for rect in rects), max(rect.bottom for rect in rects)
    margin = min(60.0, height / 8)
    above, below = top - margin < start, bottom + margin > start + height
    if not (above or below):
        return None
    if middle:
        return top - height / 3
    if above or bottom - top > height - 2 * margin:
        return top - margin
    return bottom + margin - height
