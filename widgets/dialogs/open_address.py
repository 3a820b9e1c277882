"""Shows an address in full before it is opened outside of the program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.addresses import Address
from widgets.appearance import colours, fonts
from widgets.panels.caption import muted_label

_FEWEST_LINES, _MOST_LINES = 2, 8
"""Lines of an address in sight; a longer one scrolls."""

_WIDTH = 520


class OpenAddressDialog(QDialog):
    """Where the address leads, the address itself, and in what it may be other than it looks."""

    def __init__(self, address: Address, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Leave the document?"))
        self._address = address
        question = QLabel(
            self.tr("This link begins a mail to {}.").format(address.leads_to)
            if address.is_mail
            else self.tr("This link leads to the web, to the server {}.").format(address.leads_to)
        )
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setFont(fonts.strong())
        question.setWordWrap(True)
        self.text = _field(address.written)
        self.text.setAccessibleName(self.tr("Address"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (
            question,
            self.text,
            *map(_caution, address.cautions),
            self._promise(),
            self._buttons(),
        ):
            column.addWidget(widget)
        self.setFixedWidth(_WIDTH)
        self.cancel.setFocus()

    def _promise(self) -> QLabel:
        promise = muted_label(
            self.tr("Your mail program would open; nothing is sent before you send it.")
            if self._address.is_mail
            else self.tr("Your browser would open it, and the server would learn of your visit.")
        )
        promise.setWordWrap(True)
        return promise

    def _buttons(self) -> QDialogButtonBox:
        standard, role = QDialogButtonBox.StandardButton, QDialogButtonBox.ButtonRole
        buttons = QDialogButtonBox(standard.Cancel)
        self.cancel: QPushButton = buttons.button(standard.Cancel)
        self.copy = buttons.addButton(self.tr("Copy address"), role.ActionRole)
        wish = self.tr("Write a mail") if self._address.is_mail else self.tr("Open in browser")
        self.open_button = buttons.addButton(wish, role.AcceptRole)
        for button in (self.copy, self.open_button):
            button.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.copy.clicked.connect(self._copy)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address.exact)
        self.copy.setText(self.tr("Copied"))


def _field(text: str) -> QPlainTextEdit:
    """The address over as many lines as it takes, to be read and copied, not changed."""
    field = QPlainTextEdit(text)
    field.setReadOnly(True)
    field.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    field.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
    field.setTabChangesFocus(True)
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    field.setFont(font)
    measure = QFontMetrics(font)
    across = (_WIDTH - 70) // measure.horizontalAdvance("m")
    lines = min(max(-(-len(text) // across), _FEWEST_LINES), _MOST_LINES)
    field.setFixedHeight(lines * measure.lineSpacing() + 20)
    return field


def _caution(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    palette = label.palette()
    palette.setColor(label.foregroundRole(), colours().danger)
    label.setPalette(palette)
    return label
