"""Exports of a large project from the window: how long each takes, and how long it holds up who scrolls.

Run as `python -m tests.bench.exporting [--annotations N] [--format F …]`; prints one JSON object. Of each
format: seconds in the window, seconds for the same file on a bare connection and their ratio, and the longest
slots of the event loop meanwhile and just after, in milliseconds of the clock and of the window's own thread.
The clock counts the waits for Python's lock, which the exporting thread has most of the time.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.exchange.contents import Selection
from app.exchange.export import Format, export
from app.exchange.glance import glance
from app.exchange.uima_cas import export_cas
from app.pdf.pool import Pool
from app.project.database import Project
from app.project.snapshot import as_it_is
from tests.bench.bringing_in import Watched
from tests.bench.project import fill
from widgets import appearance
from widgets.delivery import Delivery
from widgets.dialogs.export import ExportDialog
from widgets.dialogs.table_preview import ROWS
from widgets.exporting import CAS
from widgets.garbage import Garbage
from widgets.main_window import MainWindow
from widgets.preferences import Preferences
from widgets.session import Session

FORMATS = (*(str(format_) for format_ in Format), CAS)
FORMS = {
    "annotations": Selection(),
    "paragraphs": Selection(all_paragraphs=True),
    "codebook": Selection(codebook=True),
}


def bare(path: Path, folder: Path, format_: str) -> float:
    """Seconds for writing a file in this thread, with nothing beside it."""
    began = time.perf_counter()
    with Project.open(path, read_only=True) as project:
        if format_ == CAS:
            export_cas(project, folder / "bare-cas")
        else:
            export(project, Format(format_), folder / f"bare.{format_}")
    return round(time.perf_counter() - began, 2)


def looked_at(session: Session, window: MainWindow) -> dict[str, float]:
    """Milliseconds until the dialog is there, and for the rows it shows of each form."""
    began = time.perf_counter()
    dialog = ExportDialog(session, window)
    dialog.open()
    found = {"dialog": _since(began)}
    dialog.close()
    for name, selection in FORMS.items():
        began = time.perf_counter()
        glance(session.catalogue, selection, ROWS)
        found[name] = _since(began)
    assert session.project is not None
    began = time.perf_counter()
    with as_it_is(session.project):
        found["snapshot"] = _since(began)
    return found


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)


def measure(path: Path, folder: Path, formats: Sequence[str]) -> dict[str, object]:
    """Open the project in a window and write it as each format while somebody scrolls."""
    session = Session(Pool(deliver=Delivery()), Preferences())
    Garbage(session).start()
    window = MainWindow(session)
    window.resize(1440, 900)
    window.show()
    window.files.open(path)
    session.show_document(session.catalogue.documents[0].id)
    previews = looked_at(session, window)
    watched = Watched(window)
    for format_ in formats:
        written: list[object] = []
        dialog = ExportDialog(session, window)
        dialog.choose(format_)
        dialog.open()
        dialog.written.connect(written.append)
        dialog.handed_over.connect(lambda progress: progress.line.finished.connect(progress.close))
        target = folder / f"window.{format_}"
        watched.stage(format_, lambda d=dialog, t=target: d.write_to(t), lambda w=written: bool(w))  # type: ignore[misc]
        assert written[0] is not None
    session.close()
    window.close()
    alone = {format_: bare(path, folder, format_) for format_ in formats}
    for format_, found in watched.found.items():
        found["bare_seconds"] = alone[format_]
        found["ratio"] = round(found["seconds"] / max(alone[format_], 0.01), 2)
    return {"preview_ms": previews, "formats": watched.found}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=int, default=100_000)
    parser.add_argument("--format", action="append", choices=FORMATS, dest="formats")
    wanted = parser.parse_args()
    app = QApplication(sys.argv[:1])
    appearance.start(app)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["DIPTYCH_HOME"] = name
        with Project.create(folder / "large.db") as project, project.edit() as edit:
            fill(edit, wanted.annotations)
        found = measure(folder / "large.db", folder, wanted.formats or FORMATS)
    print(json.dumps({"annotations": wanted.annotations, **found}))


if __name__ == "__main__":
    main()
