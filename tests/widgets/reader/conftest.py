"""A session on two short documents, and the reader's widgets shown on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.pdf.pool import Pool
from app.pdf.protocol import Answer, Contents, Links, Navigation, Request, Words
from tests.widgets.projects import document_named, opened_session, theme_id
from tests.widgets.reader import tales
from widgets.reader import page_pictures
from widgets.reader.page_view import PageView
from widgets.reader.panes import Panes
from widgets.selection import Selection
from widgets.session import Session


def _answer(
    _pool: Pool, request: Request, on_done: Callable[[Answer], None], *, urgent: bool = False
) -> None:
    """What a worker would say, at once."""
    if isinstance(request, Contents):
        on_done(tales.navigations.get(request.source.sha256 or "", Navigation()))
        return
    assert isinstance(request, Words | Links)
    on_done(tales.page_words(request.page) if isinstance(request, Words) else tales.page_links(request.page))


@pytest.fixture
def session(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session that annotates as Ana; there is no room for pixels, so pages stay placeholders."""
    monkeypatch.setattr(Pool, "reserve", lambda _pool, _size: None)
    monkeypatch.setattr(Pool, "submit", _answer)
    monkeypatch.setattr(page_pictures, "PATIENCE", 0)
    with opened_session(tmp_path / "project.db", tales.fill) as session:
        yield session


@pytest.fixture
def draft(session: Session) -> str:
    """The id of the longer document."""
    return document_named(session, "Draft").id


@pytest.fixture
def final(session: Session) -> str:
    """The id of the shorter document."""
    return document_named(session, "Final").id


@pytest.fixture
def tag(session: Session, draft: str) -> Callable[..., None]:
    """Tags a paragraph, of the draft unless said otherwise, with named themes."""

    def tag(ordinal: int, *names: str, document_id: str = draft) -> None:
        for name in names:
            session.annotations.toggle_on(Selection(document_id, ordinal, ordinal), theme_id(session, name))

    return tag


@pytest.fixture
def view(qtbot: QtBot, session: Session, draft: str) -> PageView:
    """The draft in a view 612 pixels wide, which makes a point one pixel."""
    view = PageView(session)
    qtbot.addWidget(view)
    view.resize(612, 500)
    view.show()
    view.show_document(draft)
    qtbot.waitExposed(view)
    view.setFocus()
    return view


@pytest.fixture
def panes(qtbot: QtBot, session: Session, draft: str) -> Panes:
    """The draft in a single pane."""
    panes = Panes(session)
    qtbot.addWidget(panes)
    panes.resize(1200, 700)
    panes.show()
    qtbot.waitExposed(panes)
    panes.show_document(draft)
    return panes
