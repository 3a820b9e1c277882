"""Garbage is searched for between frames, and everything is searched where a project was closed."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.projects import fill, opened_session
from widgets import garbage
from widgets.garbage import Garbage
from widgets.session import Session


class Circle:
    """Something only a search can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "study.db", fill) as session:
        yield session


@pytest.fixture
def searching(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[Garbage]:
    monkeypatch.setattr(garbage, "_EVERY", 1)
    searching = Garbage(session)
    searching.start()
    yield searching
    searching.stop()


def test_python_begins_no_search_by_itself(searching: Garbage) -> None:
    assert not gc.isenabled()
    searching.stop()
    assert gc.isenabled()
    assert not gc.get_freeze_count()


def test_what_is_new_and_circular_is_freed(qtbot: QtBot, session: Session, searching: Garbage) -> None:
    qtbot.waitUntil(lambda: not session.idle.is_at(searching))
    circle = weakref.ref(Circle())
    kept = [Circle() for _ in range(2000)]
    assert circle() is not None
    qtbot.waitUntil(lambda: circle() is None)
    assert len(kept) == 2000


def test_what_was_passed_over_is_freed_after_its_project(
    qtbot: QtBot, session: Session, searching: Garbage
) -> None:
    circle = Circle()
    gone = weakref.ref(circle)
    garbage.search_what_is_new()
    del circle
    garbage.search_what_is_new()
    assert gone() is not None
    session.close()
    qtbot.waitUntil(lambda: gone() is None)
