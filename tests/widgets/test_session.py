"""The session turns wishes into committed changes, tells what they touched, and never loses one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import settings
from app.changes import Changes
from app.errors import UserError
from app.model import MemoTarget
from app.project import annotations
from app.project.database import Project
from tests.widgets.projects import document_named, opened_session, theme_id
from tests.widgets.reader import tales
from widgets.session import NOBODY, Questions, Selection, Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db", tales.fill) as session:
        yield session


@pytest.fixture
def here(session: Session) -> Selection:
    """A paragraph at hand."""
    document = document_named(session, "Draft")
    ordinal = next(p.ordinal for p in session.catalogue.paragraphs(document.id) if p.number)
    selection = Selection(document.id, ordinal, ordinal)
    session.select(selection)
    return selection


def committed(session: Session) -> int:
    """How many annotations another reader of the file sees at this moment."""
    assert session.project is not None
    with Project.open(session.project.path, read_only=True) as other:
        return len(annotations.all(other))


def test_a_tag_is_in_the_file_when_it_is_announced(session: Session, here: Selection) -> None:
    seen: list[int] = []
    session.changed.connect(lambda _: seen.append(committed(session)))
    session.toggle_theme(theme_id(session, "financing"))
    assert seen == [1]


def test_tagging_twice_untags(session: Session, here: Selection) -> None:
    for expected in (1, 0, 1):
        session.toggle_theme(theme_id(session, "financing"))
        assert committed(session) == expected


def test_several_paragraphs_are_tagged_in_one_step(session: Session, here: Selection) -> None:
    session.select(Selection(here.document_id, here.first, here.first + 2))
    session.toggle_theme(theme_id(session, "children"))
    assert committed(session) == 3
    session.undo()
    assert committed(session) == 0
    session.redo()
    assert committed(session) == 3


def test_a_partly_tagged_selection_is_first_completed(session: Session, here: Selection) -> None:
    session.toggle_theme(theme_id(session, "children"))
    session.select(Selection(here.document_id, here.first, here.first + 1))
    session.toggle_theme(theme_id(session, "children"))
    assert committed(session) == 2
    session.toggle_theme(theme_id(session, "children"))
    assert committed(session) == 0


def test_the_name_is_asked_once_and_remembered(session: Session, here: Selection) -> None:
    asked: list[bool] = []

    def answer() -> str:
        asked.append(True)
        return "Chidi"

    session.coder_name = ""
    session.questions = Questions(coder=answer, password=lambda _name, _again: None)
    session.toggle_theme(theme_id(session, "children"))
    session.toggle_theme(theme_id(session, "sanctions"))
    assert asked == [True]
    assert session.coder is not None
    assert session.coder.name == "Chidi"
    assert session.preferences.text(settings.CODER) == "Chidi"


def test_declining_to_be_named_tags_nothing(session: Session, here: Selection) -> None:
    session.coder_name = ""
    session.questions = NOBODY
    session.toggle_theme(theme_id(session, "children"))
    assert committed(session) == 0


def test_another_coders_tag_is_not_touched(session: Session, here: Selection) -> None:
    session.toggle_theme(theme_id(session, "children"))
    session.set_coder("Ben")
    session.toggle_theme(theme_id(session, "children"))
    assert committed(session) == 2
    session.toggle_theme(theme_id(session, "children"))
    assert committed(session) == 1


def test_a_memo_can_be_written_on_a_paragraph_without_a_tag(session: Session, here: Selection) -> None:
    passage = session.passage
    assert passage is not None
    session.write_memo(MemoTarget.PASSAGE, passage.id, "Compare with the report.")
    memos = session.catalogue.memos_on(MemoTarget.PASSAGE, passage.id)
    assert [memo.text for memo in memos] == ["Compare with the report."]


def test_a_memo_left_behind_is_kept_where_it_was_written(session: Session, here: Selection) -> None:
    passage = session.passage
    assert passage is not None
    session.select(Selection(here.document_id, here.first + 1, here.first + 1))
    session.write_memo(MemoTarget.PASSAGE, passage.id, "Late.", passage)
    assert [m.text for m in session.catalogue.memos_on(MemoTarget.PASSAGE, passage.id)] == ["Late."]


def test_deleting_a_theme_takes_its_annotations_and_undo_brings_them_back(
    session: Session, here: Selection
) -> None:
    theme = theme_id(session, "children")
    session.toggle_theme(theme)
    session.delete_theme(theme)
    assert committed(session) == 0
    session.undo()
    assert committed(session) == 1
    assert session.catalogue.theme(theme).name == "children"


def test_removing_the_document_at_hand_puts_nothing_at_hand(session: Session, here: Selection) -> None:
    session.remove_document(here.document_id)
    assert session.selection is None
    session.undo()
    assert here.document_id in {document.id for document in session.catalogue.documents}


def test_what_cannot_be_done_is_told_and_changes_nothing(session: Session) -> None:
    failures: list[UserError] = []
    session.failed.connect(failures.append)
    assert session.add_theme("Children") is None
    assert "children" in str(failures[0])


def test_changes_name_only_what_they_touched(session: Session, here: Selection, qtbot: QtBot) -> None:
    session.toggle_theme(theme_id(session, "children"))
    with qtbot.waitSignal(session.changed) as heard:
        session.toggle_theme(theme_id(session, "financing"))
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
    session.toggle_theme(theme)
    assert committed(session) == 0
    assert notices


def test_a_lost_worker_is_told_in_passing(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.noticed) as notice:
        session.tell_of_lost_worker("crashed")
    assert "nothing was lost" in notice.args[0]
