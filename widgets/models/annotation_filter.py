"""The annotations table narrowed to a theme, a coder, a document, and words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from widgets.models.annotations import AnnotationsModel


class AnnotationFilter(QSortFilterProxyModel):
    """Shows the rows that match all that is asked; None and "" ask nothing. Sorting is the source's."""

    def __init__(self, source: AnnotationsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._theme_id: str | None = None
        self._coder_id: str | None = None
        self._document_id: str | None = None
        self._words = ""
        self.setSourceModel(source)

    @property
    def words(self) -> str:
        """The words looked for, casefolded."""
        return self._words

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self._theme_id or self._coder_id or self._document_id or self._words)

    def set_theme(self, theme_id: str | None) -> None:
        """Only this theme."""
        with self._asking():
            self._theme_id = theme_id

    def set_coder(self, coder_id: str | None) -> None:
        """Only this coder's."""
        with self._asking():
            self._coder_id = coder_id

    def set_document(self, document_id: str | None) -> None:
        """Only in this document."""
        with self._asking():
            self._document_id = document_id

    def set_text(self, words: str) -> None:
        """Only with these words in the passage or the memo, whatever their case."""
        with self._asking():
            self._words = words.strip().casefold()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Qt 6.10 wants to hear of a change of the filter before and after, earlier ones after."""
        if not hasattr(self, "endFilterChange"):
            yield
            self.invalidateFilter()
            return
        self.beginFilterChange()
        yield
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorted where the keys are, in the source."""
        self._source.sort(column, order)

    def filterAcceptsRow(self, source_row: int, _parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether a row matches all that is asked."""
        if not self.narrowed:
            return True
        annotation = self._source.annotation(source_row)
        if self._theme_id and annotation.theme_id != self._theme_id:
            return False
        if self._coder_id and annotation.coder_id != self._coder_id:
            return False
        if self._document_id and self._source.document_id(source_row) != self._document_id:
            return False
        return not self._words or self._source.contains(source_row, self._words)
