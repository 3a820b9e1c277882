"""The annotations as a table: one row each, read from the catalogue when asked, sorted here.

Sorting is by Python keys rather than by a proxy's comparisons, which would call into Python twice for each
of some hundred thousand comparisons when there are 10,000 rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from app.changes import Changes, RowChange
from app.model import Annotation, Passage
from widgets.models import annotation_cells as cells
from widgets.models.annotation_cells import Column
from widgets.models.filling import Filling, slices, sorting
from widgets.models.rows import remove_rows
from widgets.session import Session

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_MANY = 300
"""Beyond this many rows coming or going at once, views are told to begin afresh."""
_FEW = 6
_SPOKEN = (Column.THEME, Column.DOCUMENT, Column.PARAGRAPH, Column.CODER, Column.QUOTE)


class AnnotationRole(IntEnum):
    """What a row tells beyond its cells' texts."""

    ANNOTATION = Qt.ItemDataRole.UserRole + 1
    THEME = Qt.ItemDataRole.UserRole + 2


class AnnotationsModel(QAbstractTableModel):
    """One row an annotation, in the order of the column sorted by."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: list[str] = []
        self._known: set[str] = set()
        self._column = int(Column.DOCUMENT)
        self._descending = False
        self._filling = Filling(session.idle)
        session.project_opened.connect(self._reload)
        session.project_closed.connect(self._clear)
        session.changed.connect(self._on_changed)
        self._reload()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many annotations there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return cells.heading(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, read from the catalogue when asked; nothing for a row that is about to go."""
        annotation = self._there(index)
        if annotation is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return cells.text(self._session.catalogue, annotation, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(cells.text(self._session.catalogue, annotation, part) for part in _SPOKEN)
            case Qt.ItemDataRole.DecorationRole if index.column() == Column.THEME:
                return QColor(self._session.catalogue.theme(annotation.theme_id).colour)
            case AnnotationRole.ANNOTATION:
                return annotation
            case AnnotationRole.THEME:
                return self._session.catalogue.theme(annotation.theme_id)
        return None

    def annotation(self, row: int) -> Annotation:
        """The annotation of a row."""
        return self._session.catalogue.annotation(self._ids[row])

    def passage(self, row: int) -> Passage:
        """The passage of a row's annotation."""
        return self._session.catalogue.passage(self.annotation(row).passage_id)

    def document_id(self, row: int) -> str:
        """The document a row's annotation is on."""
        return self._session.catalogue.place(self.annotation(row).passage_id).document_id

    def _there(self, index: Index) -> Annotation | None:
        try:
            return self.annotation(index.row()) if index.isValid() else None
        except KeyError:
            return None

    def contains(self, row: int, words: str) -> bool:
        """Whether the words, casefolded, are in the text, the memo, or the place of a row."""
        annotation = self.annotation(row)
        passage = self._session.catalogue.passage(annotation.passage_id)
        if words in passage.anchor.quote.casefold():
            return True
        return words in cells.memo(self._session.catalogue, annotation).casefold()

    def row_of(self, annotation_id: str) -> int | None:
        """The row of an annotation, None where there is none."""
        return self._ids.index(annotation_id) if annotation_id in self._known else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; views keep what they have selected."""
        self._column = max(column, 0)
        self._descending = order == Qt.SortOrder.DescendingOrder
        if self._filling.under_way:
            self._fill_slowly()
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        held_ids = [self._ids[index.row()] for index in held]
        self._order()
        rows = self._rows_of(held_ids)
        moved = [self.index(rows[id_], index.column()) for id_, index in zip(held_ids, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _order(self) -> None:
        self._ids.sort(key=self._key, reverse=self._descending)

    def _key(self, annotation_id: str) -> cells.SortKey:
        catalogue = self._session.catalogue
        return cells.key(catalogue, catalogue.annotation(annotation_id), self._column)

    def _reload(self) -> None:
        self._fill(self._session.catalogue.annotations() if self._session.project else ())

    def _clear(self) -> None:
        self._fill(())

    def _fill(self, annotations: Iterable[Annotation]) -> None:
        self._filling.stop()
        self.beginResetModel()
        self._ids = [annotation.id for annotation in annotations]
        self._known = set(self._ids)
        self._order()
        self.endResetModel()

    def _fill_slowly(self) -> None:
        """Show no rows until all are in order, then a few more whenever there is time."""
        self._fill(())
        self._filling.start(self._filled())

    def _filled(self) -> Iterator[object]:
        ordered: list[str] = []
        ids = [annotation.id for annotation in self._session.catalogue.annotations()]
        yield from sorting(ids, self._key, ordered)
        for few in slices(reversed(ordered) if self._descending else ordered):
            self.beginInsertRows(QModelIndex(), len(self._ids), len(self._ids) + len(few) - 1)
            self._ids += few
            self._known.update(few)
            self.endInsertRows()
            yield None

    def _on_changed(self, changes: Changes) -> None:
        if self._filling.under_way or changes.many:
            self._fill_slowly()
            return
        if any(_came_or_went(document) for document in changes.of("documents")):
            self._reload()
            return
        gone, new, touched = self._sorted_out(changes.of("annotations"))
        if len(gone) + len(new) > _MANY:
            self._reload()
            return
        if gone:
            remove_rows(self, QModelIndex(), self._ids, sorted(self._rows_of(gone).values()))
            self._known -= gone
        for annotation_id in new:
            self._insert(annotation_id)
        self._refresh_rows(self._rows_of(touched | self._noted(changes)).values())
        if changes.ids("themes") or changes.ids("documents") or changes.ids("coders"):
            self._refresh_all()

    def _sorted_out(self, rows: Iterable[RowChange]) -> tuple[set[str], set[str], set[str]]:
        """The ids that went, came, and stayed; one on a removed document is there but not to be seen."""
        named = {row.id for row in rows}
        seen = {id_ for id_ in named if self._is_seen(id_)}
        return (named - seen) & self._known, seen - self._known, seen & self._known

    def _is_seen(self, annotation_id: str) -> bool:
        try:
            return bool(self._session.catalogue.annotation(annotation_id))
        except KeyError:
            return False

    def _insert(self, annotation_id: str) -> None:
        row = self._place_for(annotation_id)
        self.beginInsertRows(QModelIndex(), row, row)
        self._ids.insert(row, annotation_id)
        self._known.add(annotation_id)
        self.endInsertRows()

    def _place_for(self, annotation_id: str) -> int:
        wanted = self._key(annotation_id)
        low, high = 0, len(self._ids)
        while low < high:
            middle = (low + high) // 2
            if (self._key(self._ids[middle]) < wanted) != self._descending:
                low = middle + 1
            else:
                high = middle
        return low

    def _noted(self, changes: Changes) -> set[str]:
        """The annotations whose passage has a memo changed."""
        passage_ids = {str(row.after["target_id"]) for row in changes.of("memos")}
        if not passage_ids:
            return set()
        return {id_ for id_ in self._ids if self._session.catalogue.annotation(id_).passage_id in passage_ids}

    def _rows_of(self, annotation_ids: Collection[str]) -> dict[str, int]:
        """The rows of those that are here: a few looked up one by one, many from an index made for them."""
        if len(annotation_ids) <= _FEW:
            return {id_: self._ids.index(id_) for id_ in annotation_ids if id_ in self._known}
        wanted = self._known.intersection(annotation_ids)
        return {id_: row for row, id_ in enumerate(self._ids) if id_ in wanted}

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _refresh_all(self) -> None:
        """A theme, document or coder has another name: any row may say it, and the order may be another."""
        if self._ids:
            order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
            self.sort(self._column, order)
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(Column) - 1))


def _came_or_went(document: RowChange) -> bool:
    """Whether a document was removed or is back, and its annotations with it."""
    return document.before is not None and document.before["deleted"] != document.after["deleted"]
