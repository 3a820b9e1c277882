"""What narrows the annotations: words, a theme, a document, and a coder where there are several."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.changes import Changes
from widgets.icons import icon
from widgets.models.annotation_filter import AnnotationFilter
from widgets.panels.filter_button import FilterButton
from widgets.session import Session

_PAUSE = 120
"""Milliseconds after a key before the words are looked for."""


class FilterLine(QLineEdit):
    """Words to look for; Escape takes them out, Enter and the down arrow go on to what was found."""

    list_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that are no writing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list_requested.emit()
        else:
            super().keyPressEvent(event)


class AnnotationFilters(QWidget):
    """A line for words above three drop-downs, or all in one row; they set the filter given."""

    def __init__(
        self,
        session: Session,
        filter_: AnnotationFilter,
        *,
        one_row: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self.words = FilterLine()
        self.words.setPlaceholderText(self.tr("Filter by text or memo"))
        self.words.setAccessibleName(self.tr("Filter annotations by text or memo"))
        self.words.setToolTip(self.tr("Filter annotations (Ctrl+Shift+F)"))
        self.words.setClearButtonEnabled(True)
        self.words.addAction(
            QAction(icon("search"), "", self.words), QLineEdit.ActionPosition.LeadingPosition
        )
        self.theme = FilterButton(self.tr("Theme"), self.tr("All themes"))
        self.coder = FilterButton(self.tr("Coder"), self.tr("All coders"))
        self.document = FilterButton(self.tr("Document"), self.tr("All documents"))
        self._build(one_row)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: filter_.set_text(self.words.text()))
        self.words.textChanged.connect(lambda _: self._pause.start())
        self.theme.chosen.connect(filter_.set_theme)
        self.coder.chosen.connect(filter_.set_coder)
        self.document.chosen.connect(filter_.set_document)
        session.project_opened.connect(self._begin)
        session.changed.connect(self._on_changed)
        self._offer()

    def clear(self) -> None:
        """Ask nothing."""
        self.words.clear()
        for button in (self.theme, self.coder, self.document):
            button.choose(None)

    def _build(self, one_row: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.theme, self.document, self.coder):
            row.addWidget(button, 1)
        if one_row:
            row.insertWidget(0, self.words, 3)
            row.setContentsMargins(0, 0, 0, 0)
            self.setLayout(row)
            return
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(row)

    def _begin(self) -> None:
        self.clear()
        self._offer()

    def _on_changed(self, changes: Changes) -> None:
        if changes.ids("themes") or changes.ids("coders") or changes.ids("documents"):
            self._offer()

    def _offer(self) -> None:
        if self._session.project is None:
            return
        catalogue = self._session.catalogue
        self.theme.set_choices([(theme.id, theme.name) for theme in catalogue.themes])
        self.coder.set_choices([(coder.id, coder.name) for coder in catalogue.coders])
        self.document.set_choices([(document.id, document.title) for document in catalogue.documents])
        self.coder.setVisible(len(catalogue.coders) > 1)
