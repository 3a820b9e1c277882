"""Takes files into the project: chosen in a dialog, dropped onto the window, or named at the start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import settings
from app.adding import Outcome
from app.arguments import is_project
from app.errors import UserError
from app.pdf.readable import ENDINGS
from widgets.adding import Adding
from widgets.bringing_in import BringingIn, is_exchange
from widgets.recognising import Recognising
from widgets.session import Session


class Intake(QObject):
    """One batch of files at a time, with progress, cancel, and word of what did not go through."""

    finished = Signal(object)
    project_dropped = Signal(object)
    project_needed = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._adding: Adding | None = None
        self.bringing_in = BringingIn(session, window)
        self.recognising = Recognising(session, self)

    def choose(self) -> None:
        """Ask which files to add."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Add documents"),
            self._session.preferences.folder(),
            self.tr("Documents ({0});;PDF documents (*.pdf);;All files (*)").format(
                " ".join(f"*{ending}" for ending in (".pdf", *ENDINGS))
            ),
        )
        if chosen:
            self._session.preferences.set(settings.LAST_FOLDER, str(Path(chosen[0]).parent))
            self.add([Path(path) for path in chosen])

    def add(self, paths: Sequence[Path]) -> None:
        """Add files; `finished` follows with what came of each."""
        if self._adding is not None:
            self._session.noticed.emit(
                self.tr("Files are being added already; wait, or cancel that first."), False
            )
            return
        if self._session.read_only:
            self._session.failed.emit(UserError(self.tr("This project is open for reading only.")))
            return
        self._adding = Adding(self._session, paths)
        self._adding.progressed.connect(self._session.busy_changed)
        self._adding.finished.connect(self._finish)
        self._adding.start()

    def cancel(self) -> None:
        """Stop; what has been added stays."""
        self.bringing_in.cancel()
        self.recognising.cancel()
        if self._adding is not None:
            self._adding.cancel()

    def take_drop(self, dropped: QMimeData) -> None:
        """Take the files dropped."""
        self.take([Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()])

    def take(self, paths: Sequence[Path]) -> None:
        """Add documents, bring in other people's work; of a project, ask whether to open or to merge it."""
        work = [path for path in paths if is_exchange(path)]
        documents = [path for path in paths if path not in work]
        projects = [path for path in work if path.suffix.lower() == ".db" or is_project(path)]
        others = [path for path in work if path not in projects]
        if projects and (self._session.project is None or self._session.read_only):
            self.project_dropped.emit(projects[0])
        elif projects:
            self._ask_about(projects, others)
            others = []
        if (documents or others) and self._session.project is None:
            self.project_needed.emit()
        if others:
            self.bringing_in.bring(others)
        if documents and self._session.project is not None:
            self.add(documents)

    def _ask_about(self, projects: Sequence[Path], others: Sequence[Path]) -> None:
        """Merge projects into the one that is open, with what came along, or open the first instead."""
        from widgets.dialogs.dropped_project import DroppedProjectDialog

        here = self._session.project
        assert here is not None
        dialog = DroppedProjectDialog(projects[0].name, here.path.stem, self._window)
        dialog.open_requested.connect(lambda: self.project_dropped.emit(projects[0]))
        dialog.merge_requested.connect(lambda: self.bringing_in.bring([*projects, *others]))
        dialog.open()

    def _finish(self, outcomes: list[Outcome]) -> None:
        self._adding = None
        self._session.busy_changed.emit(None)
        self.finished.emit(outcomes)
        if any(outcome.problem or outcome.notice for outcome in outcomes):
            from widgets.dialogs.add_results import AddResultsDialog

            AddResultsDialog(outcomes, self._window).open()
        elif outcomes:
            self._session.noticed.emit(self.tr("Documents added: {}.").format(len(outcomes)), False)
