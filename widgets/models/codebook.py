"""The codebook as a tree of themes: name, colour, key, count, and whether the selection has the theme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from itertools import count
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.changes import Changes
from app.model import Theme
from widgets.models.given_themes import given_themes
from widgets.models.rows import synchronise
from widgets.models.theme_tree import TOP, theme_tree
from widgets.session import Session

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_MIME_TYPE = "application/x-diptych-theme"


class ThemeRole(IntEnum):
    """What a row tells beyond its name."""

    THEME = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    GIVEN = Qt.ItemDataRole.UserRole + 3


class CodebookModel(QAbstractItemModel):
    """One row a theme below its parent; editing a name renames, dragging reorders.

    A row's internal id is a number kept for its theme as long as the model lives, so that an index held
    by a view never points at memory that is gone.
    """

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._children: dict[str, list[str]] = {TOP: []}
        self._parents: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._themes_by_number: dict[int, str] = {}
        self._next_number = count(1)
        self._given: frozenset[str] = frozenset()
        session.project_opened.connect(self._reload)
        session.project_closed.connect(self._clear)
        session.changed.connect(self._on_changed)
        session.selection_changed.connect(self._follow_selection)
        session.coder_changed.connect(self._follow_selection)
        self._reload()

    def index(self, row: int, column: int, parent: Index = NO_PARENT) -> QModelIndex:
        """The row of a theme below its parent."""
        children = self._children.get(self._id(parent), [])
        if column != 0 or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, self._numbers[children[row]])

    def parent(self, index: Index | None = None) -> Any:
        """The theme above, none for one at the top."""
        if index is None:
            return super().parent()
        return self.index_of(self._parents.get(self._id(index), TOP))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many themes are directly below."""
        return len(self._children.get(self._id(parent), [])) if parent.column() <= 0 else 0

    def columnCount(self, _parent: Index = NO_PARENT) -> int:
        """One: the delegate draws the rest from the roles."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be renamed and dragged unless the project is read-only."""
        flags = super().flags(index)
        if not self._session.read_only:
            flags |= Qt.ItemFlag.ItemIsDropEnabled
            if index.isValid():
                flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, read from the catalogue when asked; nothing for a row that is about to go."""
        theme = self._there(index)
        if theme is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return theme.name
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(theme)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(theme)
            case ThemeRole.THEME:
                return theme
            case ThemeRole.COUNT:
                return self._session.catalogue.theme_count(theme.id)
            case ThemeRole.GIVEN:
                return theme.id in self._given
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename the theme; the row follows when the change is in the file."""
        name = str(value).strip()
        theme = self.theme(index)
        if role != Qt.ItemDataRole.EditRole or not name or name == theme.name:
            return False
        self._session.codebook.change(theme.id, name=name)
        return True

    def theme(self, index: Index) -> Theme:
        """The theme of a row."""
        return self._session.catalogue.theme(self._id(index))

    def _there(self, index: Index) -> Theme | None:
        try:
            return self.theme(index) if index.isValid() else None
        except KeyError:
            return None

    def index_of(self, theme_id: str) -> QModelIndex:
        """The row of a theme, invalid where there is none."""
        siblings = self._children[self._parents.get(theme_id, TOP)]
        if theme_id not in siblings:
            return QModelIndex()
        return self.createIndex(siblings.index(theme_id), 0, self._numbers[theme_id])

    def supportedDropActions(self) -> Qt.DropAction:
        """Themes are moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Our own type only: nothing from outside is dropped here."""
        return [_MIME_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The id of the theme dragged."""
        data = QMimeData()
        data.setData(_MIME_TYPE, self._id(indexes[0]).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Put the theme before the row it is dropped on.

        False, for Qt would otherwise remove the row dragged: the change itself moves it.
        """
        theme_id = bytes(data.data(_MIME_TYPE).data()).decode()
        if row < 0 and parent.isValid():
            row, parent = parent.row(), parent.parent()
        above = self._id(parent)
        if theme_id and self._parents.get(theme_id, TOP) == above:
            self.move(theme_id, row if row >= 0 else len(self._children[above]))
        return False

    def move(self, theme_id: str, row: int) -> None:
        """Put a theme before the one now at `row` among its siblings."""
        siblings = self._children[self._parents.get(theme_id, TOP)]
        order = [id_ for id_ in siblings if id_ != theme_id]
        order.insert(row - (siblings.index(theme_id) < row), theme_id)
        if order != siblings:
            self._session.codebook.reorder(order)

    def _id(self, index: Index) -> str:
        return self._themes_by_number.get(index.internalId(), TOP) if index.isValid() else TOP

    def _reload(self) -> None:
        self._fill(self._session.catalogue.themes if self._session.project else ())

    def _clear(self) -> None:
        self._fill(())

    def _fill(self, themes: Iterable[Theme]) -> None:
        self.beginResetModel()
        self._children, self._parents = theme_tree(themes)
        self._number(self._parents)
        self._given = given_themes(self._session)
        self.endResetModel()

    def _number(self, theme_ids: Iterable[str]) -> None:
        for theme_id in theme_ids:
            if theme_id not in self._numbers:
                number = self._numbers[theme_id] = next(self._next_number)
                self._themes_by_number[number] = theme_id

    def _on_changed(self, changes: Changes) -> None:
        touched = changes.ids("themes")
        if touched:
            self._synchronise()
        if changes.ids("annotations"):
            touched |= self._given_in(changes)
            self._given = given_themes(self._session)
        self._refresh(touched)

    def _given_in(self, changes: Changes) -> set[str]:
        """The themes of the annotations that were changed; all there are, where those are many."""
        if changes.many:
            return set(self._parents)
        return {str(row.after["theme_id"]) for row in changes.of("annotations")}

    def _synchronise(self) -> None:
        """Follow the catalogue: themes that left their place first, so that no theme is in two at once."""
        wanted, parents = theme_tree(self._session.catalogue.themes)
        for above in list(self._children):
            if above in self._children:
                stay = [id_ for id_ in self._children[above] if parents.get(id_) == above]
                self._take_out(above, stay)
        self._parents = parents
        self._number(parents)
        for above, ids in wanted.items():
            synchronise(self, self.index_of(above), self._children.setdefault(above, []), ids)

    def _take_out(self, above: str, stay: Sequence[str]) -> None:
        gone = set(self._children[above]) - set(stay)
        synchronise(self, self.index_of(above), self._children[above], stay)
        while gone:
            gone.update(self._children.pop(gone.pop(), ()))

    def _follow_selection(self) -> None:
        given = given_themes(self._session)
        touched = given ^ self._given
        self._given = given
        self._refresh(touched)

    def _refresh(self, theme_ids: Iterable[str]) -> None:
        for theme_id in theme_ids:
            index = self.index_of(theme_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def _tool_tip(self, theme: Theme) -> str:
        lines = [theme.name]
        if theme.key:
            lines.append(self.tr("Key {key} tags the paragraph, again untags it").format(key=theme.key))
        if theme.definition:
            lines.append(theme.definition)
        return "\n".join(lines)

    def _spoken(self, theme: Theme) -> str:
        parts = [theme.name]
        if theme.key:
            parts.append(self.tr("key {key}").format(key=theme.key))
        parts.append(self.tr("annotations: {}").format(self._session.catalogue.theme_count(theme.id)))
        if theme.id in self._given:
            parts.append(self.tr("given to this passage"))
        return ", ".join(parts)
