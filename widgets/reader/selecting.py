"""What dragging over a page selects: letters, words or sentences of the text, or a region with Alt held."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.model import Box, Passage
from widgets.reader.page_layout import Place
from widgets.reader.page_letters import PageLetters
from widgets.reader.shown_document import ShownDocument
from widgets.reader.text_selection import Span, Unit, around, trimmed

_SMALLEST = 4.0
"""Points a region must be wide and high."""


class Selecting(QObject):
    """One selection in the making, from where it was begun to where the pointer is.

    It can go on before the letters of a page have come from their worker: it is made when they have.
    """

    changed = Signal(object)
    taken = Signal(object)

    def __init__(self, letters: PageLetters, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self._shown: ShownDocument | None = None
        self._begun: Place | Span | None = None
        self._at: Place | None = None
        self._unit = Unit.LETTER
        self._is_region = self._is_over = False
        self.boxes: tuple[Box, ...] = ()
        letters.ready.connect(self._go_on)

    def show(self, shown: ShownDocument | None) -> None:
        """Begin with a document."""
        self._shown = shown
        self.cancel()

    @property
    def is_under_way(self) -> bool:
        """Whether something is being selected."""
        return self._begun is not None

    @property
    def is_region(self) -> bool:
        """Whether it is a region of a page."""
        return self._is_region and self.is_under_way

    def begin(self, begun: Place | Span, at: Place, unit: Unit = Unit.LETTER) -> None:
        """Select text from a place, or from an earlier stretch of it, to where the pointer is."""
        self._begun, self._at, self._unit = begun, at, unit
        self._is_region = self._is_over = False
        self._go_on()

    def begin_region(self, begun: Place, at: Place) -> None:
        """Select a region of one page from one corner to the other; both are points of that page."""
        self._begun, self._at = begun, at
        self._is_region, self._is_over = True, False
        self._go_on()

    def move(self, at: Place) -> None:
        """Go on to where the pointer is now."""
        if self.is_under_way and not self._is_over:
            self._at = at
            self._go_on()

    def finish(self) -> None:
        """Take what was selected, at once or when its letters have come."""
        self._is_over = True
        self._go_on()

    def cancel(self) -> None:
        """Select nothing."""
        self._begun = self._at = None
        self._show(())

    def _go_on(self, _page: int = 0) -> None:
        if self._shown is None or self._begun is None or self._at is None:
            return
        if self._is_region and isinstance(self._begun, Place):
            box = self._region(self._begun, self._at)
            self._show((box,) if box else ())
            self._settle(self._shown.region(box) if box else None)
        elif (span := self._stretch()) and (boxes := self._boxes(span)) is not None:
            self._show(boxes)
            self._settle(self._shown.stretch(span.start, span.end, boxes))

    def _settle(self, passage: Passage | None) -> None:
        if self._is_over:
            self.cancel()
            if passage is not None:
                self.taken.emit(passage)

    def _show(self, boxes: tuple[Box, ...]) -> None:
        if boxes != self.boxes:
            pages = {box.page for box in (*self.boxes, *boxes)}
            self.boxes = boxes
            self.changed.emit(pages)

    # Text

    def _stretch(self) -> Span | None:
        assert self._at is not None
        assert self._shown is not None
        start = self._begun if isinstance(self._begun, Span) else self._around(self._begun)
        end = self._around(self._at)
        return trimmed(self._shown.full_text.text, start.to(end)) if start and end else None

    def _around(self, place: Place | None) -> Span | None:
        letters = self._letters.on(place.page) if place else None
        if letters is None or place is None or self._shown is None:
            return None
        find = letters.caret if self._unit is Unit.LETTER else letters.character
        at = find(place.x, place.y)
        return around(self._shown.full_text.text, at, self._unit) if at is not None else None

    def _boxes(self, span: Span) -> tuple[Box, ...] | None:
        assert self._at is not None
        assert self._shown is not None
        pages = self._shown.pages_of(span.start, span.end) or [self._at.page]
        return self._letters.boxes(range(min(pages), max(pages) + 1), span.start, span.end)

    # Region

    def _region(self, begun: Place, at: Place) -> Box | None:
        """The rectangle between two corners, as far as it is on their page."""
        assert self._shown is not None
        page = self._shown.pages[begun.page - 1]
        xs = sorted(min(max(each, 0.0), page.width) for each in (begun.x, at.x))
        ys = sorted(min(max(each, 0.0), page.height) for each in (begun.y, at.y))
        if xs[1] - xs[0] < _SMALLEST or ys[1] - ys[0] < _SMALLEST:
            return None
        return Box(begun.page, xs[0], ys[0], xs[1], ys[1])
