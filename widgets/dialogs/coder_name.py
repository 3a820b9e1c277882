"""Asks once under which name annotations are made."""

from __future__ import annotations

import getpass

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.errors import UserError
from app.project.names import clean
from widgets.appearance import fonts
from widgets.panels.caption import muted_label


class CoderNameDialog(QDialog):
    """A name, proposed from the computer's login, and why it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your name"))
        question = QLabel(self.tr("Who is annotating?"))
        question.setFont(fonts.strong())
        why = muted_label(
            self.tr(
                "Every annotation and memo carries the name of its coder, so that a team can tell them apart"
                " when files are brought together. The name stays in this project and on this computer; you"
                " can change it at any time under Edit → Coder."
            )
        )
        why.setWordWrap(True)
        self.line = QLineEdit(login_name())
        self.line.setAccessibleName(self.tr("Your name"))
        self.line.selectAll()
        self.line.textChanged.connect(self._check)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (question, why, self.line, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(400)
        self._check()

    @classmethod
    def ask(cls, parent: QWidget | None = None) -> str | None:
        """The name, None when the person would rather not."""
        dialog = cls(parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.line.text().strip() if accepted else None

    def _check(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(can_be_name(self.line.text()))


def can_be_name(name: str) -> bool:
    """Whether a coder can be called this."""
    try:
        clean(name, "")
    except UserError:
        return False
    return True


def login_name() -> str:
    """Who is logged in, as a proposal; nothing where the system does not say."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
    return "" if name == "root" else name.capitalize()
