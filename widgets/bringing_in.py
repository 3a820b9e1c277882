"""Brings in what others did: files are read and compared on a thread, shown, then taken in as one command.

What reads their formats is loaded with the first of them: a start of the program needs none of it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import settings
from app.arguments import is_project
from app.changes import Changes
from app.collecting import made_to_stay
from app.errors import Cancelled, PasswordNeeded, UserError
from app.pdf.marks import MarkKind
from app.pdf.protocol import FoundMarks, ReadMarks, Source
from app.project.database import Project
from app.project.identity import folded
from app.yielding import yielding_often
from widgets.delivery import Delivery
from widgets.session import Busy, Session

if TYPE_CHECKING:
    from app.exchange.pdf_marks import Taking
    from app.exchange.prospect import Prospect

EXCHANGE = (".json", ".jsonl", ".db", ".qdpx", ".qdc", ".qde", ".csv", ".tsv", ".xlsx", ".xlsm")
"""Endings of what is brought in when it is dropped; a PDF dropped is a document, not the marks on one."""


def is_exchange(path: Path) -> bool:
    """Whether a file holds somebody's work rather than being a document."""
    return path.suffix.lower() in EXCHANGE or is_project(path)


class _Batch:
    """The files on their way: the project as it was, and what is open until they are in."""

    def __init__(self, project: Project, files: Sequence[Path]) -> None:
        self.project = project
        self.edits = project.edits
        self.files = tuple(files)
        self.cancelled = threading.Event()
        self.reading = True
        self.same_work = False
        self.open = ExitStack()
        self.passwords: dict[Path, str] = {}
        self.colours: dict[Path, Mapping[str, str]] = {}


