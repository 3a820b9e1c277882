"""A small window about an export that takes a while, so that reading and tagging go on beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from widgets.dialogs.export_line import ExportLine
from widgets.exporting import Written

_WIDTH = 420
_MARGIN = 24
"""Between it and the window's lower right corner, in pixels."""


class ExportProgress(QDialog):
    """The line of an export, and a button that stops it, or puts the window away once all is written."""

    def __init__(self, line: ExportLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("Export"))
        self.line = line
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(line)
        column.addWidget(buttons)
        self.setFixedWidth(_WIDTH)
        line.finished.connect(self._finish)

    def reject(self) -> None:
        """Stop what is being written; otherwise close."""
        if self.line.under_way:
            self.line.cancel()
        else:
            super().reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Stand in the corner of the window, away from what is read."""
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            self.adjustSize()
            corner = parent.mapToGlobal(parent.rect().bottomRight())
            self.move(corner.x() - self.width() - _MARGIN, corner.y() - self.height() - 2 * _MARGIN)

    def _finish(self, written: Written | None) -> None:
        if written is None:
            self.close()
        else:
            self.close_button.setText(self.tr("Close"))
            foot = self.y() + self.height()
            self.adjustSize()
            self.move(self.x(), foot - self.height())
