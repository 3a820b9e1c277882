"""The program killed the moment a tag is shown: the tag is there when the project is opened again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.project import annotations
from app.project.database import Project
from resources import example_project

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from app.pdf.pool import Pool
from widgets.delivery import Delivery
from widgets.main_window import MainWindow
from widgets.preferences import Preferences
from widgets.session import Session
app = QApplication([])
pool = Pool(deliver=Delivery())
pool.start()
window = MainWindow(Session(pool, Preferences()))
window.session.set_coder("Chidi")
window.show()
window.files.open(Path(sys.argv[1]))
window.activateWindow()
assert QTest.qWaitForWindowActive(window)
view = window.panes.active.view
view.setFocus()
def say():
    print("shown", flush=True)
view.marks_changed.connect(say)
QTest.keyClick(view, "j")
QTest.keyClick(view, "3")
QTimer.singleShot(20_000, app.quit)
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_nothing_shown_is_lost(tmp_path: Path) -> None:
    project = tmp_path / "study.db"
    shutil.copyfile(example_project(), project)
    with subprocess.Popen([sys.executable, "-c", SCRIPT, str(project)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"shown\n"
        os.kill(process.pid, signal.SIGKILL)
    with Project.open(project) as opened:
        coders = {row["id"] for row in opened.rows("SELECT id FROM coders WHERE name = 'Chidi'")}
        mine = [annotation for annotation in annotations.all(opened) if annotation.coder_id in coders]
    assert len(mine) == 1
    assert not (tmp_path / "study.db.lock").exists()
