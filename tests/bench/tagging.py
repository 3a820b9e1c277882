"""Tagging: from the press of a theme's key to the repainted pane, beside 0, 1,000 and 10,000 annotations.

Run as `python -m tests.bench.tagging [--presses N] [--quick]`; prints one JSON object with milliseconds.
The document has 12,000 paragraphs on 1,500 pages; the first 10,000 carry the annotations, by another coder,
and the presses go to a paragraph in sight, once what is done while idle is over. Committing to the project
file is part of the figure.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.model import Box, Kind, Page, Paragraph
from app.pdf.pool import Pool
from app.project import annotations, codebook, coders, documents, passages
from app.project.database import Project
from app.text.document_text import DocumentText
from widgets import appearance
from widgets.garbage import Garbage
from widgets.main_window import MainWindow
from widgets.preferences import Preferences
from widgets.session import Session

PAGES, PER_PAGE = 1500, 8


def long_text() -> DocumentText:
    """1,500 pages of eight paragraphs of five lines."""
    paragraphs = []
    for page in range(1, PAGES + 1):
        for place in range(PER_PAGE):
            ordinal = len(paragraphs) + 1
            top = 70 + 90 * place
            boxes = tuple(Box(page, 100, top + 14 * line, 500, top + 14 * line + 12) for line in range(5))
            text = f"{ordinal}. Decides in its paragraph {ordinal} on the matter of page {page}. " * 4
            paragraphs.append(Paragraph(ordinal, Kind.PARAGRAPH, f"{ordinal}.", text.strip(), boxes))
    pages = tuple(Page(number, 595, 842) for number in range(1, PAGES + 1))
    return DocumentText(pages, tuple(paragraphs), "bench 1")


def fill(path: Path, text: DocumentText, count: int) -> None:
    """A project with the document and so many annotations by another coder."""
    with Project.create(path) as project, project.edit() as edit:
        document = documents.add(edit, content=b"%PDF bench", file_name="bench.pdf", title="bench", text=text)
        themes, coder = codebook.all(project), coders.ensure(edit, "Ben")
        whole = passages.FullText(text.paragraphs)
        for ordinal in range(1, count + 1):
            passage = whole.passage(document.id, document.sha256, ordinal, ordinal)
            annotations.tag(edit, passage, themes[ordinal % len(themes)].id, coder.id)


class Painted(QObject):
    """Notes when a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count paints."""
        self.count += event.type() == QEvent.Type.Paint
        return False


def press(app: QApplication, window: MainWindow, painted: Painted, key: str) -> tuple[float, float]:
    """Milliseconds of wall and CPU time from one key press until the pane is painted and all is quiet."""
    seen, wall, cpu = painted.count, time.perf_counter(), time.process_time()
    QTest.keyClick(window.panes.active.view, key)
    while painted.count == seen:
        app.processEvents()
    app.processEvents()
    return 1000 * (time.perf_counter() - wall), 1000 * (time.process_time() - cpu)


def measured(app: QApplication, path: Path, presses: int) -> dict[str, dict[str, float]]:
    """Open the project in a window and press keys."""
    session = Session(Pool(), Preferences())
    garbage = Garbage(session)
    garbage.start()
    session.set_coder("Ana")
    window = MainWindow(session)
    window.resize(1440, 900)
    window.show()
    assert window.files.open(path)
    app.processEvents()
    view = window.panes.active.view
    painted = Painted()
    view.viewport().installEventFilter(painted)
    view.show_paragraph(5000)
    while not session.idle.is_over:
        QTest.qWait(400)
    times = [press(app, window, painted, "1234"[number % 4]) for number in range(presses + 4)][4:]
    window.close()
    garbage.stop()
    return {"wall_ms": summary([wall for wall, _ in times]), "cpu_ms": summary([cpu for _, cpu in times])}


def summary(milliseconds: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst."""
    ranked = sorted(milliseconds)
    p95 = ranked[min(len(ranked) - 1, int(0.95 * len(ranked)))]
    figures = {"median": statistics.median(ranked), "p95": p95, "worst": ranked[-1]}
    return {name: round(value, 2) for name, value in figures.items()}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=200)
    parser.add_argument("--quick", action="store_true", help="fewer presses")
    options = parser.parse_args()
    presses = 40 if options.quick else options.presses
    app = QApplication(sys.argv[:1])
    appearance.start(app)
    text = long_text()
    report: dict[str, object] = {"paragraphs": len(text.paragraphs), "presses": presses}
    medians = {}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DIPTYCH_HOME"] = folder
        for count in (0, 1000, 10_000):
            path = Path(folder) / f"{count}.db"
            fill(path, text, count)
            figures = measured(app, path, presses)
            medians[count] = figures["wall_ms"]["median"]
            report[f"beside_{count}"] = figures
    report["ratio_10000_to_0"] = round(medians[10_000] / medians[0], 2)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
