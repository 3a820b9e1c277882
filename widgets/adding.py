"""Adding files in the window: read in worker processes from a thread of its own, stored by the session."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.adding import Candidate, Front, Outcome, Step, add_files
from app.errors import Cancelled, DocumentRefused
from app.model import Document
from app.pdf.protocol import Read, Source, Typeset
from app.text.document_text import DocumentText
from widgets.delivery import Delivery
from widgets.session import Busy, Session


class Adding(QObject):
    """One batch of files on its way into the project; it can be cancelled, and what is stored stays."""

    progressed = Signal(object)
    finished = Signal(object)

    def __init__(self, session: Session, paths: Sequence[Path]) -> None:
        super().__init__(session)
        self._session = session
        self._project = session.project
        self._paths = list(paths)
        self._delivery = Delivery(self)
        self._cancelled = threading.Event()
        self._passwords: dict[Path, str] = {}

    def start(self) -> None:
        """Begin; `progressed` and then `finished` follow on this thread."""
        threading.Thread(target=self._work, name="adding", daemon=True).start()

    def cancel(self) -> None:
        """Stop after the file in hand."""
        self._cancelled.set()

    def _work(self) -> None:
        outcomes = add_files(
            self._paths,
            Front(
                find=lambda sha256: self._delivery.ask(partial(self._find, sha256)),
                store=lambda candidate, text: self._delivery.ask(partial(self._store, candidate, text)),
                read_text=self._read_text,
                ask_password=lambda path, again: self._delivery.ask(partial(self._password, path, again)),
                progress=lambda step: self._delivery(partial(self._tell, step)),
                cancelled=self._cancelled.is_set,
                typeset=self._typeset,
            ),
        )
        self._delivery(partial(self._finish, outcomes))

    def _read_text(
        self, path: Path, password: str | None, progress: Callable[[int, int], None]
    ) -> DocumentText:
        result = self._session.pool.call(
            Read(Source(str(path), None, password)), progress=progress, cancelled=self._cancelled.is_set
        )
        assert isinstance(result, DocumentText)
        return result

    def _typeset(self, path: Path, progress: Callable[[int, int], None]) -> bytes:
        request = Typeset(Source(str(path)))
        return self._session.pool.call(request, progress=progress, cancelled=self._cancelled.is_set).content

    def _find(self, sha256: str) -> Document | None:
        self._still_open()
        known = (document for document in self._session.catalogue.documents if document.sha256 == sha256)
        return next(known, None)

    def _store(self, candidate: Candidate, text: DocumentText) -> Document:
        self._still_open()
        added = self._session.documents.add(candidate, text)
        if added is None:
            raise DocumentRefused(self.tr("It could not be stored in the project."))
        if (password := self._passwords.get(candidate.path)) is not None:
            self._session.sources.remember_password(added, password)
        return added

    def _password(self, path: Path, again: bool) -> str | None:
        self._still_open()
        password = self._session.questions.password(path.name, again)
        if password is not None:
            self._passwords[path] = password
        return password

    def _still_open(self) -> None:
        """The project may have been closed while a worker was reading."""
        if self._session.project is not self._project:
            raise Cancelled

    def _tell(self, step: Step) -> None:
        label = self.tr("Adding {0} ({1} of {2})").format(step.path.name, step.file, step.files)
        self.progressed.emit(Busy(label, step.page, step.pages))

    def _finish(self, outcomes: list[Outcome]) -> None:
        self.finished.emit(outcomes)
        self.deleteLater()
