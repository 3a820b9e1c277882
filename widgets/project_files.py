"""The file menu's work: making, opening, copying and backing up projects."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app import settings
from app.errors import ProjectBusy, UserError
from app.project import backup
from app.project.database import Project
from resources import example_project
from widgets.delivery import Delivery
from widgets.session import Session

_LOOK_EVERY = 5 * 60 * 1000
"""Milliseconds between looks at whether a backup is due."""


class ProjectFiles(QObject):
    """Asks where, opens what is there, and keeps the list of recent projects."""

    recent_changed = Signal()
    about_to_close = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._delivery = Delivery(self)
        self._backing_up = threading.Event()
        timer = QTimer(self, interval=_LOOK_EVERY)
        timer.timeout.connect(self._back_up_if_due)
        timer.start()

    def recent(self) -> list[Path]:
        """The projects opened lately that are still there, the latest first."""
        return settings.existing(self._session.preferences.texts(settings.RECENT))

    def new(self) -> bool:
        """Ask for a place and make an empty project there; False when none came of it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("New project"),
            str(Path(self._session.preferences.folder()) / self.tr("project.db")),
            self._filter(),
        )
        return bool(chosen) and self.make(_with_ending(Path(chosen)))

    def make(self, path: Path) -> bool:
        """Make an empty project at this place, and open it; a file that is there is left alone."""
        try:
            Project.create(path).close()
        except UserError as error:
            self._session.failed.emit(error)
            return False
        return self.open(path)

    def choose(self) -> None:
        """Ask which project to open."""
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open project"), self._session.preferences.folder(), self._filter()
        )
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> bool:
        """Open a project; for reading only, with a notice, when another window writes to it."""
        try:
            project = self._opened(path)
        except UserError as error:
            self._session.failed.emit(error)
            return False
        self.about_to_close.emit()
        self._session.open(project)
        preferences = self._session.preferences
        recent = settings.with_recent(preferences.texts(settings.RECENT), path)
        preferences.set(settings.RECENT, recent)
        preferences.set(settings.LAST_FOLDER, str(path.resolve().parent))
        self.recent_changed.emit()
        return True

    def _opened(self, path: Path) -> Project:
        open_now = self._session.project
        if open_now is not None and path.exists() and path.samefile(open_now.path):
            raise UserError(self.tr("This project is open already, in this window."))
        try:
            return Project.open(path, holder=self._session.coder_name)
        except ProjectBusy as busy:
            project = Project.open(path, read_only=True)
            notice = self.tr("Open for reading only: {} is working on it in another window.")
            QTimer.singleShot(0, partial(self._session.noticed.emit, notice.format(busy.holder), False))
            return project

    def open_example(self) -> None:
        """Copy the example project to the settings folder, once, and open that copy."""
        copy = settings.home() / self.tr("example.db")
        if not copy.exists():
            shutil.copyfile(example_project(), copy)
        self.open(copy)

    def close(self) -> None:
        """Close the project and go back to the start page."""
        self.about_to_close.emit()
        self._session.close()

    def save_copy(self) -> None:
        """Ask for a place and write a copy of the project there."""
        project = self._session.project
        if project is None:
            return
        suggestion = project.path.with_name(self.tr("{} copy.db").format(project.path.stem))
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save a copy"), str(suggestion), self._filter()
        )
        if chosen:
            self.copy_to(_with_ending(Path(chosen)))

    def copy_to(self, path: Path) -> None:
        """Write a copy of the project to another file."""
        assert self._session.project is not None
        try:
            backup.save_copy(self._session.project, path)
        except UserError as error:
            self._session.failed.emit(error)
            return
        self._session.noticed.emit(self.tr("A copy was saved as {}.").format(path.name), False)

    def back_up(self) -> None:
        """Make a backup now, in the background, and say where it is."""
        if self._session.is_writing:
            told = self.tr("A backup was made just now, before the change under way.")
            self._session.noticed.emit(told, False)
        self._start_backup(self._tell_backup)

    def show_in_folder(self) -> None:
        """Open the folder the project is in."""
        if self._session.project is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._session.project.path.parent)))

    def _back_up_if_due(self) -> None:
        project = self._session.project
        if project is not None and not project.read_only and backup.due(project):
            self._start_backup(lambda _path: None)

    def _start_backup(self, then: Callable[[Path], None]) -> None:
        project = self._session.project
        if project is None or self._session.is_writing or self._backing_up.is_set():
            return
        self._backing_up.set()
        threading.Thread(target=self._back_up, args=(project, then), daemon=True).start()

    def _back_up(self, project: Project, then: Callable[[Path], None]) -> None:
        try:
            kept = backup.back_up(project)
        except UserError as error:
            self._delivery(partial(self._session.failed.emit, error))
        else:
            self._delivery(partial(then, kept))
        finally:
            self._backing_up.clear()

    def _tell_backup(self, path: Path) -> None:
        text = self.tr("Backed up to {0} in {1}.").format(path.name, path.parent.name)
        self._session.noticed.emit(text, False)

    def _filter(self) -> str:
        return self.tr("Diptych projects (*.db);;All files (*)")


def _with_ending(path: Path) -> Path:
    return path if path.suffix else path.with_suffix(".db")
