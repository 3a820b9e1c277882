"""Asks what is meant by dropping a project onto the window of another."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.appearance import fonts
from widgets.panels.caption import muted_label


class DroppedProjectDialog(QDialog):
    """Open it instead of this one, or merge it into this one."""

    open_requested = Signal()
    merge_requested = Signal()

    def __init__(self, name: str, here: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("A project"))
        question = QLabel(self.tr("Open “{0}”, or merge it into {1}?").format(name, here))
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setFont(fonts.strong())
        question.setWordWrap(True)
        about = muted_label(
            self.tr("Merging brings in the work of its coders; you will see what changes before it does.")
        )
        about.setWordWrap(True)
        self.merge_button = self._button(self.tr("Merge…"), self.merge_requested)
        self.open_button = self._button(self.tr("Open"), self.open_requested)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.merge_button.setDefault(True)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (cancel, self.open_button, self.merge_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(question)
        column.addWidget(about)
        column.addLayout(row)
        self.setMinimumWidth(420)

    def _button(self, text: str, chosen: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self._choose(chosen))
        return button

    def _choose(self, chosen: SignalInstance) -> None:
        self.accept()
        chosen.emit()