class BringingIn(QObject):
    """One batch of files at a time; nothing is changed before the person has seen what will be."""

    shown = Signal(object)
    """The dialog that shows what will be."""
    finished = Signal(object)
    """The changes made; None when there were none."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._delivery = Delivery(self)
        self._batch: _Batch | None = None
        session.project_closed.connect(self._let_go)

    def choose(self) -> None:
        """Ask which files to bring in."""
        kinds = " ".join(f"*{ending}" for ending in (*EXCHANGE, ".pdf"))
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Import or merge"),
            self._session.preferences.folder(),
            self.tr("Projects, exchange files, codebooks, marked PDFs ({0});;All files (*)").format(kinds),
        )
        if chosen:
            self._session.preferences.set(settings.LAST_FOLDER, str(Path(chosen[0]).parent))
            self.bring([Path(path) for path in chosen])

    def bring(self, files: Sequence[Path]) -> None:
        """Compare files with the project; `shown` and `finished` follow."""
        project = self._session.project
        if project is None:
            return
        if self._session.read_only:
            self._session.failed.emit(UserError(self.tr("This project is open for reading only.")))
        elif self._batch is not None:
            notice = self.tr("Files are being brought in already; wait, or cancel that first.")
            self._session.noticed.emit(notice, False)
        else:
            self._start(_Batch(project, files))

    def cancel(self) -> None:
        """Stop comparing, or take back what has been written so far: nothing is changed."""
        if self._session.is_writing:
            self._session.cancel_writing()
        else:
            self._let_go()

    def _let_go(self) -> None:
        if self._batch is not None:
            self._batch.cancelled.set()
            self._end(self._batch)

    def _start(self, batch: _Batch) -> None:
        self._batch = batch
        self._session.busy_changed.emit(Busy(self.tr("Reading {}").format(batch.files[0].name), 0, 0))
        threading.Thread(target=self._compare, args=(batch,), name="comparing", daemon=True).start()

    # On a thread of its own

    def _compare(self, batch: _Batch) -> None:
        from app.exchange.prospect import foreseen

        failure: UserError | None = None
        prospect: Prospect | None = None
        try:
            with yielding_often(), made_to_stay():
                prospect = batch.open.enter_context(
                    foreseen(
                        batch.project.path,
                        batch.files,
                        partial(self._taking, batch),
                        same_work=batch.same_work,
                        progress=lambda path, place: self._delivery(partial(self._tell, batch, path, place)),
                        cancelled=batch.cancelled.is_set,
                    )
                )
        except UserError as error:
            failure = error
        except Cancelled:
            pass
        finally:  # whatever happened, the window must not wait for ever
            self._delivery(partial(self._compared, batch, prospect, failure))

    def _taking(self, batch: _Batch, path: Path) -> Taking:
        """How the marks of a PDF are taken in: the person is asked what their colours stand for."""
        from app.exchange.pdf_marks import NOBODY, Taking

        found = self._marks(batch, path)
        if path not in batch.colours:
            asked = partial(self._ask_colours, batch, path, found)
            batch.colours[path] = self._delivery.ask(asked)
        return Taking(
            self._session.pool,
            batch.colours[path],
            self._session.coder_name or NOBODY,
            ask_password=lambda path, _tried: batch.passwords.get(path),
        )

    def _marks(self, batch: _Batch, path: Path) -> FoundMarks:
        while True:
            password = batch.passwords.get(path)
            try:
                return self._session.pool.call(ReadMarks(Source(str(path), password=password)))
            except PasswordNeeded:
                ask = partial(self._session.questions.password, path.name, password is not None)
                answer = self._delivery.ask(ask)
                if answer is None:
                    raise Cancelled from None
                batch.passwords[path] = answer

    # Back in the window

    def _tell(self, batch: _Batch, path: Path, place: int) -> None:
        if batch is self._batch:
            label = self.tr("Comparing {}").format(path.name)
            self._session.busy_changed.emit(Busy(label, place, len(batch.files) if place else 0))

    def _ask_colours(self, batch: _Batch, path: Path, found: FoundMarks) -> Mapping[str, str]:
        from widgets.dialogs.mark_colours import MarkColoursDialog

        if batch is not self._batch:
            raise Cancelled
        themes = self._session.catalogue.themes
        names = {folded(theme.name) for theme in themes}
        marks = (m for m in found.marks if m.kind is not MarkKind.COMMENT and folded(m.subject) not in names)
        counts = Counter(mark.colour for mark in marks if mark.colour)
        if not counts:
            return {}
        answer = MarkColoursDialog.ask(path.name, counts, themes, self._window)
        if answer is None:
            raise Cancelled
        return answer

    def _compared(self, batch: _Batch, prospect: Prospect | None, failure: UserError | None) -> None:
        batch.reading = False
        if batch is not self._batch:
            batch.open.close()
            return
        if prospect is None or self._session.project is not batch.project:
            self._end(batch)
            if failure is not None:
                self._session.failed.emit(failure)
            self.finished.emit(None)
            return
        if self._outdated(batch):
            self._compare_again(batch)
            return
        self._session.busy_changed.emit(None)
        self._show(batch, prospect)

    def _show(self, batch: _Batch, prospect: Prospect) -> None:
        from widgets.dialogs.bring_in import BringInDialog

        dialog = BringInDialog(prospect, self._window, same_work=batch.same_work)
        dialog.wanted.connect(lambda: self._carry_out(batch, prospect))
        dialog.same_work_wanted.connect(partial(self._want_same_work, batch))
        dialog.rejected.connect(partial(self._end, batch))
        dialog.report_failed.connect(self._session.failed)
        dialog.open()
        self.shown.emit(dialog)

    def _want_same_work(self, batch: _Batch, wanted: bool) -> None:
        batch.same_work = wanted
        self._compare_again(batch)

    def _outdated(self, batch: _Batch) -> bool:
        """Whether the project was changed since it was compared."""
        return batch.project.edits != batch.edits

    def _compare_again(self, batch: _Batch) -> None:
        batch.open.close()
        again = _Batch(batch.project, batch.files)
        again.passwords, again.colours = batch.passwords, batch.colours
        again.same_work = batch.same_work
        self._start(again)

    def _carry_out(self, batch: _Batch, prospect: Prospect) -> None:
        if batch is not self._batch or self._session.project is not batch.project:
            return
        if self._outdated(batch):
            self._session.noticed.emit(self.tr("The project was changed meanwhile: look once more."), False)
            self._compare_again(batch)
            return
        label = self.tr("bring in {}").format(self._name(batch))
        self._session.run_apart(label, prospect.command, partial(self._carried_out, batch, prospect))

    def _carried_out(self, batch: _Batch, prospect: Prospect, changes: Changes | None) -> None:
        self._end(batch)
        self.finished.emit(changes)
        if changes is not None:
            self._session.noticed.emit(self._said(prospect, self._name(batch)), bool(changes))

    def _name(self, batch: _Batch) -> str:
        return batch.files[0].name if len(batch.files) == 1 else self.tr("files")

    def _said(self, prospect: Prospect, name: str) -> str:
        names = {
            "documents": self.tr("documents"),
            "themes": self.tr("themes"),
            "annotations": self.tr("annotations"),
            "memos": self.tr("memos"),
        }
        touched = {
            table: count.added + count.changed + count.removed for table, count in prospect.counts.items()
        }
        parts = [f"{said}: {touched[table]:,}" for table, said in names.items() if touched.get(table)]
        if prospect.plan.versions:
            parts.append(f"{self.tr('earlier versions')}: {len(prospect.plan.versions):,}")
        return self.tr("Brought in {0} ({1}).").format(name, ", ".join(parts) or self.tr("small changes"))

    def _end(self, batch: _Batch) -> None:
        """Let go of the files; those still being read are let go when that ends."""
        if batch is self._batch:
            self._batch = None
            self._session.busy_changed.emit(None)
        if not batch.reading:
            batch.open.close()
