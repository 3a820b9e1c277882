"""Starts the window: the application, the worker processes, the session, and what is opened first."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import settings
from app.pdf.pool import Pool
from widgets import appearance, errors
from widgets.delivery import Delivery
from widgets.garbage import Garbage
from widgets.look_menus import remembered_pages, remembered_scheme
from widgets.preferences import Preferences
from widgets.session import Session

if TYPE_CHECKING:
    from widgets.main_window import MainWindow


def run(project: Path | None, files: Sequence[Path]) -> int:
    """Open the window on a project, or on the one next at hand, add the files, and wait for its end."""
    delivery = Delivery()
    pool = Pool(deliver=delivery)
    pool.start()  # the workers start while the window is built
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Diptych")
    app.setDesktopFileName("diptych")
    errors.log_to_file()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in the terminal ends it; every change is committed
    preferences = Preferences()
    appearance.start(app, remembered_scheme(preferences))
    appearance.use_pages(remembered_pages(preferences))
    from widgets.main_window import MainWindow  # the panels and panes load while the workers start

    session = Session(pool, preferences)
    Garbage(session).start()
    pool.on_lost = session.tell_of_lost_worker
    window = MainWindow(session)
    errors.UnexpectedErrors(window).install()
    window.show()
    QTimer.singleShot(0, lambda: _open_first(window, project, files))
    status = app.exec()
    pool.close()
    return status


def _open_first(window: MainWindow, project: Path | None, files: Sequence[Path]) -> None:
    recent = window.session.preferences.texts(settings.RECENT)
    chosen = project or settings.project_to_open(Path.cwd(), recent)
    opened = chosen is not None and window.files.open(chosen)
    if files and (opened or window.files.new()):
        window.intake.add(files)
