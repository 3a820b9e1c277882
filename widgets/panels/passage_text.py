"""The text of the passage at hand, in the serif it is read in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from widgets.appearance import fonts
from widgets.panels.growing_text import GrowingText

_FEWEST_LINES, _MOST_LINES = 4, 12
_LEADING = 125
"""Per cent of a line from one line to the next."""


class PassageText(GrowingText):
    """Read-only; it can be selected, and scrolls where it is longer than the room it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(1, _MOST_LINES, parent)
        self.setObjectName("reading")
        self.setStyleSheet("QTextEdit#reading { border: none; background: transparent; padding: 0; }")
        self.setReadOnly(True)
        self.setFont(fonts.reading())
        self.document().setDocumentMargin(0)
        self.setAccessibleName(self.tr("Text of the passage"))

    def show_text(self, text: str) -> None:
        """Show this passage, from its beginning; the same one again stays where it was scrolled to."""
        if text != self.toPlainText():
            self.set_text(text, _LEADING)

    def fill(self, height: int) -> None:
        """Take at most this many pixels, in whole lines, but a few lines in any case."""
        line = self.fontMetrics().lineSpacing() * _LEADING // 100 + 1
        self.set_room(max(_FEWEST_LINES, height // line) * line)
