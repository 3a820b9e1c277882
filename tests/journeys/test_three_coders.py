"""Three coders, each with a project file of their own, exchange files through their windows and end equal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.exchange.merge import contents
from app.model import MemoTarget
from app.project.state import ProjectState
from tests.journeys.test_first_afternoon import add
from widgets.dialogs.bring_in import BringInDialog
from widgets.dialogs.export import ExportDialog
from widgets.main_window import MainWindow
from widgets.selection import Selection

OpenWindow = Callable[[], MainWindow]

CODERS = ("Ana", "Ben", "Cleo")
Tag = tuple[int, str]
"""A paragraph's ordinal and a theme's name."""
TAGS: dict[str, tuple[Tag, ...]] = {
    "Ana": ((4, "children"), (5, "children"), (6, "sanctions")),
    "Ben": ((4, "children"), (5, "procurement")),
    "Cleo": ((7, "financing"), (6, "sanctions")),
}


def theme_id(window: MainWindow, name: str) -> str:
    return next(theme.id for theme in window.session.catalogue.themes if theme.name == name)


def tag(window: MainWindow, *tags: Tag) -> None:
    """Tag paragraphs of the first document, or untag them."""
    document = window.session.catalogue.documents[0]
    for ordinal, theme in tags:
        window.session.annotations.toggle_on(
            Selection(document.id, ordinal, ordinal), theme_id(window, theme)
        )


def export_whole(qtbot: QtBot, window: MainWindow, path: Path) -> Path:
    """The team's exchange file, written through the dialog."""
    dialog = ExportDialog(window.session, window)
    dialog.choose("web-annotation")
    with qtbot.waitSignal(dialog.written, timeout=20_000):
        dialog.write_to(path)
    dialog.close()
    return path


def bring_in(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Drop a file onto the window, look, and bring it in if there is anything new."""
    with qtbot.waitSignal(window.intake.bringing_in.shown, timeout=20_000) as shown:
        window.intake.take([path])
    dialog = shown.args[0]
    assert isinstance(dialog, BringInDialog)
    if dialog.bring_button.isHidden():
        dialog.reject()
        return
    with qtbot.waitSignal(window.intake.bringing_in.finished, timeout=20_000):
        dialog.bring_button.click()


def exchanged(window: MainWindow) -> object:
    assert window.session.project is not None
    state = ProjectState(window.session.project)
    return contents(state.rows), state.versions


def annotated(window: MainWindow) -> set[tuple[str, str, int | None]]:
    catalogue = window.session.catalogue
    names = {coder.id: coder.name for coder in catalogue.coders}
    return {
        (names[a.coder_id], catalogue.theme(a.theme_id).name, catalogue.passage(a.passage_id).first)
        for a in catalogue.annotations()
    }


@pytest.fixture
def team(
    qtbot: QtBot, open_window: OpenWindow, typeset_samples: list[Path], tmp_path: Path
) -> dict[str, MainWindow]:
    """A window each, on a project each, with the same documents and each coder's own annotations."""
    windows = {}
    for name in CODERS:
        window = windows[name] = open_window()
        window.files.make(tmp_path / f"{name}.db")
        window.session.set_coder(name)
        add(qtbot, window, typeset_samples[:2])
        tag(window, *TAGS[name])
    document = windows["Ben"].session.catalogue.documents[0]
    windows["Ben"].session.memos.write(MemoTarget.DOCUMENT, document.id, "Compare with the report.")
    children = theme_id(windows["Ana"], "children")
    windows["Ana"].session.codebook.change(children, definition="below 15")
    windows["Cleo"].session.codebook.change(children, definition="below 18")
    windows["Cleo"].session.codebook.add("water")
    return windows


def test_all_end_equal_in_whatever_order_the_files_come(
    qtbot: QtBot, team: dict[str, MainWindow], tmp_path: Path
) -> None:
    ana, ben, cleo = (team[name] for name in CODERS)
    files = {
        name: export_whole(qtbot, window, tmp_path / f"{name}.diptych.json") for name, window in team.items()
    }
    for window, order in ((ana, ("Ben", "Cleo")), (ben, ("Cleo", "Ana", "Cleo")), (cleo, ("Ben", "Ana"))):
        for name in order:
            bring_in(qtbot, window, files[name])
    assert exchanged(ana) == exchanged(ben) == exchanged(cleo)
    assert annotated(ana) == {(name, theme, place) for name in CODERS for place, theme in TAGS[name]}
    assert ana.session.catalogue.theme(theme_id(ana, "children")).definition == "below 18"
    assert ana.annotations_panel.model.rowCount() == 7
    for window in team.values():
        (earlier,) = window.session.catalogue.earlier_of(theme_id(window, "children"))
        assert earlier.text == "below 15", "what gave way is found in every project"

    tag(
        ben, (5, "procurement")
    )  # what Ben removes now is removed at the others', and an old file changes nothing
    again = export_whole(qtbot, ben, tmp_path / "Ben later.diptych.json")
    for window in (ana, cleo):
        bring_in(qtbot, window, again)
        bring_in(qtbot, window, files["Ben"])
    assert exchanged(ana) == exchanged(ben) == exchanged(cleo)
    assert ("Ben", "procurement", 5) not in annotated(ana)
    for window in team.values():
        window.close()


def test_undo_takes_one_import_back_whole(qtbot: QtBot, team: dict[str, MainWindow], tmp_path: Path) -> None:
    ana, ben, cleo = (team[name] for name in CODERS)
    themes = [theme.name for theme in ana.session.catalogue.themes]
    bring_in(qtbot, ana, export_whole(qtbot, ben, tmp_path / "Ben.diptych.json"))
    before = annotated(ana)
    bring_in(qtbot, ana, export_whole(qtbot, cleo, tmp_path / "Cleo.diptych.json"))
    assert annotated(ana) > before
    ana.status.undo_requested.emit()
    assert annotated(ana) == before
    assert [theme.name for theme in ana.session.catalogue.themes] == themes
    assert ana.session.catalogue.theme(theme_id(ana, "children")).definition == "below 15"
    ana.actions_by_name["redo"].trigger()
    assert annotated(ana) > before
    for window in team.values():
        window.close()
