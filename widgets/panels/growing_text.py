"""A text as high as what is in it, between two bounds, and scrolling beyond the upper one."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget


class GrowingText(QTextEdit):
    """Plain text that grows with its content from `fewest` to `most` lines."""

    def __init__(self, fewest: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fewest = fewest
        self._most = most
        self._room: int | None = None
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def set_text(self, text: str, leading: int = 100) -> None:
        """Show a text with lines this many per cent of a line apart."""
        self.setPlainText(text)
        if leading != 100:
            spaced = QTextBlockFormat()
            spaced.setLineHeight(leading, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            caret = QTextCursor(self.document())
            caret.select(QTextCursor.SelectionType.Document)
            caret.mergeBlockFormat(spaced)

    def set_room(self, height: int) -> None:
        """Grow to this many pixels instead of so many lines, if its text needs them."""
        self._room = height
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its text within the bounds; as wide as it is given."""
        return QSize(120, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        """Its height is fixed by its text."""
        return QSize(60, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = self._wanted_height()
        if height != self.height():
            self.setFixedHeight(height)

    def _wanted_height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        around = 2 * int(self.document().documentMargin()) + self._frame()
        content = ceil(self.document().size().height()) + self._frame()
        upper = self._most * line + around if self._room is None else self._room
        return max(self._fewest * line + around, min(content, upper))

    def _frame(self) -> int:
        """What the style sheet's border and padding take above and below."""
        return max(0, self.height() - self.viewport().height()) if self.isVisible() else 2 * self.frameWidth()
