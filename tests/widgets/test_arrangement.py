"""A window and its panes come back as they were left; what is no longer opened is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from app import settings
from tests.widgets.projects import opened_session
from widgets import arrangement
from widgets.preferences import Preferences
from widgets.reader.panes import Panes
from widgets.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db") as session:
        yield session


@pytest.fixture
def panes(qtbot: QtBot, session: Session) -> Panes:
    panes = Panes(session)
    qtbot.addWidget(panes)
    return panes


def restored(panes: Panes, session: Session, project: Path) -> list[str | None]:
    """The documents in the panes of a project opened again."""
    arrangement.restore_panes(session.preferences, panes, project, session.catalogue.documents)
    return [pane.document_id for pane in panes.panes]


def test_the_first_two_documents_stand_side_by_side_at_first(panes: Panes, session: Session) -> None:
    assert restored(panes, session, Path("new.db")) == [each.id for each in session.catalogue.documents]
    assert panes.active is panes.panes[0]


def test_panes_are_kept_for_each_project(panes: Panes, session: Session) -> None:
    second = session.catalogue.documents[1].id
    panes.show_document(second)
    arrangement.keep_panes(session.preferences, panes, Path("one.db"), [])
    assert restored(panes, session, Path("one.db")) == [second]
    assert len(restored(panes, session, Path("two.db"))) == 2


def test_only_projects_opened_lately_are_remembered(panes: Panes, session: Session, tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("one.db", "two.db", "three.db"))
    for path in (one, two):
        arrangement.keep_panes(session.preferences, panes, path, [one])
    arrangement.keep_panes(session.preferences, panes, three, [two, three])
    assert sorted(session.preferences.mapping(settings.PANES)) == sorted(
        map(str, (two.resolve(), three.resolve()))
    )


def framed(qtbot: QtBot) -> tuple[QWidget, QSplitter]:
    """A window of two columns."""
    columns = QSplitter()
    columns.addWidget(QWidget())
    columns.addWidget(QWidget())
    qtbot.addWidget(columns)
    return columns, columns


def test_size_and_columns_come_back(qtbot: QtBot) -> None:
    window, columns = framed(qtbot)
    window.resize(500, 300)
    columns.setSizes([100, 395])
    arrangement.keep_window(Preferences(), window, columns)
    again, columns_again = framed(qtbot)
    arrangement.restore_window(Preferences(), again, columns_again)
    assert (again.size(), columns_again.sizes()) == (window.size(), columns.sizes())


def test_at_first_it_is_no_larger_than_the_screen(qtbot: QtBot) -> None:
    window, columns = framed(qtbot)
    arrangement.restore_window(Preferences(), window, columns)
    room = window.screen().availableSize()
    assert (window.width(), window.height()) == (min(1440, room.width()), min(900, room.height()))
