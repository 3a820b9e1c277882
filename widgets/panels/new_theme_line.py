"""“+ New theme”: a quiet button that becomes a line to write the name in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QStackedLayout, QWidget

from widgets.appearance import metrics
from widgets.icons import icon


class NewThemeLine(QWidget):
    """Emits `named` with each name entered; Escape, or leaving it empty, brings the button back."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = QPushButton(icon("add"), self.tr("New theme"))
        self.button.setFlat(True)
        self.button.setStyleSheet(
            "QPushButton { text-align: left; color: palette(placeholder-text); background: transparent;"
            " border-color: transparent; padding: 3px 6px; }"
            "QPushButton:hover { background: palette(light); }"
            "QPushButton:focus { border-color: palette(accent); }"
        )
        self.button.clicked.connect(self.start)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Name, then Enter"))
        self.line.setAccessibleName(self.tr("Name of the new theme"))
        self.line.returnPressed.connect(self._enter)
        self.line.installEventFilter(self)
        self._shown = QStackedLayout(self)
        self._shown.setContentsMargins(metrics.PANEL_MARGIN - 6, 2, metrics.PANEL_MARGIN - 6, 2)
        self._shown.addWidget(self.button)
        self._shown.addWidget(self.line)
        self.setFixedHeight(metrics.CONTROL + 6)

    def start(self) -> None:
        """Let a name be written."""
        self._shown.setCurrentWidget(self.line)
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape closes the line; so does leaving it empty."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._stop()
                self.button.setFocus()
                return True
        elif event.type() == QEvent.Type.FocusOut and not self.line.text().strip():
            self._stop()
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        name = self.line.text().strip()
        if name:
            self.line.clear()
            self.named.emit(name)
        else:
            self._stop()

    def _stop(self) -> None:
        self.line.clear()
        self._shown.setCurrentWidget(self.button)
