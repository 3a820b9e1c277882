"""Start-up: from starting the process to a painted window on the example project, beside an empty window.

Run as `python -m tests.bench.startup [--runs N]`; prints one JSON object with milliseconds. Each run starts
fresh processes, in turn an empty QMainWindow and Diptych on a copy of the example project.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from resources import example_project

EMPTY = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Seen(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, done)
        return False
def done():
    print(time.time(), flush=True)
    app.quit()
app = QApplication(sys.argv)
window = QMainWindow()
window.resize(1440, 900)
seen = Seen()
window.installEventFilter(seen)
window.show()
app.exec()
"""

DIPTYCH = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from widgets import application, main_window
class Watched(main_window.MainWindow):
    def __init__(self, session):
        super().__init__(session)
        session.tiles.ready.connect(self.crisp)
        self.stamps = []
    def paintEvent(self, event):
        super().paintEvent(event)
        if self.session.project is not None and not self.stamps:
            self.stamps.append(0.0)
            QTimer.singleShot(0, self.painted)
    def painted(self):
        self.stamps[0] = time.time()
    def crisp(self, _key):
        if self.stamps and self.stamps[0] and len(self.stamps) == 1:
            self.stamps.append(time.time())
            print(*self.stamps, flush=True)
            QTimer.singleShot(0, self.close)
main_window.MainWindow = Watched
sys.exit(application.run(Path(sys.argv[1]), []))
"""


def measured(code: str, *arguments: str, home: Path) -> list[float]:
    """Milliseconds from starting the process to each time stamp it prints."""
    environment = {**os.environ, "DIPTYCH_HOME": str(home)}
    if not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    started = time.time()
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return [1000 * (float(stamp) - started) for stamp in run.stdout.split()]


def summary(milliseconds: list[float]) -> dict[str, float]:
    """Median and worst."""
    return {"median": round(statistics.median(milliseconds), 1), "worst": round(max(milliseconds), 1)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    empty, painted, crisp = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "annotations.db"
        shutil.copyfile(example_project(), project)
        for round_number in range(runs + 1):
            first = measured(EMPTY, home=Path(folder))
            ours = measured(DIPTYCH, str(project), home=Path(folder))
            if round_number:  # the first round only warms the disk's cache
                empty += first
                painted.append(ours[0])
                crisp.append(ours[1])
    report = {
        "runs": runs,
        "empty_window_ms": summary(empty),
        "painted_window_ms": summary(painted),
        "first_crisp_page_ms": summary(crisp),
        "painted_to_empty": round(statistics.median(painted) / statistics.median(empty), 2),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
