"""Corrections are offered for the paragraph at hand: its kind, and where it is to be split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.model import Kind
from tests.widgets.projects import document_named, opened_session
from tests.widgets.reader import tales
from widgets import correcting
from widgets.dialogs.split_paragraph import SplitDialog
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db", tales.fill) as session:
        document = document_named(session, "Draft")
        session.select(Selection(document.id, tales.FIRST, tales.FIRST))
        yield session


@pytest.fixture
def kinds(qtbot: QtBot, session: Session) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    correcting.fill_kinds(menu, session)
    return menu


def test_the_kind_at_hand_is_ticked(kinds: QMenu) -> None:
    assert [action.text() for action in kinds.actions() if action.isChecked()] == ["Paragraph"]


def test_a_kind_chosen_is_the_paragraphs(kinds: QMenu, session: Session) -> None:
    next(action for action in kinds.actions() if action.text() == "Heading").trigger()
    assert session.paragraphs.at_hand is not None
    assert session.paragraphs.at_hand.kind is Kind.HEADING


def test_it_is_split_at_the_place_chosen(qtbot: QtBot, session: Session) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    correcting.ask_split(session, window)
    (dialog,) = window.findChildren(SplitDialog)
    dialog.text.setFocus()
    for _ in range(len("1. The ")):
        qtbot.keyClick(dialog.text, Qt.Key.Key_Right)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert session.paragraphs.at_hand is not None
    assert session.paragraphs.at_hand.text == "1. The"
