"""Paragraphs corrected by the reader, with undo, and the annotations on them."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.model import Kind, Paragraph
from tests.widgets.projects import document_named, theme_id
from tests.widgets.reader import tales
from widgets.reader.page_view import PageView
from widgets.selection import Selection
from widgets.session import Session


def paragraphs(session: Session) -> tuple[Paragraph, ...]:
    return tuple(session.catalogue.paragraphs(document_named(session, "Draft").id))


def test_joining_makes_one_of_two_and_undo_two_again(session: Session, here: Selection) -> None:
    before = paragraphs(session)
    session.paragraphs.join()
    joined = paragraphs(session)
    assert len(joined) == len(before) - 1
    assert joined[tales.FIRST - 1].text == "1. The first text. 2. The second text."
    session.undo()
    assert paragraphs(session) == before


def test_several_at_hand_become_one(session: Session, here: Selection) -> None:
    count = len(paragraphs(session))
    session.select(Selection(here.document_id, tales.FIRST, tales.FIRST + 2))
    session.paragraphs.join()
    assert len(paragraphs(session)) == count - 2
    assert paragraphs(session)[tales.FIRST - 1].text.endswith("on two pages.")


def test_splitting_divides_text_and_lines(session: Session, here: Selection) -> None:
    session.paragraphs.split(len("1. The "))
    first, second = paragraphs(session)[tales.FIRST - 1 : tales.FIRST + 1]
    assert (first.text, second.text) == ("1. The", "first text.")


def test_another_kind_is_kept(session: Session, here: Selection) -> None:
    session.paragraphs.set_kind(Kind.HEADING)
    assert paragraphs(session)[tales.FIRST - 1].kind is Kind.HEADING


def test_an_annotation_stays_on_its_words(session: Session, here: Selection) -> None:
    session.select(Selection(here.document_id, tales.SECOND, tales.SECOND))
    session.annotations.toggle(theme_id(session, "children"))
    session.select(Selection(here.document_id, tales.HEADING, tales.HEADING))
    session.paragraphs.join()
    annotation = session.catalogue.annotations()[0]
    passage = session.catalogue.passage(annotation.passage_id)
    assert passage.anchor.quote == "2. The second text."
    assert passage.first == tales.SECOND - 1


def test_the_page_shows_the_corrected_paragraph(qtbot: QtBot, session: Session, here: Selection) -> None:
    view = PageView(session)
    qtbot.addWidget(view)
    view.resize(612, 500)
    view.show()
    view.show_document(document_named(session, "Draft").id)
    assert view.shown is not None
    count = len(view.shown.index.paragraphs)
    session.paragraphs.join()
    assert len(view.shown.index.paragraphs) == count - 1
    assert session.selection is not None
    assert session.selection.first == tales.FIRST
