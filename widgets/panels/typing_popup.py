"""A popup in which one types and chooses: the list narrows, the arrows move in it, Enter takes a row."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.panels.popup import Popup

_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class TypingPopup(Popup):
    """A line above a list of one width; the line keeps the caret."""

    typed = Signal(str)
    taken = Signal(QListWidgetItem)

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setFixedWidth(width)
        self.line.textChanged.connect(self.typed)
        self.line.returnPressed.connect(self._take_current)
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self.taken)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(6, 6, 6, 6)
        self.column.setSpacing(4)
        self.column.addWidget(self.line)
        self.column.addWidget(self.list)
        self.column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def open_at(self, place: QPoint) -> None:
        """Show it with its top left corner there, moved so far that it is whole on the screen."""
        self.show_at(place)
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows move in the list while the line keeps the caret."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _TO_LIST:
            self.list.event(event)
            return True
        return super().eventFilter(watched, event)

    def _take_current(self) -> None:
        if item := self.list.currentItem():
            self.taken.emit(item)
