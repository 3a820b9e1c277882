"""The pages of the document in a view, as a list: how each is called, its themes, which is being read."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSizeF, Qt

from app.changes import Changes
from widgets.reader.page_view import PageView
from widgets.reader.shown_document import ShownDocument
from widgets.reader.turning import Turning
from widgets.session import Session

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class PageRole(IntEnum):
    """What a row tells beyond its name, in Qt's own types; `COLOURS` are the names of the themes' colours."""

    COLOURS = Qt.ItemDataRole.UserRole + 1
    CURRENT = Qt.ItemDataRole.UserRole + 2
    SIZE = Qt.ItemDataRole.UserRole + 3


class PagesModel(QAbstractListModel):
    """One row a page; nothing is looked up about a page before it is seen."""

    def __init__(
        self, session: Session, page_name: Callable[[int], str] = str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page_name = page_name
        self._view: PageView | None = None
        self._count = 0
        self._current = 0
        session.changed.connect(self._follow)

    @property
    def document_id(self) -> str | None:
        """The document shown."""
        return self._view.document_id if self._view is not None and self._count else None

    @property
    def rotation(self) -> int:
        """By how many degrees the view shows its pages turned clockwise."""
        return self._view.rotation if self._view is not None else 0

    @property
    def current(self) -> int:
        """The page being read; 0 without a document."""
        return self._current

    @property
    def _shown(self) -> ShownDocument | None:
        return self._view.shown if self._view is not None and self._count else None

    def show(self, view: PageView | None) -> None:
        """Show the pages of what is now in this view."""
        self.beginResetModel()
        self._view = view
        self._count = len(view.shown.pages) if view is not None and view.shown is not None else 0
        self._current = 0
        self.endResetModel()

    def show_current(self, page: int) -> None:
        """Say which page is being read."""
        before, self._current = self._current, page
        self._refresh({before, page})

    def rename(self) -> None:
        """Pages are called otherwise from now on."""
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """As many as there are pages."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, found when asked."""
        shown, page = self._shown, index.row() + 1
        if shown is None or not index.isValid() or not shown.is_there:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._page_name(page)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._in_words(shown, page)
            case PageRole.COLOURS:
                return list(
                    dict.fromkeys(ink.bar.name() for mark in shown.marks.on(page) for ink in mark.inks)
                )
            case PageRole.CURRENT:
                return page == self._current
            case PageRole.SIZE:
                lying = shown.pages[page - 1]
                return QSizeF(*Turning(lying.width, lying.height, self.rotation).size)
        return None

    def _in_words(self, shown: ShownDocument, page: int) -> str:
        name = self._page_name(page)
        numbered = self.tr("Page {0} ({1} of {2})") if name != str(page) else self.tr("Page {1} of {2}")
        themes = dict.fromkeys(ink.name for mark in shown.marks.on(page) for ink in mark.inks)
        return "\n".join([numbered.format(name, page, self._count), *filter(None, [", ".join(themes)])])

    def _follow(self, changes: Changes) -> None:
        """Look again at the pages on which themes were given or taken away."""
        shown = self._shown
        if shown is None or not shown.is_there:
            return
        pages = shown.touched_pages(changes)
        if pages is None:
            self.rename()
        else:
            self._refresh(pages)

    def _refresh(self, pages: set[int]) -> None:
        for page in pages:
            if 1 <= page <= self._count:
                self.dataChanged.emit(self.index(page - 1), self.index(page - 1))
