"""The documents of the project with the progress of each, and what can be done with one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.pdf.protocol import FailureKind
from widgets.appearance import metrics
from widgets.dialogs.document_details import DocumentDetailsDialog
from widgets.icons import icon
from widgets.models.documents import DocumentRole, DocumentsModel, Trouble
from widgets.panels.caption import Caption, muted_label
from widgets.panels.document_row import DocumentRow
from widgets.panels.menu_action import add_action
from widgets.panels.snug_views import SnugList
from widgets.reader.tiles import PageFailure, TileKey
from widgets.session import Session

_WHOLE_DOCUMENT = frozenset({FailureKind.PASSWORD, FailureKind.MISSING, FailureKind.NOT_A_PDF})


class DocumentsPanel(QWidget):
    """Click shows a document, Ctrl+click beside what is shown; files dropped here are added."""

    add_documents_requested = Signal()
    files_dropped = Signal(object)
    recognition_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = DocumentsModel(session, self)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._caption = Caption(self.tr("Documents"))
        self._add = QToolButton()
        self._add.setIcon(icon("add"))
        self._add.setToolTip(self.tr("Add documents (Ctrl+Shift+A)"))
        self._add.setAccessibleName(self.tr("Add documents"))
        self._add.clicked.connect(self.add_documents_requested)
        self._caption.add(self._add)
        self.view = self._made_view()
        self._empty = self._made_empty_state()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._caption)
        column.addWidget(self.view)
        column.addWidget(self._empty)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(self._show_state)
        session.project_opened.connect(self._show_state)
        session.tiles.failed.connect(self._show_trouble)
        session.tiles.ready.connect(self._end_trouble)
        self._show_state()

    def set_shown(self, document_ids: frozenset[str]) -> None:
        """Mark the documents that are open in a pane."""
        self.model.set_shown(document_ids)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """What can be done with a document."""
        menu = QMenu(self)
        document = self.model.document(index)
        add_action(menu, self.tr("Show"), "Return", lambda: self._choose(index, beside=False))
        add_action(menu, self.tr("Open beside"), "Ctrl+Return", lambda: self._choose(index, beside=True))
        trouble = index.data(DocumentRole.TROUBLE)
        if isinstance(trouble, Trouble) and trouble.locked:
            add_action(menu, self.tr("Enter its password…"), "", lambda: self._unlock(document.id))
        menu.addSeparator()
        done = bool(index.data(DocumentRole.DONE))
        mark = add_action(
            menu,
            self.tr("Mark as done"),
            "",
            lambda: self._session.documents.mark_done(document.id, not done),
        )
        mark.setCheckable(True)
        mark.setChecked(done)
        recognise = add_action(
            menu,
            self.tr("Recognise the text of scanned pages…"),
            "",
            lambda: self.recognition_requested.emit(document.id),
        )
        changes = (
            mark,
            add_action(menu, self.tr("Rename"), "F2", lambda: self.view.edit(index)),
            add_action(menu, self.tr("Remove from the project"), "Del", lambda: self._remove(index)),
        )
        for action in changes:
            action.setEnabled(not self._session.read_only)
        without_text = bool(self._session.catalogue.pages_without_text(document.id))
        recognise.setEnabled(without_text and not self._session.read_only)
        menu.addSeparator()
        add_action(menu, self.tr("Details…"), "", lambda: self._show_details(document.id))
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files from elsewhere are welcome."""
        if _files(event.mimeData()) and not self._session.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files dropped."""
        if files := _files(event.mimeData()):
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _made_view(self) -> SnugList:
        view = SnugList()
        view.setModel(self.model)
        view.setItemDelegate(DocumentRow(view))
        view.setAccessibleName(self.tr("Documents"))
        view.chosen.connect(self._choose)
        view.removal_requested.connect(self._remove)
        view.customContextMenuRequested.connect(self._show_menu)
        return view

    def _made_empty_state(self) -> QWidget:
        box = QWidget()
        sentence = muted_label(
            self.tr("No documents yet. Add the PDFs you want to read and tag, or drop them here.")
        )
        sentence.setWordWrap(True)
        self.add_button = button = QPushButton(icon("add-document"), self.tr("Add documents…"))
        button.setToolTip(self.tr("Add documents (Ctrl+Shift+A)"))
        button.clicked.connect(self.add_documents_requested)
        column = QVBoxLayout(box)
        column.setContentsMargins(metrics.PANEL_MARGIN, 4, metrics.PANEL_MARGIN, 4)
        column.setSpacing(metrics.GAP)
        column.addWidget(sentence)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _show_state(self) -> None:
        empty = self.model.rowCount() == 0
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)
        self._add.setVisible(not empty)
        self._add.setEnabled(not self._session.read_only)

    def _choose(self, index: QModelIndex, beside: bool) -> None:
        self._session.show_document(self.model.document(index).id, beside)

    def _remove(self, index: QModelIndex) -> None:
        if not self._session.read_only:
            self._session.documents.remove(self.model.document(index).id)

    def _unlock(self, document_id: str) -> None:
        self.model.set_trouble(document_id, None)
        self._session.unlock(document_id)

    def _show_trouble(self, document_id: str, failed: PageFailure) -> None:
        """Mark a document of which no page can be shown; one bad page is told on that page."""
        if failed.failure.kind in _WHOLE_DOCUMENT:
            locked = failed.failure.kind is FailureKind.PASSWORD
            self.model.set_trouble(document_id, Trouble(failed.failure.message, locked))

    def _end_trouble(self, shown: TileKey) -> None:
        if self.model.index_of(shown.document_id).data(DocumentRole.TROUBLE):
            self.model.set_trouble(shown.document_id, None)

    def _show_details(self, document_id: str) -> None:
        DocumentDetailsDialog(self._session.catalogue.document(document_id), self).open()

    def _show_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if index.isValid():
            menu = self.menu_for(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
