"""The space bar: pressed it scrolls by a screen; held it lets pages be dragged, as in image programs."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

_FAR = 4.0
"""Pixels the pointer moves, with the bar held, before the pages are meant to be dragged."""


_SOON = 50
"""Milliseconds within which nobody lets go and presses again."""


class SpaceBar(QObject):
    """Scrolls when let go, if nothing was dragged; held down with the pointer at rest, again and again."""

    held_changed = Signal()
    scroll_requested = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_held = False
        self._direction = 1
        self._is_used = False
        self._is_aimed = False
        self._rest: QPointF | None = None
        self._since_release = QElapsedTimer()

    def press(self, event: QKeyEvent) -> bool:
        """Take a key that goes down, or that repeats itself; False if it is another."""
        shift = Qt.KeyboardModifier.ShiftModifier
        if event.key() != Qt.Key.Key_Space or event.modifiers() & ~(
            shift | Qt.KeyboardModifier.KeypadModifier
        ):
            return False
        if not event.isAutoRepeat():
            if not self._is_still_down():
                self._is_used = self._is_aimed = False
                self._rest = None
            self._direction = -1 if event.modifiers() & shift else 1
            self._hold(True)
        elif self.is_held:
            self._is_used = True
            if not self._is_aimed:
                self.scroll_requested.emit(self._direction)
        return True

    def release(self, event: QKeyEvent) -> bool:
        """Take a key that comes up; False if it is another."""
        if event.key() != Qt.Key.Key_Space:
            return False
        if self.is_held and not event.isAutoRepeat():
            self._hold(False)
            self._since_release.start()
            if not self._is_used:
                self.scroll_requested.emit(self._direction)
        return True

    def point(self, at: QPointF) -> None:
        """The pointer moves while the bar is held: soon the pages will be dragged, and stay till then."""
        if self._rest is None:
            self._rest = at
        elif (at - self._rest).manhattanLength() > _FAR:
            self._is_aimed = True

    def use(self) -> None:
        """The pages are dragged: letting go means no scrolling any more."""
        self._is_used = self._is_aimed = True

    def let_go(self) -> None:
        """The keys go elsewhere."""
        self._hold(False)

    def _is_still_down(self) -> bool:
        """Whether it was never let go: X tells a repetition it did not foresee as a release and a press."""
        soon = self._since_release.isValid() and self._since_release.elapsed() < _SOON
        return self._is_used and soon

    def _hold(self, held: bool) -> None:
        if held != self.is_held:
            self.is_held = held
            self.held_changed.emit()
