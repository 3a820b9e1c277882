"""Pages next to those in sight are prepared while there is time."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from widgets.reader import preparing
from widgets.reader.page_layout import Fit, Zoom
from widgets.reader.page_view import PageView
from widgets.reader.preparing import Preparing
from widgets.session import Session


def prepared_by(qtbot: QtBot, session: Session, view: PageView) -> list[int]:
    """The pages prepared for a view, in order."""
    prepared: list[int] = []

    def prepare(page: int) -> bool:
        if page in prepared:
            return False
        prepared.append(page)
        return True

    ours = Preparing(session.idle, view, prepare)
    ours.look()
    qtbot.waitUntil(lambda: not session.idle.is_at(ours))
    return prepared


def test_those_before_and_after_the_view_are_prepared(qtbot: QtBot, session: Session, view: PageView) -> None:
    view.set_zoom(Zoom(Fit.NONE, 100))
    view.verticalScrollBar().setValue(900)
    seen = view.visible_pages()
    around = [page for page in (seen[0] - 1, seen[-1] + 1, seen[-1] + 2) if 1 <= page <= 4]
    assert around
    assert prepared_by(qtbot, session, view) == around


def test_where_many_pages_are_in_sight_or_none_nothing_is_prepared(
    qtbot: QtBot, session: Session, view: PageView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "_FEW_PAGES", 0)
    assert not prepared_by(qtbot, session, view)
    view.show_document(None)
    assert not prepared_by(qtbot, session, view)


def test_the_view_prepares_the_page_after_the_one_read(
    qtbot: QtBot, session: Session, view: PageView
) -> None:
    shown = view.shown
    assert shown is not None
    read: list[int] = []
    on = shown.marks.on
    shown.marks.on = lambda page: (read.append(page), on(page))[1]  # type: ignore[method-assign]
    view.go_to_page(2)
    qtbot.waitUntil(lambda: 3 in read)
