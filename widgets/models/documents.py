"""The project's documents as rows: title, how much of each is tagged, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.changes import Changes
from app.model import Document
from widgets.models.rows import synchronise
from widgets.session import Session


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a document's pages cannot be shown; `locked` when it is for want of its password."""

    message: str
    locked: bool = False


Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class DocumentRole(IntEnum):
    """What a row tells beyond its title."""

    DOCUMENT = Qt.ItemDataRole.UserRole + 1
    TAGGED = Qt.ItemDataRole.UserRole + 2
    COUNTABLE = Qt.ItemDataRole.UserRole + 3
    TROUBLE = Qt.ItemDataRole.UserRole + 4
    SHOWN = Qt.ItemDataRole.UserRole + 5
    DONE = Qt.ItemDataRole.UserRole + 6


class DocumentsModel(QAbstractListModel):
    """One row a document, in the catalogue's order; editing a title renames the document."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: list[str] = []
        self._trouble: dict[str, Trouble] = {}
        self._shown: frozenset[str] = frozenset()
        session.project_opened.connect(self._reload)
        session.project_closed.connect(self._clear)
        session.changed.connect(self._on_changed)
        session.coder_changed.connect(self._refresh_all)
        self._reload()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many documents there are."""
        return 0 if parent.isValid() else len(self._ids)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be renamed in place unless the project is read-only."""
        flags = super().flags(index)
        if not index.isValid() or self._session.read_only:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, read from the catalogue when asked; nothing for a row that is about to go."""
        document = self._there(index)
        if document is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return document.title
            case Qt.ItemDataRole.ToolTipRole:
                return self._tool_tip(document)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(document)
            case DocumentRole.DOCUMENT:
                return document
            case DocumentRole.TROUBLE:
                return self._trouble.get(document.id)
            case DocumentRole.SHOWN:
                return document.id in self._shown
        return self._progress(document, role)

    def _progress(self, document: Document, role: int) -> Any:
        """How far the document is read and tagged."""
        match role:
            case DocumentRole.TAGGED:
                return self._session.catalogue.tagged_count(document.id)
            case DocumentRole.COUNTABLE:
                return self._session.catalogue.countable(document.id)
            case DocumentRole.DONE:
                coder = self._session.coder
                return coder is not None and self._session.catalogue.is_done(document.id, coder.id)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename the document; the row follows when the change is in the file."""
        title = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not title or title == self.document(index).title:
            return False
        self._session.documents.rename(self._ids[index.row()], title)
        return True

    def document(self, index: Index) -> Document:
        """The document of a row."""
        return self._session.catalogue.document(self._ids[index.row()])

    def _there(self, index: Index) -> Document | None:
        try:
            return self.document(index) if index.isValid() else None
        except KeyError:
            return None

    def index_of(self, document_id: str) -> QModelIndex:
        """The row of a document, invalid where there is none."""
        return self.index(self._ids.index(document_id)) if document_id in self._ids else QModelIndex()

    def set_trouble(self, document_id: str, trouble: Trouble | None) -> None:
        """Mark a document as one whose pages cannot be shown and why, or as well again with None."""
        if trouble:
            self._trouble[document_id] = trouble
        else:
            self._trouble.pop(document_id, None)
        self._refresh([document_id])

    def set_shown(self, document_ids: Iterable[str]) -> None:
        """Mark the documents that are open in a pane."""
        shown = frozenset(document_ids)
        touched = shown ^ self._shown
        self._shown = shown
        self._refresh(touched)

    def _reload(self) -> None:
        self._fill(self._session.catalogue.documents if self._session.project else ())

    def _clear(self) -> None:
        self._fill(())

    def _fill(self, documents: Iterable[Document]) -> None:
        self.beginResetModel()
        self._ids = [document.id for document in documents]
        self._trouble.clear()
        self._shown = frozenset()
        self.endResetModel()

    def _on_changed(self, changes: Changes) -> None:
        touched = changes.ids("documents")
        if touched:
            synchronise(
                self,
                QModelIndex(),
                self._ids,
                [document.id for document in self._session.catalogue.documents],
            )
        marked = {str(row.after["document_id"]) for row in changes.of("completions")}
        self._refresh(touched | marked | documents_touched(changes, self._session))
        if changes.ids("coders"):
            self._refresh_all()

    def _refresh_all(self) -> None:
        """Follow another coder, or one under another name: what is done is theirs."""
        self._refresh(list(self._ids))

    def _refresh(self, document_ids: Iterable[str]) -> None:
        for document_id in document_ids:
            index = self.index_of(document_id)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def _tool_tip(self, document: Document) -> str:
        lines = [document.title]
        if document.file_name != document.title:
            lines.append(document.file_name)
        lines.append(
            self.tr("{tagged} of {total} paragraphs tagged").format(
                tagged=self._session.catalogue.tagged_count(document.id),
                total=self._session.catalogue.countable(document.id),
            )
        )
        if done := self._session.catalogue.done_by(document.id):
            lines.append(self.tr("Done: {}").format(", ".join(coder.name for coder in done)))
        if document.id in self._trouble:
            lines.append(self._trouble[document.id].message)
        return "\n".join(lines)

    def _spoken(self, document: Document) -> str:
        return ", ".join(self._tool_tip(document).splitlines())


def documents_touched(changes: Changes, session: Session) -> frozenset[str]:
    """The documents whose annotations a change touched; of many changes, all."""
    if changes.many:
        return frozenset(document.id for document in session.catalogue.documents)
    of_passage = {row.id: row.after["document_id"] for row in changes.of("passages")}
    passage_ids = {str(row.after["passage_id"]) for row in changes.of("annotations")}
    return frozenset(
        str(of_passage.get(passage_id) or session.catalogue.place(passage_id).document_id)
        for passage_id in passage_ids
    )
