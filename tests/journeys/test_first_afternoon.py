"""A first afternoon: documents added, paragraphs tagged by mouse and key, closed, reopened, exported."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.exchange.export import Format, export
from app.model import Paragraph
from widgets.main_window import MainWindow
from widgets.reader.page_view import PageView

OpenWindow = Callable[[], MainWindow]


def add(qtbot: QtBot, window: MainWindow, paths: list[Path]) -> None:
    """Add files as a drop on the window does, and wait until all are in."""
    expected = len(window.session.catalogue.documents) + len(paths)
    window.intake.add(paths)
    qtbot.waitUntil(lambda: len(window.session.catalogue.documents) == expected, timeout=30_000)


def numbered(window: MainWindow, view: PageView, number: str) -> Paragraph:
    """The paragraph printed with this number in the document of a view."""
    assert view.document_id is not None
    paragraphs = window.session.catalogue.paragraphs(view.document_id)
    return next(p for p in paragraphs if p.number == number and p.kind == "paragraph")


def click(qtbot: QtBot, view: PageView, paragraph: Paragraph) -> None:
    """Bring a paragraph into sight and click into the middle of its first line."""
    view.reveal(paragraph.ordinal)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == view.glide.target)
    box = paragraph.boxes[0]
    spot = view.on_screen(view.column.to_view(box)).center().toPoint()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot.x(), spot.y()))


def exported(window: MainWindow) -> list[dict[str, str]]:
    """The rows of the exported table."""
    assert window.session.project is not None
    target = io.BytesIO()
    export(window.session.project, Format.CSV, target)
    return list(csv.DictReader(io.StringIO(target.getvalue().decode("utf-8-sig"))))


def test_tag_in_two_panes_close_reopen_export(
    qtbot: QtBot, open_window: OpenWindow, typeset_samples: list[Path], tmp_path: Path
) -> None:
    window = open_window()
    window.files.make(tmp_path / "study.db")
    add(qtbot, window, typeset_samples[:2])
    draft, adopted = (document.id for document in window.session.catalogue.documents)
    window.session.show_document(draft)
    window.session.show_document(adopted, True)
    left, right = (pane.view for pane in window.panes.panes)

    click(qtbot, left, numbered(window, left, "4."))
    qtbot.keyClick(left, "4")
    click(qtbot, right, numbered(window, right, "6."))
    qtbot.keyClick(right, "4")
    qtbot.keyClick(right, "2")

    themes = {(row["document"], row["paragraph_number"], row["theme"]) for row in exported(window)}
    assert themes == {
        ("draft-decision", "4.", "procurement"),
        ("adopted-decision", "6.", "procurement"),
        ("adopted-decision", "6.", "financing"),
    }
    window.close()

    again = open_window()
    assert again.files.open(tmp_path / "study.db")
    assert [pane.document_id for pane in again.panes.panes] == [draft, adopted]
    assert {(row["document"], row["paragraph_number"], row["theme"]) for row in exported(again)} == themes
    assert all(row["coder"] == "Ana" for row in exported(again))
    again.close()


def test_a_tag_appears_in_every_pane_and_panel_and_undo_takes_it_back(
    qtbot: QtBot, open_window: OpenWindow, typeset_samples: list[Path], tmp_path: Path
) -> None:
    window = open_window()
    window.files.make(tmp_path / "study.db")
    add(qtbot, window, typeset_samples[:1])
    document = window.session.catalogue.documents[0].id
    window.session.show_document(document)
    window.session.show_document(document, True)
    left, right = (pane.view for pane in window.panes.panes)
    paragraph = numbered(window, left, "1.")
    click(qtbot, left, paragraph)
    right.reveal(paragraph.ordinal)
    qtbot.waitUntil(lambda: right.verticalScrollBar().value() == right.glide.target)
    before = right.grab().toImage()
    qtbot.keyClick(left, "1")
    assert right.grab().toImage() != before
    assert window.annotations_panel.model.rowCount() == 1
    assert window.session.catalogue.tagged_count(document) == 1
    window.actions_by_name["undo"].trigger()
    assert window.annotations_panel.model.rowCount() == 0
    assert window.session.catalogue.tagged_count(document) == 0
    window.actions_by_name["redo"].trigger()
    assert window.annotations_panel.model.rowCount() == 1
    window.close()


def test_everything_by_keyboard(
    qtbot: QtBot, open_window: OpenWindow, typeset_samples: list[Path], tmp_path: Path
) -> None:
    window = open_window()
    window.files.make(tmp_path / "study.db")
    add(qtbot, window, typeset_samples[:1])
    view = window.panes.active.view
    qtbot.waitUntil(lambda: view.document_id is not None)  # a new document shows where a pane is free
    view.setFocus()
    for key in "jjj1j":
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, "p")
    rows = exported(window)
    assert [row["theme"] for row in rows] == ["children"]
    assert window.session.selection is not None
    assert window.session.selection.first == int(rows[0]["paragraph"])
    qtbot.keyClick(view, "1")
    assert exported(window) == []
    window.close()


def test_a_file_that_is_no_document_is_named_and_the_others_go_through(
    qtbot: QtBot, open_window: OpenWindow, typeset_samples: list[Path], tmp_path: Path
) -> None:
    window = open_window()
    window.files.make(tmp_path / "study.db")
    fake = tmp_path / "notes.pdf"
    fake.write_text("These are my notes.", encoding="utf-8")
    outcomes: list[object] = []
    window.intake.finished.connect(outcomes.extend)
    window.intake.add([fake, typeset_samples[2]])
    qtbot.waitUntil(lambda: len(outcomes) == 2, timeout=30_000)
    assert [document.file_name for document in window.session.catalogue.documents] == [
        "secretariat-report.pdf"
    ]
    window.close()


def test_opening_and_closing_changes_no_byte(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    import shutil

    from resources import example_project

    project = tmp_path / "annotations.db"
    shutil.copyfile(example_project(), project)
    before = project.read_bytes()
    window = open_window()
    window.files.open(project)
    qtbot.wait(300)
    window.close()
    assert project.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {"annotations.db"}
