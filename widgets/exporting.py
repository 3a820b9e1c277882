"""Writes exports on a thread of its own, from a connection of its own: the window stays free meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import Cancelled, UserError
from app.exchange.contents import Selection
from app.exchange.document_files import Written as DocumentFiles
from app.exchange.export import Format, export
from app.model import Document
from app.project.database import Project
from widgets.delivery import Delivery
from widgets.session import Session

PDF, CAS = "pdf", "uima-cas"
"""Copies of the documents with highlights, or their texts as UIMA CAS: one file a document."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many rows, annotations or highlights, the files, and what to know of them."""

    path: Path
    count: int
    files: int
    notices: Sequence[str]


class Exporting(QObject):
    """One export on its way; `finished` brings what was written, None if it was cancelled or failed."""

    progressed = Signal(str, int, int)
    finished = Signal(object)

    def __init__(self, session: Session, format_: Format | str, path: Path, selection: Selection) -> None:
        super().__init__(session)
        assert session.project is not None
        self._session = session
        self._project = session.project.path
        self._format = format_
        self._path = path
        self._selection = selection
        self._delivery = Delivery(self)
        self._cancelled = threading.Event()

    def start(self) -> None:
        """Begin; `finished` follows on this thread."""
        threading.Thread(target=self._work, name="exporting", daemon=True).start()

    def cancel(self) -> None:
        """Stop where that is possible; what is written whole already stays."""
        self._cancelled.set()

    def _work(self) -> None:
        written: Written | None = None
        failure: UserError | None = None
        try:
            with Project.open(self._project, read_only=True) as project:
                write = {PDF: self._pdfs, CAS: self._cas}.get(str(self._format), self._file)
                written = write(project)
        except Cancelled:
            pass
        except UserError as error:
            failure = error
        finally:  # whatever happened, the dialog must not wait for ever
            self._delivery(partial(self._finish, written, failure))

    def _file(self, project: Project) -> Written:
        exported = export(project, Format(self._format), self._path, self._selection)
        return Written(self._path, exported.rows, 1, exported.notices)

    def _pdfs(self, project: Project) -> Written:
        from app.exchange.highlights import Front, export_pdfs

        front = Front(self._session.pool, self._password, self._tell, self._cancelled.is_set)
        written = export_pdfs(project, self._path, front, self._selection)
        return self._told(written)

    def _cas(self, project: Project) -> Written:
        from app.exchange.uima_cas import export_cas

        return self._told(
            export_cas(project, self._path, self._selection, self._tell, self._cancelled.is_set)
        )

    def _told(self, written: DocumentFiles) -> Written:
        path = written.files[0] if len(written.files) == 1 else self._path
        return Written(path, written.annotations, len(written.files), written.notices)

    def _password(self, name: Path, again: bool) -> str | None:
        return self._delivery.ask(partial(self._session.questions.password, str(name), again))

    def _tell(self, document: Document, done: int, total: int) -> None:
        self._delivery(partial(self.progressed.emit, document.title, done, total))

    def _finish(self, written: Written | None, failure: UserError | None) -> None:
        if failure is not None:
            self._session.failed.emit(failure)
        self.finished.emit(written)
        self.deleteLater()
