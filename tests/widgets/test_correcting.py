"""Paragraphs corrected by the reader, with undo, and the annotations on them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from app.model import Kind, Paragraph
from tests.widgets.projects import document_named, opened_session, theme_id
from tests.widgets.reader import tales
from widgets import correcting
from widgets.dialogs.split_paragraph import SplitDialog, beginning_of_word, code_points
from widgets.reader.page_view import PageView
from widgets.session import Selection, Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db", tales.fill) as session:
        document = document_named(session, "Draft")
        session.select(Selection(document.id, tales.FIRST, tales.FIRST))
        yield session


def paragraphs(session: Session) -> tuple[Paragraph, ...]:
    return tuple(session.catalogue.paragraphs(document_named(session, "Draft").id))


def test_joining_makes_one_of_two_and_undo_two_again(session: Session) -> None:
    before = paragraphs(session)
    correcting.join(session)
    joined = paragraphs(session)
    assert len(joined) == len(before) - 1
    assert joined[tales.FIRST - 1].text == "1. The first text. 2. The second text."
    session.undo()
    assert paragraphs(session) == before


def test_several_at_hand_become_one(session: Session) -> None:
    assert session.selection is not None
    count = len(paragraphs(session))
    session.select(Selection(session.selection.document_id, tales.FIRST, tales.FIRST + 2))
    correcting.join(session)
    assert len(paragraphs(session)) == count - 2
    assert paragraphs(session)[tales.FIRST - 1].text.endswith("on two pages.")


def test_splitting_divides_text_and_lines(session: Session) -> None:
    correcting.split(session, len("1. The "))
    first, second = paragraphs(session)[tales.FIRST - 1 : tales.FIRST + 1]
    assert (first.text, second.text) == ("1. The", "first text.")


def test_another_kind_is_kept(session: Session) -> None:
    correcting.set_kind(session, Kind.HEADING)
    assert paragraphs(session)[tales.FIRST - 1].kind is Kind.HEADING


def test_an_annotation_stays_on_its_words(session: Session) -> None:
    assert session.selection is not None
    document_id = session.selection.document_id
    session.select(Selection(document_id, tales.SECOND, tales.SECOND))
    session.toggle_theme(theme_id(session, "children"))
    session.select(Selection(document_id, tales.HEADING, tales.HEADING))
    correcting.join(session)
    annotation = session.catalogue.annotations()[0]
    passage = session.catalogue.passage(annotation.passage_id)
    assert passage.anchor.quote == "2. The second text."
    assert passage.first == tales.SECOND - 1


def test_the_page_shows_the_corrected_paragraph(qtbot: QtBot, session: Session) -> None:
    view = PageView(session)
    qtbot.addWidget(view)
    view.resize(612, 500)
    view.show()
    view.show_document(document_named(session, "Draft").id)
    assert view.shown is not None
    count = len(view.shown.index.paragraphs)
    correcting.join(session)
    assert len(view.shown.index.paragraphs) == count - 1
    assert session.selection is not None
    assert session.selection.first == tales.FIRST


def test_the_kind_at_hand_is_ticked(qtbot: QtBot, session: Session) -> None:
    from PySide6.QtWidgets import QMenu

    menu = QMenu()
    qtbot.addWidget(menu)
    correcting.fill_kinds(menu, session)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Paragraph"]


def test_enter_splits_where_the_caret_is(qtbot: QtBot) -> None:
    dialog = SplitDialog("1. The first text.")
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(2):
        dialog.text.moveCursor(QTextCursor.MoveOperation.NextWord)
    with qtbot.waitSignal(dialog.place_chosen) as chosen:
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert "1. The first text."[chosen.args[0] :].split()[0] in {".", "The"}


def test_nothing_is_split_at_the_beginning(qtbot: QtBot) -> None:
    dialog = SplitDialog("One two.")
    qtbot.addWidget(dialog)
    assert dialog.place is None


@pytest.mark.parametrize(("position", "begins"), [(0, 0), (2, 0), (3, 3), (4, 4), (6, 4), (8, 8)])
def test_a_split_falls_between_words(position: int, begins: int) -> None:
    assert beginning_of_word("One two.", position) == begins


def test_letters_outside_the_basic_plane_count_once() -> None:
    assert code_points("𝒜 one", 3) == 2
