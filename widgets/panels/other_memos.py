"""What the other coders wrote on the passage at hand, to be read and copied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets.appearance import fonts
from widgets.panels.caption import muted_label


class OtherMemos(QWidget):
    """Each under its coder's name; nothing at all where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(3)

    def show_memos(self, memos: Sequence[tuple[str, str]]) -> None:
        """Show these, as name and text."""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for name, text in memos:
            above = muted_label(name)
            above.setFont(fonts.small())
            below = QLabel(text)
            below.setTextFormat(Qt.TextFormat.PlainText)
            below.setWordWrap(True)
            below.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(above)
            self._column.addWidget(below)
        self.setVisible(bool(memos))
