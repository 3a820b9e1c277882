"""Files of others are compared, shown, and brought in with a backup before and as one undo."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.exchange.export import Format, export
from app.exchange.merge import contents
from app.project import codebook, documents
from app.project.database import Edit, Project
from app.project.state import ProjectState
from tests.widgets.projects import add_document, document_named, fill, opened_session, tag, text_of, theme_id
from widgets.bringing_in import BringingIn
from widgets.dialogs.bring_in import BringInDialog
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "study.db") as session:
        yield session


@pytest.fixture
def bringing(session: Session, qtbot: QtBot) -> BringingIn:
    window = QWidget()
    qtbot.addWidget(window)
    session.setParent(window)
    return BringingIn(session, window)


def made(path: Path, *fillers: Callable[[Edit], object]) -> Path:
    """Somebody else's project."""
    with Project.create(path) as project:
        for filler in fillers:
            with project.edit() as edit:
                filler(edit)
    return path


def cleos(edit: Edit) -> None:
    """The same documents, and one annotation of Cleo's."""
    add_document(edit, "A/1 draft")
    tag(edit, add_document(edit, "A/2 final"), (5, "children", "Cleo"))


def defined(edit: Edit, words: str) -> None:
    codebook.change(edit, codebook.find(edit.project, "children").id, definition=words)


def shown(qtbot: QtBot, bringing: BringingIn, *files: Path) -> BringInDialog:
    """The dialog that shows what files will do."""
    with qtbot.waitSignal(bringing.shown, timeout=20_000) as signal:
        bringing.bring(files)
    dialog = signal.args[0]
    assert isinstance(dialog, BringInDialog)
    return dialog


def brought(qtbot: QtBot, bringing: BringingIn, *files: Path) -> None:
    dialog = shown(qtbot, bringing, *files)
    with qtbot.waitSignal(bringing.finished, timeout=20_000):
        dialog.bring_button.click()


def annotated(session: Session) -> set[tuple[str, str]]:
    catalogue = session.catalogue
    names = {coder.id: coder.name for coder in catalogue.coders}
    return {(catalogue.theme(each.theme_id).name, names[each.coder_id]) for each in catalogue.annotations()}


def state(session: Session) -> object:
    assert session.project is not None
    return contents(ProjectState(session.project).rows)


def test_what_will_be_is_shown_and_nothing_is_done(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path
) -> None:
    before = state(session)
    dialog = shown(qtbot, bringing, made(tmp_path / "cleo.db", cleos))
    assert dialog.cells["Annotations"] == ["1", "0", "0", "0"]
    assert dialog.cells["Documents"] == ["0", "0", "0", "2"]
    dialog.reject()
    assert state(session) == before
    assert not (tmp_path / "study-backups").exists()


def test_it_is_brought_in_after_a_backup_and_undone_at_once(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path
) -> None:
    notices: list[tuple[str, bool]] = []
    session.noticed.connect(lambda text, undoable: notices.append((text, undoable)))
    before = annotated(session)
    brought(qtbot, bringing, made(tmp_path / "cleo.db", cleos))
    assert annotated(session) == before | {("children", "Cleo")}
    assert len(list((tmp_path / "study-backups").glob("*.db"))) == 1
    qtbot.waitUntil(lambda: ("Brought in cleo.db (annotations: 1).", True) in notices)
    session.undo()
    assert annotated(session) == before


def test_several_files_are_one_undo(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path
) -> None:
    before = annotated(session)
    table = tmp_path / "codebook.csv"
    table.write_text("theme,colour\nwater,#123456\n", encoding="utf-8")
    brought(qtbot, bringing, made(tmp_path / "cleo.db", cleos), table)
    assert ("children", "Cleo") in annotated(session)
    assert "water" in {theme.name for theme in session.catalogue.themes}
    session.undo()
    assert annotated(session) == before
    assert "water" not in {theme.name for theme in session.catalogue.themes}


def test_what_two_wrote_in_two_ways_is_shown_with_what_stays(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path
) -> None:
    session.codebook.change(theme_id(session, "children"), definition="below 15")
    path = made(tmp_path / "cleo.db", cleos, lambda edit: defined(edit, "below 18"))
    dialog = shown(qtbot, bringing, path)
    ((what, stays, other),) = dialog.differences
    assert what == "Definition of children"
    assert stays.startswith("stays: “below 18” (cleo.db, ")
    assert other.startswith("gives way: “below 15” (here, ")
    dialog.reject()


