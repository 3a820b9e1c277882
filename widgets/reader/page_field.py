"""Where a page is read off and typed: by the label printed on it where it has one, else by its number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.page_labels import page_called

_WIDEST = 9
"""Characters there is room for; a longer label scrolls."""


class PageField(QLineEdit):
    """Takes the label or number of a page to go to; Escape gives up. `unknown` carries what is neither."""

    page_requested = Signal(int)
    unknown = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = self._count = 0
        self._labels: Sequence[str] = ()
        self._letters = 1
        self.setObjectName("page_field")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self.tr("Page"))
        self.returnPressed.connect(self._go)
        self.editingFinished.connect(self._restore)
        self.show_labels(())

    @property
    def label(self) -> str:
        """The label printed on the page being read; empty where it has none."""
        return self._labels[self._page - 1] if 0 < self._page <= len(self._labels) else ""

    def show_labels(self, labels: Sequence[str]) -> None:
        """Use these labels, one a page; none means that pages go by their numbers."""
        self._labels = labels
        self._letters = min(max(map(len, labels), default=1), _WIDEST)
        numbered = self.tr("Page; type a number to go there")
        labelled = self.tr("Page as printed; type a printed page number, or a plain one, to go there")
        self.setToolTip(labelled if labels else numbered)
        self.show_page(self._page, self._count)

    def show_page(self, page: int, count: int) -> None:
        """Show where the reader is, unless a page is being typed."""
        self._page, self._count = page, count
        letters = max(self._letters, len(str(max(count, 1))))
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance("0" * letters) + 11)
        if not self.hasFocus():
            self._restore()

    def _go(self) -> None:
        page = page_called(self.text(), self._labels, self._count)
        if page is None:
            self.selectAll()
            if self.text().strip():
                self.unknown.emit(self.text().strip())
            return
        self.page_requested.emit(page)
        self.left.emit()

    def _restore(self) -> None:
        if not self.hasFocus():
            self.setText(self.label or (str(self._page) if self._page else ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            self._restore()
            return
        super().keyPressEvent(event)
