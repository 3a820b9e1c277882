"""The menu offers the themes there are, with their keys, while a project is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.project.database import Project
from tests.widgets.projects import document_named, opened_session, theme_id
from widgets.selection import Selection
from widgets.session import Session
from widgets.theme_menu import ThemeMenu

FOUR = [("children", "1"), ("financing", "2"), ("sanctions", "3"), ("procurement", "4")]


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db") as session:
        yield session


@pytest.fixture
def menu(qtbot: QtBot, session: Session) -> QMenu:
    """A menu that was there before the project was opened."""
    assert session.project is not None
    path = session.project.path
    session.close()
    menu = QMenu()
    qtbot.addWidget(menu)
    ThemeMenu(menu, session)
    assert not menu.isEnabled()
    session.open(Project.open(path))
    return menu


def offered(menu: QMenu) -> list[tuple[str, str]]:
    return [(action.text(), action.shortcut().toString()) for action in menu.actions()]


def test_every_theme_is_offered_with_its_key(menu: QMenu) -> None:
    assert menu.isEnabled()
    assert offered(menu) == FOUR


def test_it_follows_the_codebook(menu: QMenu, session: Session) -> None:
    session.codebook.change(theme_id(session, "children"), name="young & old")
    session.codebook.change(theme_id(session, "procurement"), key=None)
    assert offered(menu) == [("young && old", "1"), *FOUR[1:3], ("procurement", "")]


def test_choosing_one_tags_what_is_at_hand(menu: QMenu, session: Session) -> None:
    session.select(Selection(document_named(session, "A/1 draft").id, 5, 5))
    before = session.catalogue.theme_count(theme_id(session, "sanctions"))
    menu.actions()[2].trigger()
    assert session.catalogue.theme_count(theme_id(session, "sanctions")) == before + 1


def test_without_a_project_there_are_no_themes(menu: QMenu, session: Session) -> None:
    session.close()
    assert menu.isEmpty()
    assert not menu.isEnabled()
