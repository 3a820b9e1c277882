"""A document's text is read while there is nothing else to do."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.reader.reading_ahead import ReadingAhead
from widgets.reader.shown_document import ShownDocument
from widgets.session import Session


def test_all_of_a_document_is_read_after_a_while(qtbot: QtBot, session: Session) -> None:
    document = session.catalogue.documents[0]
    ahead = ReadingAhead(session)
    ahead.show(ShownDocument(session.catalogue, document.id))
    assert ahead.is_going_on
    qtbot.waitUntil(lambda: not ahead.is_going_on)
    assert not session.catalogue.read_on(document.id)


def test_nothing_is_read_of_what_is_no_longer_shown(session: Session) -> None:
    ahead = ReadingAhead(session)
    ahead.show(ShownDocument(session.catalogue, session.catalogue.documents[0].id))
    ahead.show(None)
    assert not ahead.is_going_on


def test_nothing_is_read_of_a_project_that_is_closed(session: Session) -> None:
    ahead = ReadingAhead(session)
    ahead.show(ShownDocument(session.catalogue, session.catalogue.documents[0].id))
    session.close()
    assert not ahead.is_going_on
