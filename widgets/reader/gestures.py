"""What pressing, dragging and clicking again on a page mean: a paragraph, text, a region."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.model import PassageKind
from app.pdf.protocol import Link
from widgets.reader.movement import Stretch
from widgets.reader.page_layout import Place
from widgets.reader.pointing import Pointing
from widgets.reader.selecting import Selecting
from widgets.reader.space_bar import SpaceBar
from widgets.reader.text_selection import Span, Unit

if TYPE_CHECKING:
    from widgets.reader.page_view import PageView

_FAR = 4.0
"""Pixels the pointer moves from a press before that is a drag."""

_REGION = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
"""Either will do: some desktops move the whole window where Alt is held."""

_SCROLL_EVERY = 30
"""Milliseconds between scrolls while the pointer is dragged out of the view."""


class _Press(Enum):
    NONE = auto()
    TEXT = auto()
    PAGES = auto()
    REGION = auto()


class Gestures(QObject):
    """Turns presses and drags on one view into what is at hand, or drags its pages along."""

    unlock_requested = Signal(str)
    link_followed = Signal(object)
    cursor_changed = Signal()

    def __init__(self, view: PageView, selecting: Selecting, pointing: Pointing) -> None:
        super().__init__(view)
        self._view = view
        self._selecting = selecting
        self._pointing = pointing
        self.space = SpaceBar(self)
        self.space.held_changed.connect(self.cursor_changed)
        self._press = _Press.NONE
        self._link: Link | None = None
        self._has_followed = False
        self._from = QPointF()
        self._place: Place | None = None
        self._pointer = QPointF()
        self._double_at = QPointF()
        self._since_double = QElapsedTimer()
        self._scrolling = QTimer(self, interval=_SCROLL_EVERY)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def is_pressed(self) -> bool:
        """Whether a button is held down."""
        return self._press is not _Press.NONE

    @property
    def cursor(self) -> Qt.CursorShape | None:
        """A hand while the pages are held or can be; None where it is for others to say."""
        if self._press is _Press.PAGES:
            return Qt.CursorShape.ClosedHandCursor
        return Qt.CursorShape.OpenHandCursor if self.space.is_held else None

    def press(self, event: QMouseEvent) -> None:
        """Begin what the button does: the middle one holds the pages, the left one takes what is there."""
        self._link, self._has_followed = None, False
        if event.button() == Qt.MouseButton.MiddleButton:
            self._grip(event.position())
        elif event.button() == Qt.MouseButton.LeftButton and self.space.is_held:
            self.space.use()
            self._grip(event.position())
        elif event.button() == Qt.MouseButton.LeftButton:
            target = self._view.target_at(event.position())
            if target is not None and self._view.pictures.is_locked(target.page):
                self.unlock_requested.emit(self._view.document_id)
            else:
                self._begin(event.position(), event.modifiers())

    def _begin(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Take the paragraph under the pointer, or extend what is at hand to there; a drag may follow."""
        self._selecting.cancel()
        self._from = self._pointer = at
        self._place = self._view.place_at(at)
        self._press = _Press.TEXT
        if modifiers & _REGION:
            self._press = _Press.REGION
        elif self._is_third(at):
            self._selecting.begin(self._place, self._place, Unit.SENTENCE)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._extend()
        elif link := self._pointing.link_at(at):
            self._link = link
        else:
            self._take_paragraph()

    def _grip(self, at: QPointF) -> None:
        """Hold the pages, to be dragged along."""
        self._press, self._pointer = _Press.PAGES, at
        self._view.glide.stop()
        self.cursor_changed.emit()

    def _drag_pages(self, at: QPointF) -> None:
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - round(at.x() - self._pointer.x()))
        down.setValue(down.value() - round(at.y() - self._pointer.y()))
        self._pointer = at

    def _take_paragraph(self) -> None:
        target = self._view.target_at(self._from)
        if target is not None and target.ordinal is not None:
            self._view.at_hand.take(Stretch(target.ordinal, target.ordinal))
        elif target is not None and self._view.shown is not None:
            region = self._view.shown.marks.region_at(target.page, target.x, target.y)
            if region is not None:
                self._view.at_hand.take_part(region)

    def _extend(self) -> None:
        """Extend a stretch of text to the pointer, or paragraphs to the one under it."""
        part, place = self._view.at_hand.part, self._place
        if part is not None and part.kind is PassageKind.TEXT and place is not None:
            self._selecting.begin(Span(part.anchor.start, part.anchor.end), place)
            return
        target = self._view.target_at(self._from)
        if target is not None and target.ordinal is not None:
            self._view.at_hand.take_to(target.ordinal)

    def double(self, event: QMouseEvent) -> None:
        """Select the word under the pointer; a third click takes its sentence.

        After a click that followed a link, something else is there now, which nobody meant.
        """
        if self._has_followed or self.space.is_held:
            return
        self._from = self._pointer = self._double_at = event.position()
        self._place = self._view.place_at(self._from)
        self._press = _Press.TEXT
        self._since_double.start()
        self._selecting.begin(self._place, self._place, Unit.WORD)

    def move(self, at: QPointF) -> None:
        """Select as far as the pointer, once it has moved far enough to mean it."""
        if self._press is _Press.PAGES:
            self._drag_pages(at)
            return
        self._pointer = at
        if self._place is None:
            return
        if not self._selecting.is_under_way and (at - self._from).manhattanLength() > _FAR:
            begin = self._selecting.begin_region if self._press is _Press.REGION else self._selecting.begin
            begin(self._place, self._place_at(at))
        self._selecting.move(self._place_at(at))
        inside = 0 <= at.y() <= self._view.viewport().height()
        if self._selecting.is_under_way and not inside:
            self._scrolling.start()
        else:
            self._scrolling.stop()

    def release(self) -> None:
        """Put what was selected at hand, or follow the link that was clicked."""
        self._press = _Press.NONE
        self.cursor_changed.emit()
        self._scrolling.stop()
        if self._selecting.is_under_way:
            self._selecting.finish()
        elif self._link is not None:
            link, self._link, self._has_followed = self._link, None, True
            self.link_followed.emit(link)

    def _is_third(self, at: QPointF) -> bool:
        """Whether a press follows a double click at once and in its place."""
        if not self._since_double.isValid():
            return False
        soon = self._since_double.elapsed() < QApplication.doubleClickInterval()
        self._since_double.invalidate()
        return soon and (at - self._double_at).manhattanLength() <= _FAR

    def _scroll(self) -> None:
        """Bring on what lies beyond the edge the pointer was dragged over."""
        height = self._view.viewport().height()
        beyond = self._pointer.y() - height if self._pointer.y() > height else self._pointer.y()
        bar = self._view.verticalScrollBar()
        bar.setValue(bar.value() + round(beyond / 2))
        self._selecting.move(self._place_at(self._pointer))

    def _place_at(self, at: QPointF) -> Place:
        """The place under a point: a region stays on the page it was begun on."""
        is_region = self._press is _Press.REGION and self._place is not None
        return self._view.place_at(at, self._place.page if is_region and self._place else None)
