"""Asks where in its text a paragraph is to be split."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextEdit, QVBoxLayout, QWidget

from widgets.appearance import fonts
from widgets.panels.caption import muted_label


class SplitDialog(QDialog):
    """The paragraph's text with a caret; Enter splits where it stands, at the beginning of a word."""

    place_chosen = Signal(int)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Split the paragraph"))
        self._text = text
        question = QLabel(self.tr("Where does the second paragraph begin?"))
        question.setFont(fonts.strong())
        help_text = muted_label(
            self.tr("Click before its first word, or go there with the arrow keys, then press Enter.")
        )
        help_text.setWordWrap(True)
        self.text = QTextEdit()
        self.text.setPlainText(text)
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFont(fonts.reading())
        self.text.setCursorWidth(2)
        self.text.setAccessibleName(self.tr("Text of the paragraph"))
        self.text.installEventFilter(self)
        self.text.cursorPositionChanged.connect(self._show_place)
        self.halves = muted_label()
        self.halves.setWordWrap(True)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.buttons.button(standard.Ok).setText(self.tr("Split"))
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (question, help_text, self.text, self.halves, self.buttons):
            column.addWidget(widget)
        self.resize(560, 360)
        self.text.setFocus()
        self._show_place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter splits where the caret is."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            self._choose()
            return True
        return super().eventFilter(watched, event)

    @property
    def place(self) -> int | None:
        """Where the text would be split: the beginning of the caret's word; None at either end."""
        place = beginning_of_word(self._text, code_points(self._text, self.text.textCursor().position()))
        return place if self._text[:place].strip() and self._text[place:].strip() else None

    def _show_place(self) -> None:
        place = self.place
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(place is not None)
        if place is None:
            self.halves.setText(self.tr("The caret is at the beginning or the end."))
            return
        before, after = self._text[:place].split()[-4:], self._text[place:].split()[:4]
        self.halves.setText(self.tr("… {0}  ¶  {1} …").format(" ".join(before), " ".join(after)))

    def _choose(self) -> None:
        if self.place is not None:
            self.place_chosen.emit(self.place)
            self.accept()


def code_points(text: str, utf16: int) -> int:
    """A position of Qt's, in UTF-16 units, as one in the text."""
    return len(text.encode("utf-16-le")[: 2 * utf16].decode("utf-16-le", "ignore"))


def beginning_of_word(text: str, position: int) -> int:
    """The position itself between words, else where the word around it begins."""
    while 0 < position < len(text) and not text[position - 1].isspace() and not text[position].isspace():
        position -= 1
    return position
