"""The coder's memo on the passage at hand, written to the file on leaving it or after a pause."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from app.model import Passage
from widgets.panels.growing_text import GrowingText

PAUSE = 800
"""Milliseconds without a key after which a memo is kept."""

_COMING_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class MemoEditor(GrowingText):
    """Emits `written` with the passage and the text, once for each stretch of writing.

    `entered` and `left` tell when somebody begins and is done.
    """

    written = Signal(object, str)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(3, 9, parent)
        self.setPlaceholderText(self.tr("Write a memo (M)"))
        self.setAccessibleName(self.tr("Memo on this passage"))
        self._passage: Passage | None = None
        self._kept = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.save_pending)
        self.textChanged.connect(self._note_writing)

    def show_memo(self, passage: Passage | None, text: str) -> None:
        """Show another passage's memo, keeping the one in hand first, or what this one's became elsewhere."""
        if _id(passage) != _id(self._passage):
            self.save_pending()
        elif self._pending() or text == self._kept:
            return
        self._passage = passage
        self._kept = text
        self._pause.stop()
        if text != self.toPlainText().strip():
            self.setPlainText(text)
            self._pause.stop()

    def save_pending(self) -> None:
        """Keep what is not kept yet."""
        self._pause.stop()
        if self._pending():
            self._kept = self.toPlainText().strip()
            self.written.emit(self._passage, self._kept)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell when somebody comes to write; not when a window merely comes back."""
        super().focusInEvent(event)
        if event.reason() not in _COMING_BACK:
            self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps it."""
        super().focusOutEvent(event)
        self.save_pending()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, or Ctrl+Enter, goes back to reading."""
        done = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if done or event.key() == Qt.Key.Key_Escape:
            self.save_pending()
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _pending(self) -> bool:
        return self._passage is not None and self.toPlainText().strip() != self._kept

    def _note_writing(self) -> None:
        if self._pending():
            self._pause.start()


def _id(passage: Passage | None) -> str | None:
    return passage.id if passage else None
