"""The session holds a project, tells what a change touched, and knows who annotates."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app import settings
from app.changes import Changes
from app.project.database import Project
from tests.widgets.projects import committed, theme_id
from widgets.selection import Selection
from widgets.session import Questions, Session


def test_the_name_is_asked_once_and_remembered(session: Session) -> None:
    asked: list[bool] = []

    def answer() -> str:
        asked.append(True)
        return "Chidi"

    session.coder_name = ""
    session.questions = Questions(coder=answer, password=lambda _name, _again: None)
    assert session.may_annotate()
    assert session.may_annotate()
    assert asked == [True]
    assert session.preferences.text(settings.CODER) == "Chidi"


def test_a_coder_is_known_to_the_project_with_the_first_annotation(session: Session, here: Selection) -> None:
    session.set_coder("Chidi")
    assert session.coder is None
    session.annotations.toggle(theme_id(session, "children"))
    assert session.coder is not None
    assert session.coder.name == "Chidi"


def test_changes_name_only_what_they_touched(session: Session, here: Selection, qtbot: QtBot) -> None:
    session.annotations.toggle(theme_id(session, "children"))
    with qtbot.waitSignal(session.changed) as heard:
        session.annotations.toggle(theme_id(session, "financing"))
    changes = heard.args[0]
    assert isinstance(changes, Changes)
    assert {row.table for row in changes.rows} == {"annotations"}
    assert len(changes.rows) == 1


def test_a_project_open_for_reading_only_is_not_changed(session: Session, here: Selection) -> None:
    assert session.project is not None
    path = session.project.path
    theme = theme_id(session, "children")
    session.close()
    session.open(Project.open(path, read_only=True))
    session.select(here)
    notices: list[str] = []
    session.noticed.connect(lambda text, _undoable: notices.append(text))
    session.annotations.toggle(theme)
    assert committed(session) == 0
    assert notices


def test_a_password_that_did_not_fit_is_asked_for_again(session: Session, here: Selection) -> None:
    asked: list[tuple[str, bool]] = []

    def answer(name: str, again: bool) -> str:
        asked.append((name, again))
        return "orchard"

    session.questions = Questions(coder=lambda: None, password=answer)
    for _ in range(2):
        session.unlock(here.document_id)
    assert asked == [("Draft", False), ("Draft", True)]


def test_a_lost_worker_is_told_in_passing(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.noticed) as notice:
        session.tell_of_lost_worker("crashed")
    assert "nothing was lost" in notice.args[0]
