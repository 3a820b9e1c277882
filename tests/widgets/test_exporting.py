"""A large export is written while one goes on tagging; it can be stopped, and leaves nothing half done."""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.pdf.pool import Pool
from app.project import annotations, codebook, coders, documents
from app.project.database import Edit, Project
from app.project.passages import FullText
from tests.widgets.projects import add_document
from widgets.dialogs.export import ExportDialog
from widgets.dialogs.export_progress import ExportProgress
from widgets.main_window import MainWindow
from widgets.preferences import Preferences
from widgets.session import Questions, Selection, Session

PARAGRAPHS = 300


def fill(edit: Edit) -> None:
    """A document whose rows are more than a pipe holds."""
    document = add_document(edit, "Long", PARAGRAPHS + 2)
    whole = FullText(documents.paragraphs(edit.project, document.id))
    ana = coders.ensure(edit, "Ana").id
    themes = [theme.id for theme in codebook.all(edit.project)[1:]]
    for ordinal in range(2, PARAGRAPHS + 2):
        passage = whole.passage(document.id, document.sha256, ordinal, ordinal)
        for theme in themes:
            annotations.tag(edit, passage, theme, ana)


ROWS = 3 * PARAGRAPHS


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A window on a project of one document, without worker processes."""
    with Project.create(tmp_path / "study.db") as project, project.edit() as edit:
        fill(edit)
    window = MainWindow(Session(Pool(), Preferences()))
    window.session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: None)
    window.session.set_coder("Ana")
    qtbot.addWidget(window)
    window.show()
    assert window.files.open(tmp_path / "study.db")
    yield window
    window.close()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    dialog = ExportDialog(window.session, window)
    dialog.line.patience.setInterval(0)  # whatever is written takes too long
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


class Pipe:
    """Takes what is written when told to, so that an export lasts as long as a test needs."""

    def __init__(self, path: Path) -> None:
        os.mkfifo(path)
        self.path = path
        self._end = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self._taken: list[bytes] = []
        self._thread = threading.Thread(target=self._take)

    @property
    def has_something(self) -> bool:
        return bool(select.select([self._end], [], [], 0)[0])

    @property
    def is_emptied(self) -> bool:
        return self._thread.ident is not None

    def take_all(self) -> None:
        """Take what there is and comes, while the window goes on."""
        os.set_blocking(self._end, True)
        self._thread.start()

    def taken(self) -> bytes:
        self._thread.join()
        return b"".join(self._taken)

    def _take(self) -> None:
        while part := os.read(self._end, 1 << 16):
            self._taken.append(part)
        os.close(self._end)


@pytest.fixture
def pipe(dialog: ExportDialog, tmp_path: Path) -> Iterator[Pipe]:
    if sys.platform == "win32":
        pytest.skip("pipes have names elsewhere only")
    pipe = Pipe(tmp_path / "out.csv")
    yield pipe
    if not pipe.is_emptied:
        pipe.take_all()


def write(qtbot: QtBot, dialog: ExportDialog, path: Path, monkeypatch: pytest.MonkeyPatch) -> ExportProgress:
    """Click Export…, choose the file, and wait for the small window."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    with qtbot.waitSignal(dialog.handed_over) as handed:
        qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    progress = handed.args[0]
    assert isinstance(progress, ExportProgress)
    return progress


def test_tagging_goes_on_and_the_file_is_as_it_was(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, pipe: Pipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = write(qtbot, dialog, pipe.path, monkeypatch)
    qtbot.waitUntil(lambda: pipe.has_something)
    assert progress.isVisible()
    assert progress.line.progress.isVisible()
    assert not dialog.isVisible()
    qtbot.waitUntil(window.isActiveWindow)
    document = window.session.catalogue.documents[0]
    window.session.select(Selection(document.id, 2, 2))
    qtbot.keyClick(window.panes.active.view, Qt.Key.Key_1)
    assert len(window.session.catalogue.annotations()) == ROWS + 1
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        pipe.take_all()
    assert pipe.taken().count(b"\r\n") == 1 + ROWS
    assert progress.line.said.text() == f"Rows written to out.csv: {ROWS}."
    qtbot.mouseClick(progress.close_button, Qt.MouseButton.LeftButton)
    assert not progress.isVisible()


def test_cancel_stops_it(
    qtbot: QtBot, dialog: ExportDialog, pipe: Pipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = write(qtbot, dialog, pipe.path, monkeypatch)
    qtbot.waitUntil(lambda: pipe.has_something)
    qtbot.mouseClick(progress.close_button, Qt.MouseButton.LeftButton)
    assert progress.line.said.text() == "Stopping…"
    with qtbot.waitSignal(dialog.written, timeout=20_000) as written:
        pipe.take_all()
    assert written.args == [None]
    assert pipe.taken().count(b"\r\n") < ROWS
    qtbot.waitUntil(lambda: not isValid(progress))


@pytest.mark.parametrize("what", ["project", "window"])
def test_closing_meanwhile_leaves_what_was_there(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path, what: str
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "rows.csv").write_text("older")
    dialog.write_to(folder / "rows.csv")
    if what == "project":
        window.files.close()
    else:
        window.close()
    assert "exporting" not in [thread.name for thread in threading.enumerate()]
    assert [path.read_text() for path in folder.iterdir()] == ["older"]


def test_the_small_window_goes_with_the_project(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = write(qtbot, dialog, tmp_path / "rows.csv", monkeypatch)
    qtbot.waitUntil(lambda: not progress.line.under_way, timeout=20_000)
    window.files.close()
    qtbot.waitUntil(lambda: not isValid(progress))


def test_what_is_overwritten_after_an_exchange_file_is_kept(
    qtbot: QtBot, window: MainWindow, dialog: ExportDialog, tmp_path: Path
) -> None:
    session = window.session
    theme = session.catalogue.themes[0]
    session.run("First", lambda edit: codebook.change(edit, theme.id, definition="First words."))
    dialog.choose("web-annotation")
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.write_to(tmp_path / "team.diptych.json")
    session.run("Other", lambda edit: codebook.change(edit, theme.id, definition="Other words."))
    assert len(session.catalogue.earlier_of(theme.id)) == 1
