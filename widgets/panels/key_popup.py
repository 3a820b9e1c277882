"""Asks for a theme's key by having it pressed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.model import Theme
from app.project.codebook import RESERVED_KEYS
from widgets.appearance import fonts
from widgets.panels.caption import muted_label
from widgets.panels.popup import Popup
from widgets.session import Session

_REMOVE = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class KeyPopup(Popup):
    """Emits `chosen` with the key pressed, or None for none; a key that is taken is named and refused."""

    chosen = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken = {other.key: other.name for other in session.catalogue.themes if other.id != theme.id}
        self.prompt = QLabel(self.tr("Press the key that tags with “{}”").format(theme.name))
        self.prompt.setTextFormat(Qt.TextFormat.PlainText)
        self.answer = muted_label(self.tr("Backspace: no key · Esc: leave it as it is"))
        self.answer.setFont(fonts.small())
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.addWidget(self.prompt)
        column.addWidget(self.answer)

    def open_at(self, place: QPoint) -> None:
        """Show it there and listen."""
        self.show_at(place)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key, or say why it cannot be this one."""
        key = event.text().casefold()
        if event.key() in _REMOVE:
            self._choose(None)
        elif event.key() == Qt.Key.Key_Escape or not key.strip():
            super().keyPressEvent(event)
            if event.key() == Qt.Key.Key_Escape:
                self.close()
        elif key in self._taken:
            self._refuse(
                self.tr("{key} tags with “{theme}” already").format(key=key.upper(), theme=self._taken[key])
            )
        elif key in RESERVED_KEYS:
            self._refuse(self.tr("{key} does something else in this window").format(key=key.upper()))
        else:
            self._choose(key)

    def _choose(self, key: str | None) -> None:
        self.chosen.emit(key)
        self.close()

    def _refuse(self, why: str) -> None:
        self.answer.setText(why)
        self.adjustSize()
