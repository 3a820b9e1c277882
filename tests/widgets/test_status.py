"""The status bar tells the keys worth knowing, while there is a project to use them on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.project.database import Project
from tests.widgets.projects import opened_session, theme_id
from widgets.session import Session
from widgets.status import Status


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db") as session:
        yield session


@pytest.fixture
def status(qtbot: QtBot, session: Session) -> Status:
    assert session.project is not None
    path = session.project.path
    session.close()
    status = Status(session)
    qtbot.addWidget(status)
    status.show()
    session.open(Project.open(path))
    return status


def hint(status: Status) -> str:
    """What is said of keys."""
    told = [label.text() for label in status.findChildren(QLabel) if label.isVisible()]
    return next((text for text in told if "all keys" in text), "")


def test_the_themes_keys_are_told_and_follow_the_codebook(status: Status, session: Session) -> None:
    assert hint(status).startswith("1–4 theme · T pick")
    session.codebook.change(theme_id(session, "procurement"), key=None)
    assert hint(status).startswith("1–3 theme")


def test_a_notice_takes_the_hints_place_for_a_while(status: Status, session: Session) -> None:
    session.noticed.emit("Something happened.", False)
    assert hint(status) == ""
    status.clear_notice()
    assert hint(status)


def test_without_a_project_there_are_no_keys_to_know(status: Status, session: Session) -> None:
    session.close()
    assert hint(status) == ""
