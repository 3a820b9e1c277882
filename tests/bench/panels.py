"""The panels beside a large project: shown, sorted, filtered, and brought up to date after a tag.

Run as `python -m tests.bench.panels [--annotations N]`; prints one JSON object with milliseconds, painting
included.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.pdf.pool import Pool
from app.project.database import Project
from tests.bench.project import Times, fill
from widgets import appearance
from widgets.garbage import Garbage
from widgets.models.annotation_cells import Column
from widgets.panels.annotations_panel import AnnotationsPanel
from widgets.panels.codebook_panel import CodebookPanel
from widgets.panels.documents_panel import DocumentsPanel
from widgets.panels.passage_panel import PassagePanel
from widgets.preferences import Preferences
from widgets.selection import Selection
from widgets.session import Session

Deed = Callable[[], object]


def measure(path: Path, document_id: str, times: Times) -> None:
    """What a person with such a project does all day."""
    session = Session(Pool(), Preferences())
    Garbage(session).start()
    session.set_coder("Ana")
    with times.of("open"):
        session.open(Project.open(path))
    with times.of("panels_shown"):
        panels: list[QWidget] = [panel(session) for panel in (DocumentsPanel, CodebookPanel, PassagePanel)]
        table = AnnotationsPanel(session)
        for panel in (*panels, table):
            panel.resize(appearance.metrics.RIGHT_PANEL, 420)
            panel.show()
        QApplication.processEvents()
    theme = session.catalogue.themes[0].id
    session.select(Selection(document_id, 5, 5))
    once: list[tuple[str, Deed]] = [
        ("sort_by_theme", lambda: table.filter.sort(Column.THEME, Qt.SortOrder.AscendingOrder)),
        ("sort_by_text_first_time", lambda: table.filter.sort(Column.QUOTE, Qt.SortOrder.AscendingOrder)),
        ("filter_by_text", lambda: table.filter.set_text("armed conflict and")),
        ("filter_by_theme_too", lambda: table.filter.set_theme(theme)),
        ("filter_nothing", lambda: (table.filter.set_text(""), table.filter.set_theme(None))),
        ("sort_by_place", lambda: table.filter.sort(Column.DOCUMENT, Qt.SortOrder.AscendingOrder)),
        ("rename_theme", lambda: session.codebook.change(theme, name="youth")),
        ("delete_theme", lambda: session.codebook.delete(theme)),
        ("undo_delete_theme", session.undo),
    ]
    often: list[tuple[str, Callable[[int], object]]] = [
        ("select", lambda number: session.select(Selection(document_id, number % 9 + 1, number % 9 + 1))),
        ("tag_or_untag", lambda _: session.annotations.toggle(theme)),
    ]
    for name, deed in once:
        with times.of(name):
            deed()
            QApplication.processEvents()
    for name, repeated in often:
        times.many(name, lambda number, deed=repeated: (deed(number), QApplication.processEvents()), 60)
    session.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=int, default=10_000)
    annotations = parser.parse_args().annotations
    app = QApplication([])
    appearance.start(app)
    times = Times()
    times.found["annotations"] = annotations
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DIPTYCH_HOME"] = folder
        path = Path(folder) / "large.db"
        with Project.create(path) as project, project.edit() as edit:
            document = fill(edit, annotations)
        measure(path, document.id, times)
    print(json.dumps(times.found))


if __name__ == "__main__":
    main()
