"""What lies over a page: themes, hits of a search, and outlines of what is pointed at and at hand."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from widgets import appearance
from widgets.reader import painting
from widgets.reader.at_hand import AtHand
from widgets.reader.found import Found
from widgets.reader.mark_drawing import MarkDrawing
from widgets.reader.page_context import PageContext
from widgets.reader.paper import Paper
from widgets.reader.selecting import Selecting
from widgets.reader.shown_document import ShownDocument
from widgets.reader.turning import Turning

OUTLINE_REACH = 7.0
"""Points an outline may reach beyond its lines, its pen included."""

_SMALLEST_NAME, _LARGEST_NAME = 9.0, 13.0
"""Pixels; names of themes grow with the page between these."""


_DRAWINGS_KEPT = 12
"""Pages of which it is kept how their themes are drawn: those that can be in sight at a time."""


def context_of(
    shown: ShownDocument,
    page: int,
    rect: QRectF,
    scale: float,
    turning: Turning,
    paper: Paper,
) -> PageContext:
    """All it takes to paint over a page that lies at `rect`, at `scale` pixels a point."""
    font = QFont(appearance.fonts.caption())
    font.setPixelSize(round(min(max(8.5 * scale, _SMALLEST_NAME), _LARGEST_NAME)))
    index, marks = shown.index.on(page), shown.marks.on(page)
    return PageContext(rect, scale, index, marks, font, turning, paper)


class Overlays:
    """Paints over the pages of one view, from what is at hand, being selected and found there."""

    def __init__(self, at_hand: AtHand, selecting: Selecting, found: Found) -> None:
        self._at_hand = at_hand
        self._selecting = selecting
        self._found = found
        self._drawings: dict[int, MarkDrawing] = {}

    def paint(
        self, painter: QPainter, context: PageContext, clip: QRectF, hover: int | None, *, is_awaited: bool
    ) -> None:
        """Paint over what lies within `clip` of a page; `hover` is the paragraph pointed at.

        While the page's picture is awaited there are no letters to mark yet: fills and names are left out.
        """
        corner, drawing = context.rect.topLeft(), self._drawing(context)
        if not is_awaited:
            drawing.paint_fills(painter, corner, clip)
        self._paint_hits(painter, context)
        painting.paint_dimmed(painter, context.rect & clip, context.paper)
        drawing.paint_bars(painter, corner, clip)
        if not is_awaited:
            drawing.paint_names(painter, corner, clip)
        self._paint_hover(painter, context, hover)
        if self._at_hand.part is not None or self._selecting.boxes:
            self._paint_part(painter, context)
        else:
            self._paint_stretch(painter, context)

    def prepare(self, context: PageContext) -> bool:
        """Lay out a page's themes before it comes into sight; answers whether that was still to do."""
        return self._drawing(context).lay_out()

    def _drawing(self, context: PageContext) -> MarkDrawing:
        """How the themes of a page are drawn, laid out anew where anything about them differs."""
        page = context.index.number
        if page not in self._drawings or not context.looks_like(self._drawings[page].context):
            self._drawings.pop(page, None)
            if len(self._drawings) >= _DRAWINGS_KEPT:
                del self._drawings[next(iter(self._drawings))]
            self._drawings[page] = MarkDrawing(context)
        return self._drawings[page]

    def _paint_hits(self, painter: QPainter, context: PageContext) -> None:
        hits, paper = self._found.on(context.index.number), context.paper
        if not hits:
            return
        for current, colour in ((False, paper.hit), (True, paper.current_hit)):
            rects = (context.to_widget(box) for box, is_current in hits if is_current == current)
            painting.paint_letters(painter, rects, colour, paper)

    def _paint_hover(self, painter: QPainter, context: PageContext, hover: int | None) -> None:
        stretch = self._at_hand.stretch
        if hover is not None and (self._at_hand.part or stretch is None or hover not in stretch):
            rects = painting.outlines(context, (hover,))
            painting.paint_outline(painter, rects, context.paper.outline_hover, 1.0)

    def _paint_stretch(self, painter: QPainter, context: PageContext) -> None:
        stretch, paper = self._at_hand.stretch, context.paper
        if stretch is not None:
            rects = painting.outlines(context, (each for each in context.index.in_order if each in stretch))
            current = self._at_hand.is_current
            colour, width = (paper.outline, 2.0) if current else (paper.outline_elsewhere, 1.0)
            painting.paint_outline(painter, rects, colour, width)

    def _paint_part(self, painter: QPainter, context: PageContext) -> None:
        """What is being selected, else the part at hand: letters tinted, a region outlined."""
        part, selecting, paper = self._at_hand.part, self._selecting, context.paper
        current = self._at_hand.is_current
        boxes = selecting.boxes or (part.anchor.boxes if part else ())
        rects = [context.to_widget(box) for box in boxes if box.page == context.index.number]
        region = selecting.is_region if selecting.boxes else part and part.first is None
        if region:
            colour = paper.outline if current else paper.outline_elsewhere
            painting.paint_outline(painter, rects, colour, 2.0)
        else:
            live = current or bool(selecting.boxes)
            colour = paper.selected if live else paper.selected_elsewhere
            painting.paint_letters(painter, rects, colour, paper)
