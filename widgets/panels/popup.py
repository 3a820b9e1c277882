"""A small frame over the window that goes away at a click elsewhere or Escape."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

_LOOK = "#popup { background: palette(button); border: 1px solid palette(mid); }"


class Popup(QFrame):
    """Placed where it is asked for, moved so far that all of it is on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("popup")
        self.setStyleSheet(_LOOK)

    def show_at(self, place: QPoint) -> None:
        """Show it with its top left corner there."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        left = min(place.x(), room.right() - self.width())
        top = min(place.y(), room.bottom() - self.height())
        self.move(max(room.left(), left), max(room.top(), top))
        self.show()
