"""What the project knows of a document's file."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from app.model import Document
from widgets.panels.caption import muted_label


class DocumentDetailsDialog(QDialog):
    """File name, pages, hash, when it was added and what read its text; all of it can be copied."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(document.title)
        added = QDateTime.fromString(document.added[:19] + "Z", Qt.DateFormat.ISODate).toLocalTime()
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        for name, value in (
            (self.tr("Title"), document.title),
            (self.tr("File"), document.file_name),
            (self.tr("Pages"), str(document.page_count)),
            (self.tr("Added"), QLocale().toString(added, QLocale.FormatType.LongFormat)),
            (self.tr("Text read by"), document.engine),
            (self.tr("SHA-256"), f"{document.sha256[:32]}\n{document.sha256[32:]}"),
        ):
            form.addRow(muted_label(name), _copyable(value))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(buttons)


def _copyable(value: str) -> QLabel:
    label = QLabel(value)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setWordWrap(True)
    return label
