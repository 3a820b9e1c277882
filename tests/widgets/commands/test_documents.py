"""Documents are named, marked as done, removed, and given another text."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.adding import Candidate
from tests.widgets.projects import document_named, text_of
from widgets.selection import Selection
from widgets.session import NOBODY, Session


def test_a_file_is_stored_with_its_text(session: Session) -> None:
    added = session.documents.add(Candidate(Path("folder/Note.pdf"), b"%PDF note", "0"), text_of(6))
    assert added is not None
    assert (added.title, added.file_name) == ("Note", "Note.pdf")
    assert len(session.catalogue.paragraphs(added.id)) == 6


def test_a_document_gets_another_title(session: Session) -> None:
    document = document_named(session, "Draft")
    session.documents.rename(document.id, "First draft")
    assert session.catalogue.document(document.id).title == "First draft"


def test_a_document_is_done_and_not_done_after_all(session: Session, here: Selection) -> None:
    for done in (True, False):
        session.documents.mark_done(here.document_id, done)
        assert [coder.name for coder in session.catalogue.done_by(here.document_id)] == ["Ana"] * done


def test_nothing_is_done_in_nobodys_name(session: Session, here: Selection, qtbot: QtBot) -> None:
    session.coder_name = ""
    session.questions = NOBODY
    with qtbot.assertNotEmitted(session.failed):
        session.documents.mark_done(here.document_id, True)
    assert session.catalogue.done_by(here.document_id) == []


def test_removing_the_document_at_hand_puts_nothing_at_hand(
    session: Session, here: Selection, notices: list[str]
) -> None:
    session.documents.remove(here.document_id)
    assert session.selection is None
    assert notices == ["“Draft” removed from the project."]
    session.undo()
    assert here.document_id in {document.id for document in session.catalogue.documents}


@pytest.mark.parametrize(("other", "stays"), [("Draft", False), ("Final", True)])
def test_another_text_cannot_be_undone_and_leaves_no_old_paragraph_at_hand(
    session: Session, here: Selection, other: str, stays: bool
) -> None:
    document = document_named(session, other)
    session.documents.rename(document.id, "Anew")
    assert session.documents.replace_text(document.id, text_of(3))
    assert len(session.catalogue.paragraphs(document.id)) == 3
    assert session.undo_label is None
    assert (session.selection == here) is stays
