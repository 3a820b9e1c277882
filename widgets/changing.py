"""Commands carried out on the open project and taken back: small ones at once, large ones apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.changes import Changes
from app.errors import UserError
from app.history import Command, History
from app.progress import Watch, unwatched
from app.project.database import Project
from widgets.writing import Writing, Written

LongCommand = Callable[[Watch], Command]
"""A command that says how far it is."""


class Changing(QObject):
    """The history of one project; nothing is changed while a large change is written."""

    changed = Signal(object, object)
    """The changes committed, and the catalogue as it is now where they are many."""
    noticed = Signal(str, bool)
    failed = Signal(object)
    progressed = Signal(str, int, int)
    """What is being written apart, and how many steps of how many; "" once it is done or taken back."""

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project = project
        self.history = History(project)
        self.writing = Writing(self)
        self.writing.progressed.connect(self.progressed)

    def close(self) -> None:
        """Take back what is being written, and wait for that."""
        if self.writing.under_way:
            self.writing.stop()
            self.progressed.emit("", 0, 0)

    def may_write(self) -> bool:
        """Whether a change can be made now; says so where not."""
        if self._project.read_only:
            told = self.tr("This project is open for reading only; nothing was changed.")
            self.failed.emit(UserError(told))
            return False
        if self.writing.under_way:
            told = self.tr("A large change is being made; wait until it is done, or cancel it.")
            self.noticed.emit(told, False)
            return False
        return True

    def run(self, label: str, command: Command) -> Changes | None:
        """Run one command in one transaction; None when it failed, which was announced."""
        return self._at_once(lambda: self.history.run(label, command)) if self.may_write() else None

    def run_apart(self, label: str, command: LongCommand, then: Callable[[Changes | None], object]) -> None:
        """Run a command that may take long; `then` hears what it changed, None where nothing."""
        if not self.may_write():
            then(None)
            return
        self.writing.start(
            self._project,
            label,
            lambda watch: self.history.run(label, command(watch)),
            lambda written: then(self._take_in(written)),
        )

    def run_for_good(self, command: Command) -> Changes | None:
        """Run a command that cannot be undone, nor anything before it; it is for the caller to tell of it."""
        if not self.may_write():
            return None
        try:
            with self._project.edit() as edit:
                command(edit)
        except UserError as error:
            self.failed.emit(error)
            return None
        self.history.forget()
        return edit.changes

    def undo(self) -> None:
        """Take back the latest change."""
        history, label = self.history, self.history.undo_label
        if label and self.may_write():
            told = self.tr("Undoing: {}"), self.tr("Undone: {}")
            self._step(history.undo, history.undo_is_long, *(text.format(label) for text in told))

    def redo(self) -> None:
        """Make the latest undone change again."""
        history, label = self.history, self.history.redo_label
        if label and self.may_write():
            told = self.tr("Doing again: {}"), self.tr("Done again: {}")
            self._step(history.redo, history.redo_is_long, *(text.format(label) for text in told))

    def _step(self, step: Callable[[Watch], Changes], is_long: bool, doing: str, done: str) -> None:
        if is_long:
            self.writing.start(self._project, doing, step, partial(self._take_in, notice=done))
        elif self._at_once(lambda: step(unwatched)) is not None:
            self.noticed.emit(done, False)

    def _at_once(self, step: Callable[[], Changes]) -> Changes | None:
        try:
            changes = step()
        except UserError as error:
            self.failed.emit(error)
            return None
        self.changed.emit(changes, None)
        return changes

    def _take_in(self, written: Written, notice: str = "") -> Changes | None:
        """Follow what was written apart."""
        self.progressed.emit("", 0, 0)
        if written.failure is not None:
            self.failed.emit(written.failure)
        if written.changes is not None:
            self.changed.emit(written.changes, written.catalogue)
            if notice:
                self.noticed.emit(notice, False)
        return written.changes
