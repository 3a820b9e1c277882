"""A document's outline as a tree: titles, the pages they lead to, and which of them is being read."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.outline import Outline

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class OutlineRole(IntEnum):
    """What a row tells beyond its title."""

    PAGE = Qt.ItemDataRole.UserRole + 1
    CURRENT = Qt.ItemDataRole.UserRole + 2


class OutlineModel(QAbstractItemModel):
    """One row an entry below its parent; a row's internal id is the entry's place in the outline."""

    def __init__(self, page_name: Callable[[int], str] = str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._page_name = page_name
        self._current: int | None = None
        self._rows: list[int] = []
        self.outline = Outline()

    def show(self, outline: Outline) -> None:
        """Show another outline."""
        self.beginResetModel()
        self.outline = outline
        self._rows = [0] * len(outline.entries)
        for children in outline.children.values():
            for row, at in enumerate(children):
                self._rows[at] = row
        self._current = None
        self.endResetModel()

    def show_current(self, at: int | None) -> None:
        """Say which entry is being read."""
        before, self._current = self._current, at
        for each in {before, at} - {None}:
            index = self.index_of(each)
            self.dataChanged.emit(index, index, [OutlineRole.CURRENT])

    def entry(self, index: Index) -> int:
        """Which entry a row shows."""
        return int(index.internalId())

    def index_of(self, at: int | None) -> QModelIndex:
        """The row of an entry."""
        return QModelIndex() if at is None else self.createIndex(self._rows[at], 0, at)

    def index(self, row: int, column: int, parent: Index = NO_PARENT) -> QModelIndex:
        """The row of an entry below its parent."""
        children = self._children(parent)
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: Index | None = None) -> Any:
        """The entry above, none for one at the top."""
        if index is None:
            return super().parent()
        return self.index_of(self.outline.parents[self.entry(index)]) if index.isValid() else QModelIndex()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many entries are directly below."""
        return len(self._children(parent)) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = NO_PARENT) -> int:
        """One: the delegate draws the rest from the roles."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows."""
        if not index.isValid():
            return None
        at = self.entry(index)
        entry = self.outline.entries[at]
        title, page = entry.title or self.tr("Untitled"), self._page_name(entry.page) if entry.page else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.tr("{0}, page {1}").format(title, page) if page else title
            case OutlineRole.PAGE:
                return page
            case OutlineRole.CURRENT:
                return at == self._current
        return None

    def _children(self, parent: Index) -> list[int]:
        return self.outline.children.get(self.entry(parent) if parent.isValid() else None, [])
