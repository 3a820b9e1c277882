"""Changes too large for the window's thread: backed up and written on a thread of their own.

The window reads the backup meanwhile (`Project.set_apart`), so that it shows the project as it was, and never
waits. It goes over to the file again, and to a catalogue made anew on the thread, once all is committed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.catalogue import Catalogue
from app.changes import Changes
from app.collecting import made_to_stay
from app.errors import Cancelled, UserError
from app.progress import Hundredths, Watch
from app.project import backup
from app.project.database import Project
from app.yielding import yielding_often
from widgets.delivery import Delivery

Step = Callable[[Watch], Changes]
"""Writes in one transaction what is to be written."""


@dataclass(slots=True)
class Written:
    """What came of it: nothing, when it failed or was cancelled before all was written."""

    changes: Changes | None = None
    catalogue: Catalogue | None = None
    """The project as it is now; only of many changes."""
    failure: UserError | None = None


Then = Callable[[Written], object]


class Writing(QObject):
    """One large change at a time; cancelling takes all of it back."""

    progressed = Signal(str, int, int)
    """What is being done, and how many steps of how many (0 when unknown)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delivery = Delivery(self)
        self._thread: threading.Thread | None = None
        self._cancelled = threading.Event()

    @property
    def under_way(self) -> bool:
        """Whether something is being written, and nothing else can be."""
        return self._thread is not None

    def start(self, project: Project, label: str, step: Step, then: Then) -> None:
        """Write one change; `then` hears on this thread what came of it."""
        self._cancelled = threading.Event()
        work = partial(self._write, project, label, step, then, self._cancelled)
        self._thread = threading.Thread(target=work, name="writing", daemon=True)
        self.progressed.emit(self.tr("Backing up"), 0, 0)
        self._thread.start()

    def cancel(self) -> None:
        """Take back what was written so far; `then` still follows. Too late once all is committed."""
        self._cancelled.set()

    def stop(self) -> None:
        """Cancel and wait until the project is nobody else's; `then` does not follow."""
        if self._thread is not None:
            self._cancelled.set()
            self._thread.join()
            self._thread = None

    # On the thread of its own

    def _write(
        self, project: Project, label: str, step: Step, then: Then, cancelled: threading.Event
    ) -> None:
        written = Written(failure=UserError(self.tr("It could not be written; nothing was changed.")))
        try:
            with yielding_often(), made_to_stay():
                written = self._written(project, label, step, cancelled)
        except UserError as error:
            written = Written(failure=error)
        except Cancelled:
            written = Written()
        finally:  # whatever happened, the window must not wait for ever
            self._delivery(partial(self._end, project, written, then, threading.current_thread()))

    def _written(self, project: Project, label: str, step: Step, cancelled: threading.Event) -> Written:
        copy = backup.back_up(project)
        project.set_apart(copy)
        shown = Hundredths()

        def watch(done: int, total: int) -> None:
            if cancelled.is_set():
                raise Cancelled
            if shown.is_news(done, total):
                self._delivery(partial(self._tell, label, done, total, cancelled))

        changes = step(watch)
        changes.look_through()
        return Written(changes, Catalogue(project) if changes.many else None)

    # Back in the window

    def _tell(self, label: str, done: int, total: int, cancelled: threading.Event) -> None:
        if cancelled is self._cancelled and self.under_way:
            self.progressed.emit(label, done, total)

    def _end(self, project: Project, written: Written, then: Then, thread: threading.Thread) -> None:
        if thread is self._thread:
            self._thread = None
            project.rejoin()
            then(written)
