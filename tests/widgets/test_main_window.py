"""The window's frame: menus, what is enabled when, what it remembers, and its notices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app import settings
from app.pdf.pool import Pool
from app.project.database import Project
from tests.widgets.projects import fill
from widgets.appearance import Scheme
from widgets.dialogs.dropped_project import DroppedProjectDialog
from widgets.main_window import MainWindow
from widgets.preferences import Preferences
from widgets.selection import Selection
from widgets.session import Questions, Session


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window without worker processes."""
    window = MainWindow(Session(Pool(), Preferences()))
    window.session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: None)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.fixture
def filled(window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on a project of two documents."""
    path = tmp_path / "study.db"
    with Project.create(path) as project, project.edit() as edit:
        fill(edit)
    assert window.files.open(path)
    return window


def enabled(window: MainWindow, *names: str) -> list[bool]:
    """Whether actions are enabled."""
    return [window.actions_by_name[name].isEnabled() for name in names]


def test_without_a_project_there_are_ways_to_one(window: MainWindow) -> None:
    assert window.start_page.isVisible()
    assert enabled(window, "new_project", "open_project", "open_example", "export", "undo", "pick_theme") == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


def test_opening_the_example_makes_a_copy_to_work_in(window: MainWindow, home: Path) -> None:
    window.actions_by_name["open_example"].trigger()
    assert window.session.project is not None
    assert window.session.project.path.parent == home
    assert len(window.session.catalogue.documents) == 3


def test_a_new_project_has_the_four_themes(window: MainWindow, tmp_path: Path) -> None:
    window.files.make(tmp_path / "new.db")
    names = [theme.name for theme in window.session.catalogue.themes]
    assert names == ["children", "financing", "sanctions", "procurement"]
    assert [action.shortcut().toString() for action in window.actions_by_name.menus["themes"].actions()] == [
        "1",
        "2",
        "3",
        "4",
    ]


def test_a_project_is_never_made_over_a_file(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "thesis.db"
    path.write_bytes(b"my thesis")
    shown: list[Exception] = []
    monkeypatch.setattr("widgets.errors.show", lambda _parent, error: shown.append(error))
    assert not window.files.make(path)
    assert "already exists" in str(shown[0])
    assert path.read_bytes() == b"my thesis"


def test_the_first_two_documents_stand_side_by_side_at_first(filled: MainWindow) -> None:
    shown = [pane.document_id for pane in filled.panes.panes]
    assert shown == [document.id for document in filled.session.catalogue.documents]


def test_undo_is_named_and_enabled_only_when_there_is_something(filled: MainWindow) -> None:
    document = filled.session.catalogue.documents[0]
    filled.session.select(Selection(document.id, 3, 3))
    assert enabled(filled, "undo", "redo") == [False, False]
    filled.session.annotations.toggle(filled.session.catalogue.themes[0].id)
    assert enabled(filled, "undo", "redo") == [True, False]
    assert "children" in filled.actions_by_name["undo"].text()
    filled.actions_by_name["undo"].trigger()
    assert enabled(filled, "undo", "redo") == [False, True]


def test_the_notice_of_a_deletion_offers_undo(qtbot: QtBot, filled: MainWindow) -> None:
    theme = filled.session.catalogue.themes[0]
    filled.session.codebook.delete(theme.id)
    undo = next(b for b in filled.status.findChildren(QPushButton) if b.text() == "Undo")
    assert undo.isVisible()
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert filled.session.catalogue.theme(theme.id) == theme


def test_panes_come_back_as_they_were_left(filled: MainWindow) -> None:
    assert filled.session.project is not None
    path = filled.session.project.path
    filled.panes.close_pane()
    left = [pane.document_id for pane in filled.panes.panes]
    filled.files.close()
    assert filled.start_page.isVisible()
    filled.files.open(path)
    assert [pane.document_id for pane in filled.panes.panes] == left


def test_recent_projects_are_offered_latest_first(window: MainWindow, tmp_path: Path) -> None:
    for name in ("one.db", "two.db"):
        window.files.make(tmp_path / name)
    assert [path.name for path in window.files.recent()] == ["two.db", "one.db"]
    assert [a.text().split()[0] for a in window.actions_by_name.menus["recent"].actions()] == ["two", "one"]


def test_a_second_window_opens_the_project_for_reading_only(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    second = MainWindow(Session(Pool(), Preferences()))
    qtbot.addWidget(second)
    with qtbot.waitSignal(second.session.noticed) as notice:
        assert second.files.open(tmp_path / "study.db")
    assert "reading only" in notice.args[0]
    assert second.session.read_only
    assert not second.actions_by_name["add_documents"].isEnabled()
    second.close()


def test_a_saved_copy_is_a_project_of_its_own(filled: MainWindow, tmp_path: Path) -> None:
    filled.files.copy_to(tmp_path / "copy.db")
    with Project.open(tmp_path / "copy.db") as copy:
        assert len(copy.rows("SELECT id FROM documents")) == 2


def test_a_backup_is_made_and_named(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(filled.session.noticed) as notice:
        filled.actions_by_name["back_up"].trigger()
    backups = list((tmp_path / "study-backups").iterdir())
    assert len(backups) == 1
    assert backups[0].name in notice.args[0]


def dropped(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_project_dropped_on_the_start_page_is_opened(window: MainWindow, tmp_path: Path) -> None:
    Project.create(tmp_path / "other.db").close()
    window.intake.take_drop(dropped(tmp_path / "other.db"))
    assert window.session.project is not None
    assert window.session.project.path.name == "other.db"


def test_a_project_dropped_on_another_is_opened_or_merged(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path
) -> None:
    Project.create(tmp_path / "other.db").close()
    filled.intake.take_drop(dropped(tmp_path / "other.db"))
    (question,) = filled.findChildren(DroppedProjectDialog)
    with qtbot.waitSignal(filled.intake.bringing_in.shown, timeout=20_000) as shown:
        question.merge_button.click()
    shown.args[0].reject()
    filled.intake.take_drop(dropped(tmp_path / "other.db"))
    filled.findChildren(DroppedProjectDialog)[-1].open_button.click()
    assert filled.session.project is not None
    assert filled.session.project.path.name == "other.db"


def test_an_exchange_file_dropped_is_brought_in(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "codebook.csv").write_text("theme\nwater\n", encoding="utf-8")
    with qtbot.waitSignal(filled.intake.bringing_in.shown, timeout=20_000) as shown:
        filled.intake.take_drop(dropped(tmp_path / "codebook.csv"))
    assert shown.args[0].cells["Themes"] == ["1", "0", "0", "0"]
    shown.args[0].reject()


def test_a_workbook_dropped_is_brought_in(qtbot: QtBot, filled: MainWindow, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "codebook.xlsx") as book:
        book.add_worksheet().write_column(0, 0, ["theme", "water"])
    with qtbot.waitSignal(filled.intake.bringing_in.shown, timeout=20_000) as shown:
        filled.intake.take_drop(dropped(tmp_path / "codebook.xlsx"))
    assert shown.args[0].cells["Themes"] == ["1", "0", "0", "0"]
    shown.args[0].reject()


def test_a_dropped_file_without_a_project_asks_for_one(qtbot: QtBot, window: MainWindow) -> None:
    window.intake.project_needed.disconnect()
    with qtbot.waitSignal(window.intake.project_needed):
        window.intake.take_drop(dropped(Path("/tmp/decision.pdf")))


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT])
def test_the_look_chosen_is_remembered(window: MainWindow, scheme: Scheme) -> None:
    actions = window.actions_by_name.menus["scheme"].actions()
    actions[list(Scheme).index(scheme)].trigger()
    assert window.session.preferences.text(settings.SCHEME) == scheme.value


def test_escape_leaves_full_screen_whatever_has_the_keys(qtbot: QtBot, filled: MainWindow) -> None:
    for place in (filled.panes.active.view, filled.documents_panel):
        filled.actions_by_name["full_screen"].trigger()
        assert filled.isFullScreen()
        qtbot.keyClick(place, Qt.Key.Key_Escape)
        assert not filled.isFullScreen()


def test_panels_can_be_hidden_and_brought_back(filled: MainWindow) -> None:
    for name, panel in (("show_left", filled.codebook_panel), ("show_right", filled.passage_panel)):
        filled.actions_by_name[name].trigger()
        assert not panel.isVisible()
        filled.actions_by_name[name].trigger()
        assert panel.isVisible()


def test_the_contents_come_and_go_by_key_and_the_keys_with_them(qtbot: QtBot, filled: MainWindow) -> None:
    contents, action = filled.contents_panel, filled.actions_by_name["show_contents"]
    qtbot.waitUntil(contents.outline.tree.isVisible)
    assert action.isChecked()
    contents.focus_contents()
    action.trigger()
    assert not contents.caption.isVisible()
    assert filled.panes.active.view.hasFocus()
    action.trigger()
    assert contents.outline.tree.hasFocus()
    qtbot.keyClick(contents.outline.tree, Qt.Key.Key_Escape)
    assert filled.panes.active.view.hasFocus()


def test_the_contents_bring_back_the_panel_they_are_in(filled: MainWindow) -> None:
    filled.actions_by_name["show_left"].trigger()
    for _ in range(2):
        filled.actions_by_name["show_contents"].trigger()
    assert filled.actions_by_name["show_left"].isChecked()
    assert filled.contents_panel.caption.isVisible()


def test_writing_a_memo_brings_back_its_panel(filled: MainWindow) -> None:
    filled.session.select(Selection(filled.session.catalogue.documents[0].id, 3, 3))
    filled.actions_by_name["show_right"].trigger()
    filled.actions_by_name["memo"].trigger()
    assert filled.passage_panel.memo.isVisible()
    assert filled.actions_by_name["show_right"].isChecked()


def test_no_key_is_given_twice(window: MainWindow) -> None:
    keys = [shortcut.toString() for action in window.actions() for shortcut in action.shortcuts()]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["keys", "about", "coder", "export"])
def test_dialogs_open_and_close(qtbot: QtBot, filled: MainWindow, name: str) -> None:
    filled.actions_by_name[name].trigger()
    dialogs = [child for child in filled.findChildren(QDialog) if child.isVisible()]
    assert len(dialogs) == 1
    dialogs[0].close()
