"""Asks for the password of a protected document, which is used and forgotten."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from widgets.appearance import fonts
from widgets.panels.caption import muted_label


class PasswordDialog(QDialog):
    """A password for one document; `again` says that the one before was wrong."""

    def __init__(self, name: str, again: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Password"))
        question = QLabel(
            self.tr("That was not the password of “{}”.").format(name)
            if again
            else self.tr("“{}” is protected by a password.").format(name)
        )
        question.setFont(fonts.strong())
        question.setWordWrap(True)
        promise = muted_label(
            self.tr("It opens the document until the project is closed. It is not stored anywhere.")
        )
        promise.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(self.tr("Password"))
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        unlock = self.buttons.button(standard.Ok)
        unlock.setText(self.tr("Unlock"))
        unlock.setEnabled(False)
        self.line.textChanged.connect(lambda text: unlock.setEnabled(bool(text)))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (question, promise, self.line, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(400)

    @classmethod
    def ask(cls, name: str, again: bool, parent: QWidget | None = None) -> str | None:
        """The password, None when the person leaves the document locked."""
        dialog = cls(name, again, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.line.text() if accepted else None
