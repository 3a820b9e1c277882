"""The bar in which words are looked for in the documents shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QToolButton, QWidget

from widgets import appearance
from widgets.appearance import fonts, metrics
from widgets.icons import icon
from widgets.reader.find import Question

_PAUSE = 120
"""Milliseconds after a key until what is typed is looked for."""


class FindBar(QWidget):
    """Says what is looked for as it is typed; shows which of how many is current."""

    asked = Signal()
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Find in the document"))
        self.words.setAccessibleName(self.tr("Find"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaximumWidth(320)
        self.count = QLabel()
        self.count.setFont(fonts.small())
        self.count.setMinimumWidth(self.count.fontMetrics().horizontalAdvance("0000 of 0000"))
        self.previous = _button("↑", self.tr("Previous hit (Shift+F3)"))
        self.next = _button("↓", self.tr("Next hit (F3)"))
        self.match_case = _button("Aa", self.tr("Match upper and lower case"), checkable=True)
        self.whole_words = _button("“W”", self.tr("Whole words only"), checkable=True)
        self.all_panes = _button(self.tr("All panes"), self.tr("Find in all panes"), checkable=True)
        self.close_button = _button("", self.tr("Close (Esc)"))
        self.close_button.setIcon(icon("close"))
        self.close_button.setIconSize(QSize(12, 12))
        self._pause = QTimer(self, interval=_PAUSE, singleShot=True)
        self._pause.timeout.connect(self.asked)
        self._line_up()
        self.words.textEdited.connect(lambda _: self._pause.start())
        for button in (self.match_case, self.whole_words, self.all_panes):
            button.toggled.connect(lambda _: self.asked.emit())
        self.previous.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def _line_up(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.PANEL_MARGIN, 4, 6, 4)
        row.setSpacing(4)
        row.addWidget(self.words, 1)
        for widget in (
            self.count,
            self.previous,
            self.next,
            self.match_case,
            self.whole_words,
            self.all_panes,
        ):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.close_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def question(self) -> Question:
        """What is looked for now."""
        return Question(self.words.text(), self.match_case.isChecked(), self.whole_words.isChecked())

    def begin(self) -> None:
        """Show the bar with its words chosen, to be typed over."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def show_count(self, current: int | None, count: int) -> None:
        """Say which hit of how many is current."""
        self._show(current, count)
        muted, none = appearance.colours().muted.name(), appearance.colours().accent.name()
        missing = bool(self.words.text().strip()) and not count
        self.count.setStyleSheet(f"color: {none if missing else muted}")
        for button in (self.previous, self.next):
            button.setEnabled(count > 0)

    def _show(self, current: int | None, count: int) -> None:
        if not self.words.text().strip():
            self.count.clear()
        elif not count:
            self.count.setText(self.tr("not found"))
        elif current is None:
            self.count.setText(self.tr("1 hit") if count == 1 else self.tr("{} hits").format(count))
        else:
            self.count.setText(self.tr("{0} of {1}").format(current, count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, with Shift back; Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        self.settle()
        self.step_requested.emit(by)

    def settle(self) -> None:
        """Look for what was typed last without waiting."""
        if self._pause.isActive():
            self._pause.stop()
            self.asked.emit()


def _button(text: str, explanation: str, *, checkable: bool = False) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(explanation)
    button.setAccessibleName(explanation)
    button.setCheckable(checkable)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
