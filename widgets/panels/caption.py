"""The small grey line above a section of a panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from widgets.appearance import fonts, metrics


class Caption(QWidget):
    """A section's name, and at its right end the few buttons that belong to it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = muted_label(text, self)
        self._label.setFont(fonts.caption())
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN - 6, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self._label, 1)
        self.setMinimumHeight(26)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)

    def add(self, button: QToolButton) -> None:
        """Put a button at the right end."""
        button.setAutoRaise(True)
        self._row.addWidget(button)


def muted_label(text: str = "", parent: QWidget | None = None) -> QLabel:
    """A label in the muted colour of the look in force; plain text, for it may come from a document."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
