"""Recognising the text of scans in the window: on a thread, with progress and cancel, then stored."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QObject, Signal

from app import recognising
from app.errors import Cancelled, UserError
from app.model import Document
from app.pdf import tessdata
from app.project import backup
from app.project.database import Project
from app.text.document_text import DocumentText
from widgets.delivery import Delivery
from widgets.session import Busy, Session


class Recognising(QObject):
    """One document at a time; nothing is changed before all its pages are read."""

    finished = Signal(bool)
    """Whether the document has a new text."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._delivery = Delivery(self)
        self._cancelled: threading.Event | None = None
        session.project_closed.connect(self.cancel)

    def start(self, document_id: str) -> None:
        """Recognise the text of a document's scanned pages; `finished` follows."""
        project = self._session.project
        if project is None:
            return
        if self._session.read_only:
            self._session.failed.emit(UserError(self.tr("This project is open for reading only.")))
            return
        if self._cancelled is not None:
            notice = self.tr(
                "The text of a document is being recognised already; wait, or cancel that first."
            )
            self._session.noticed.emit(notice, False)
            return
        document = self._session.catalogue.document(document_id)
        self._cancelled = threading.Event()
        self._tell(document, 0, 0)
        work = partial(self._work, project, document, self._cancelled)
        threading.Thread(target=work, name="recognising", daemon=True).start()

    def cancel(self) -> None:
        """Stop; the document keeps the text it has."""
        if self._cancelled is not None:
            self._cancelled.set()

    def _work(self, project: Project, document: Document, cancelled: threading.Event) -> None:
        """On a thread of its own."""
        source = self._session.sources.of(document)

        def page_read(done: int, total: int) -> None:
            self._delivery(partial(self._tell, document, done, total))

        text: DocumentText | None = None
        failure: UserError | None = None
        try:
            found = recognising.recognised(
                self._session.pool, source, tessdata.ENGLISH, page_read, cancelled.is_set
            )
            backup.back_up(project)
            text = found
        except UserError as error:
            failure = error
        except Cancelled:
            pass
        finally:  # whatever happened, the window must not wait for ever
            self._delivery(partial(self._finish, document, cancelled, text, failure))

    def _tell(self, document: Document, done: int, total: int) -> None:
        if self._cancelled is not None and not self._cancelled.is_set():
            label = self.tr("Recognising the text of {}").format(document.title)
            self._session.busy_changed.emit(Busy(label, done, total))

    def _finish(
        self,
        document: Document,
        cancelled: threading.Event,
        text: DocumentText | None,
        failure: UserError | None,
    ) -> None:
        self._cancelled = None
        self._session.busy_changed.emit(None)
        if failure is not None:
            self._session.failed.emit(failure)
        stored = False
        if text is not None and not cancelled.is_set():
            stored = self._session.documents.replace_text(document.id, text)
        if stored:
            notice = self.tr(
                "Text of “{}” recognised; check what you quote. It cannot be undone, nor what was done "
                "before it, but the project was backed up first."
            )
            self._session.noticed.emit(notice.format(document.title), False)
        self.finished.emit(stored)
