"""The paragraphs at hand in one view, and how they and the session's selection follow each other."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.model import Passage
from widgets.reader.hit_test import Target
from widgets.reader.movement import Stretch, following, moved
from widgets.reader.shown_document import ShownDocument, text_of
from widgets.selection import Selection
from widgets.session import Session

_SPOKEN = 600
"""Letters of a paragraph given to a screen reader."""


class AtHand(QObject):
    """Each view remembers its own stretch; it is current while it is the last one taken in any view.

    `changed` carries the stretch before and the one after, which are equal when it only became current
    or ceased to be.
    """

    changed = Signal(object, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: ShownDocument | None = None
        self._stretch: Stretch | None = None
        self._part: Passage | None = None
        session.selection_changed.connect(self._follow)

    @property
    def stretch(self) -> Stretch | None:
        """The paragraphs at hand."""
        return self._stretch

    @property
    def part(self) -> Passage | None:
        """What is at hand instead of the whole paragraphs: a stretch of their text, or a region."""
        return self._part

    @property
    def is_current(self) -> bool:
        """Whether they are what the session would tag."""
        mine = self._as_selection(self._stretch)
        return mine is not None and self._session.selection == mine

    def show(self, shown: ShownDocument | None) -> None:
        """Begin with a document: what the session has selected of it is at hand."""
        self._shown = shown
        selection, self._stretch, self._part = self._session.selection, None, None
        if shown is not None and selection is not None and selection.document_id == shown.id:
            self._stretch, self._part = _stretch(selection), selection.part
        self.changed.emit(None, self._stretch)

    def let_go(self) -> None:
        """Stop listening."""
        self._session.selection_changed.disconnect(self._follow)

    # Taking

    def take(self, stretch: Stretch | None) -> None:
        """Put these paragraphs at hand, here and for the session."""
        if self._shown is None or (stretch is not None and not self._shown.holds(stretch)):
            return
        self._set(stretch)
        self._session.select(self._as_selection(stretch))

    def take_part(self, passage: Passage) -> None:
        """Put a stretch of text or a region at hand, here and for the session."""
        selection = Selection.of(passage)
        self._set(_stretch(selection), selection.part)
        self._session.select(selection)

    def take_to(self, ordinal: int) -> None:
        """Put all from where the stretch at hand was begun to this paragraph at hand."""
        begun = self._stretch.begun if self._stretch else ordinal
        self.take(Stretch(begun, ordinal))

    def take_under(self, target: Target | None) -> bool:
        """Put what is at a point at hand unless it is already; False when nothing is there."""
        if target is None:
            return False
        if not self._is_at(target):
            if target.ordinal is None:
                return False
            self.take(Stretch(target.ordinal, target.ordinal))
        return True

    def _is_at(self, target: Target) -> bool:
        if self._part is not None:
            boxes = (box for box in self._part.anchor.boxes if box.page == target.page)
            return any(box.x0 <= target.x <= box.x1 and box.y0 <= target.y <= box.y1 for box in boxes)
        return self._stretch is not None and target.ordinal is not None and target.ordinal in self._stretch

    def take_again(self) -> None:
        """Put what is at hand here at hand for the session."""
        if self._part is not None:
            self.take_part(self._part)
        elif self._stretch is not None:
            self.take(self._stretch)

    def remember(self, stretch: Stretch) -> None:
        """Have these paragraphs at hand here only, until `take_again`."""
        if self._shown is not None and self._shown.holds(stretch):
            self._set(stretch)

    def step(self, step: int, start: int, *, extend: bool = False) -> int | None:
        """Take the next paragraph or the one before, or extend by it; with none at hand, take `start`.

        Answers the paragraph to bring into sight.
        """
        if self._shown is None or not self._shown.index.readable:
            return None
        if self._stretch is None:
            self.take(Stretch(start, start))
        else:
            self.take(moved(self._shown.index, self._stretch, step, extend=extend))
        return self._stretch.taken if self._stretch else None

    def next_annotated(self, step: int, start: int) -> int | None:
        """The next paragraph that has a theme, or the one before; None when there is none, and says so."""
        if self._shown is None:
            return None
        origin = self._stretch.taken if self._stretch else start - (step > 0)
        ordinal = following(self._shown.annotated, origin, step)
        if ordinal is None:
            down, up = self.tr("There is no annotation further down."), self.tr("There is none further up.")
            self._session.noticed.emit(down if step > 0 else up, False)
        return ordinal

    # In words

    def in_words(self, *, short: bool = False) -> str:
        """Where in the document what is at hand is, empty without any."""
        if self._shown is None or self._part is not None:
            return self._shown.place_of(self._part) if self._shown and self._part else ""
        return self._shown.place(self._stretch, short=short) if self._stretch else ""

    def read_aloud(self) -> str:
        """What a screen reader says of it."""
        return f"{self.in_words()}: {self._text()}"[:_SPOKEN] if self.in_words() else ""

    def copy_text(self) -> None:
        """Put its text on the clipboard."""
        if text := self._text():
            QGuiApplication.clipboard().setText(text)

    def copy_cited(self) -> None:
        """Put it there quoted, with document, paragraph and page."""
        if self._shown and self._part:
            QGuiApplication.clipboard().setText(self._shown.cited_part(self._part))
        elif self._shown and self._stretch:
            QGuiApplication.clipboard().setText(self._shown.cited(self._stretch))

    def _text(self) -> str:
        if self._part is not None:
            return text_of(self._part)
        return self._shown.text(self._stretch) if self._shown and self._stretch else ""

    # Following

    def _as_selection(self, stretch: Stretch | None) -> Selection | None:
        if self._part is not None:
            return Selection.of(self._part)
        if stretch is None or self._shown is None:
            return None
        return Selection(self._shown.id, stretch.first, stretch.last)

    def _set(self, stretch: Stretch | None, part: Passage | None = None) -> None:
        if stretch != self._stretch or part != self._part:
            before, self._stretch, self._part = self._stretch, stretch, part
            self.changed.emit(before, stretch)

    def _follow(self, selection: Selection | None) -> None:
        if self._shown is None:
            return
        if selection is None:
            self._set(None)
        elif selection.document_id == self._shown.id and selection != self._as_selection(self._stretch):
            self._set(_stretch(selection), selection.part)
        self.changed.emit(self._stretch, self._stretch)


def _stretch(selection: Selection) -> Stretch | None:
    return Stretch(selection.first, selection.last) if selection.first else None
