"""A large merge in the window: how long it takes, and how long it holds up somebody who scrolls meanwhile.

Run as `python -m tests.bench.bringing_in [--annotations N]`; prints one JSON object, seconds for what is
waited for and milliseconds for the longest slots of the event loop, stage by stage.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from app.pdf.pool import Pool
from app.project.database import Project
from tests.bench.project import fill
from tests.bench.watching import Pulse
from widgets import appearance
from widgets.delivery import Delivery
from widgets.garbage import Garbage
from widgets.main_window import MainWindow
from widgets.preferences import Preferences
from widgets.session import Session

QUIET = 2000
"""Milliseconds watched after each stage: views may still be taking it in."""


class Watched:
    """A window in which somebody scrolls without end, and what each stage of the work did to it."""

    def __init__(self, window: MainWindow) -> None:
        self._bar = window.panes.active.view.verticalScrollBar()
        self._pulse = Pulse()
        self._scrolling = QTimer(interval=16)
        self._scrolling.timeout.connect(self._scroll)
        self.found: dict[str, dict[str, float]] = {}

    def stage(self, name: str, begin: Callable[[], object], until: Callable[[], bool]) -> None:
        """Begin something, and scroll until it is over and for a while after."""
        loop, began = QEventLoop(), time.perf_counter()
        looking = QTimer(interval=5)
        looking.timeout.connect(lambda: loop.quit() if until() else None)
        self._scrolling.start()
        self._pulse.start()
        QTimer.singleShot(0, begin)
        looking.start()
        loop.exec()
        looking.stop()
        seconds = round(time.perf_counter() - began, 2)
        during = self._pulse.stop()
        self._pulse.start()
        QTimer.singleShot(QUIET, loop.quit)
        loop.exec()
        after = self._pulse.stop()
        self._scrolling.stop()
        self.found[name] = {
            "seconds": seconds,
            "longest_slot": during["longest_slot_wall"],
            "longest_slot_cpu": during["longest_slot_cpu"],
            "longest_slot_afterwards": after["longest_slot_wall"],
            "longest_slot_cpu_afterwards": after["longest_slot_cpu"],
        }

    def _scroll(self) -> None:
        self._bar.setValue((self._bar.value() + 40) % max(1, self._bar.maximum()))


def measure(path: Path, other: Path) -> dict[str, dict[str, float]]:
    """Open a project, merge the other one, take that back and do it again."""
    session = Session(Pool(deliver=Delivery()), Preferences())
    Garbage(session).start()
    session.set_coder("Chidi")
    window = MainWindow(session)
    window.resize(1440, 900)
    window.show()
    window.files.open(path)
    session.show_document(session.catalogue.documents[0].id)
    watched, bringing = Watched(window), window.intake.bringing_in
    dialogs: list[object] = []
    changes: list[object] = []
    bringing.shown.connect(dialogs.append)
    session.changed.connect(changes.append)
    watched.stage("compare", lambda: bringing.bring([other]), lambda: bool(dialogs))
    watched.stage("bring_in", dialogs[0].bring_button.click, lambda: len(changes) == 1)  # type: ignore[attr-defined]
    watched.stage("undo", session.undo, lambda: len(changes) == 2)
    watched.stage("redo", session.redo, lambda: len(changes) == 3)
    session.close()
    window.close()
    return watched.found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=int, default=100_000)
    annotations = parser.parse_args().annotations
    app = QApplication(sys.argv[:1])
    appearance.start(app)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DIPTYCH_HOME"] = folder
        here, other = Path(folder) / "here.db", Path(folder) / "other.db"
        with Project.create(other) as project, project.edit() as edit:
            fill(edit, annotations)
        shutil.copyfile(other, here)
        with Project.open(here) as project, project.edit() as edit:
            for table in ("annotations", "passages"):
                edit.execute(f"DELETE FROM {table}")
        print(json.dumps({"annotations": annotations, **measure(here, other)}))


if __name__ == "__main__":
    main()
