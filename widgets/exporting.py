"""Writes exports on a thread of its own, of the project as it was when that began: the window stays free."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.collecting import nothing_collected
from app.errors import Cancelled, UserError
from app.exchange.contents import Selection
from app.exchange.document_files import Written as DocumentFiles
from app.exchange.export import Format, export
from app.model import Document
from app.progress import Hundredths
from app.project.database import Project
from app.project.snapshot import as_it_is
from app.yielding import yielding_often
from widgets.delivery import Delivery
from widgets.session import Session

PDF, CAS = "pdf", "uima-cas"
"""Copies of the documents with highlights, or their texts as UIMA CAS: one file a document."""

_LONGEST_WAIT = 10.0
"""Seconds a window that is closed waits; it is a fraction of one unless a disk hangs."""


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
    """What is being written, and how many steps of how many (0 when unknown)."""
    finished = Signal(object)

    def __init__(self, session: Session, format_: Format | str, path: Path, selection: Selection) -> None:
        super().__init__(session)
        assert session.project is not None
        self._session = session
        self._project = session.project
        self._format = format_
        self._path = path
        self._selection = selection
        self._delivery = Delivery(self)
        self._cancelled = threading.Event()
        self._told = Hundredths()
        self._thread = threading.Thread(target=self._work, name="exporting", daemon=True)
        session.project_closed.connect(self.stop)

    def start(self) -> None:
        """Begin; `finished` follows on this thread."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop as soon as that is possible; files that are whole already stay."""
        self._cancelled.set()

    def stop(self) -> None:
        """Cancel, and wait until nothing is read or written any more, if the disk answers at all."""
        self.cancel()
        self._thread.join(_LONGEST_WAIT)

    # On the thread of its own

    def _work(self) -> None:
        written: Written | None = None
        failure: UserError | None = UserError(self.tr("The export could not be written."))
        try:
            with yielding_often(), nothing_collected(), as_it_is(self._project) as project:
                if self._format == Format.WEB_ANNOTATION:
                    self._project.handed_on()
                write = {PDF: self._pdfs, CAS: self._cas}.get(str(self._format), self._file)
                written, failure = write(project), None
        except Cancelled:
            failure = None
        except UserError as error:
            failure = error
        finally:  # whatever happened, the dialog must not wait for ever
            self._delivery(partial(self._finish, written, failure))

    def _file(self, project: Project) -> Written:
        exported = export(project, Format(self._format), self._path, self._selection, self._watch)
        return Written(self._path, exported.rows, 1, exported.notices)

    def _watch(self, done: int, total: int) -> None:
        if self._cancelled.is_set():
            raise Cancelled
        if self._told.is_news(done, total):
            self._tell(self._path.name, done, total)

    def _pdfs(self, project: Project) -> Written:
        from app.exchange.highlights import Front, export_pdfs

        front = Front(self._session.pool, self._password, self._tell_of, self._cancelled.is_set)
        return self._of_files(export_pdfs(project, self._path, front, self._selection))

    def _cas(self, project: Project) -> Written:
        from app.exchange.uima_cas import export_cas

        cancelled = self._cancelled.is_set
        return self._of_files(export_cas(project, self._path, self._selection, self._tell_of, cancelled))

    def _of_files(self, written: DocumentFiles) -> Written:
        path = written.files[0] if len(written.files) == 1 else self._path
        return Written(path, written.annotations, len(written.files), written.notices)

    def _password(self, name: Path, again: bool) -> str | None:
        asked = partial(self._session.questions.password, str(name), again)
        return self._delivery.ask(asked, self._cancelled.is_set)

    def _tell_of(self, document: Document, done: int, total: int) -> None:
        self._tell(document.title, done, total)

    def _tell(self, name: str, done: int, total: int) -> None:
        self._delivery(partial(self.progressed.emit, name, done, total))

    # Back in the window

    def _finish(self, written: Written | None, failure: UserError | None) -> None:
        if failure is not None:
            self._session.failed.emit(failure)
        self.finished.emit(written)
        self.deleteLater()