def test_a_document_known_by_its_text_only_is_named(
    qtbot: QtBot, bringing: BringingIn, tmp_path: Path
) -> None:
    path = made(tmp_path / "cleo.db", cleos, lambda edit: add_document(edit, "A/3 report"))
    with Project.open(path, read_only=True) as project:
        export(project, Format.WEB_ANNOTATION, tmp_path / "cleo.diptych.json")
    dialog = shown(qtbot, bringing, tmp_path / "cleo.diptych.json")
    report = tmp_path / "report.txt"
    dialog.save_report(report)
    assert "without its PDF: A/3 report" in report.read_text(encoding="utf-8")
    dialog.reject()


def test_another_file_of_a_work_is_offered_to_be_the_same(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path
) -> None:
    def again(edit: Edit) -> None:
        """The text of the final, in a file downloaded once more."""
        text = text_of(12, " of A/2 final")
        document = documents.add(edit, content=b"%PDF 2", file_name="2.pdf", title="again", text=text)
        tag(edit, document, (5, "children", "Cleo"))

    dialog = shown(qtbot, bringing, made(tmp_path / "cleo.db", again))
    assert dialog.cells["Documents"][0] == "1"
    with qtbot.waitSignal(bringing.shown, timeout=20_000) as signal:
        dialog.same_work.click()
    assert signal.args[0].cells["Documents"][0] == "0"
    with qtbot.waitSignal(bringing.finished, timeout=20_000):
        signal.args[0].bring_button.click()
    final = document_named(session, "A/2 final")
    given = session.catalogue.annotations_on(final.id, 5)
    assert [session.catalogue.theme(each.theme_id).name for each in given] == ["children"]


def test_nothing_new_is_said(qtbot: QtBot, bringing: BringingIn, tmp_path: Path) -> None:
    dialog = shown(qtbot, bringing, made(tmp_path / "same.db", cleos, lambda _: None))
    dialog.reject()
    brought(qtbot, bringing, tmp_path / "same.db")
    dialog = shown(qtbot, bringing, tmp_path / "same.db")
    assert "nothing to bring in" in dialog.summary.text()
    assert not dialog.bring_button.isVisible()
    dialog.reject()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.json", "{"),
        ("empty.db", ""),
        ("not.qdpx", "PK, or so"),
        ("table.csv", "colour\n#000000\n"),
        ("table.xlsx", "theme\nwater\n"),
        ("nothing.json", json.dumps({"diptych:format": 99})),
    ],
)
def test_a_bad_file_costs_nothing(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path, name: str, content: str
) -> None:
    before = state(session)
    (tmp_path / name).write_text(content, encoding="utf-8")
    with qtbot.waitSignals([session.failed, bringing.finished], timeout=20_000):
        bringing.bring([made(tmp_path / "cleo.db", cleos), tmp_path / name])
    assert state(session) == before


def test_the_project_itself_is_refused(qtbot: QtBot, session: Session, bringing: BringingIn) -> None:
    assert session.project is not None
    with qtbot.waitSignal(session.failed, timeout=20_000) as failure:
        bringing.bring([session.project.path])
    assert "is the project that is open" in str(failure.args[0])


def test_it_can_be_cancelled_while_reading(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path
) -> None:
    path = made(tmp_path / "cleo.db", cleos)
    with qtbot.assertNotEmitted(bringing.shown, wait=500), qtbot.waitSignal(session.busy_changed):
        bringing.bring([path])
        bringing.cancel()
    shown(qtbot, bringing, path).reject()


def test_a_change_made_meanwhile_is_taken_into_account(
    qtbot: QtBot, session: Session, bringing: BringingIn, tmp_path: Path
) -> None:
    path = made(tmp_path / "cleo.db", cleos, lambda edit: defined(edit, "below 18"))
    dialog = shown(qtbot, bringing, path)
    session.codebook.change(theme_id(session, "children"), definition="below 15")
    document = document_named(session, "A/2 final")
    session.annotations.toggle_on(Selection(document.id, 5, 5), theme_id(session, "financing"))
    with qtbot.waitSignal(bringing.shown, timeout=20_000) as again:
        dialog.bring_button.click()
    assert session.catalogue.theme(theme_id(session, "children")).definition == "below 15"
    with qtbot.waitSignal(bringing.finished, timeout=20_000):
        again.args[0].bring_button.click()
    assert session.catalogue.theme(theme_id(session, "children")).definition == "below 15"
    assert {("financing", "Ana"), ("children", "Cleo")} <= annotated(session)


def test_a_project_open_for_reading_takes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with opened_session(tmp_path / "read.db", fill, read_only=True) as session:
        bringing = BringingIn(session, window)
        with qtbot.waitSignal(session.failed):
            bringing.bring([tmp_path / "other.db"])
