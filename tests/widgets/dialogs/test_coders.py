"""The coder is chosen, met, or renamed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from widgets.dialogs.coders import CodersDialog
from widgets.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> Iterator[CodersDialog]:
    dialog = CodersDialog(session)
    dialog.open()
    yield dialog
    if isValid(dialog):
        dialog.close()


def names(session: Session) -> list[str]:
    return [coder.name for coder in session.catalogue.coders]


def test_it_starts_at_the_present_coder(dialog: CodersDialog) -> None:
    assert dialog.choose.text() == "Annotate as Ana"


def test_another_coder_is_chosen(dialog: CodersDialog, session: Session, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(1)
    qtbot.mouseClick(dialog.choose, Qt.MouseButton.LeftButton)
    assert session.coder_name == "Ben"


def test_a_new_name_is_taken(dialog: CodersDialog, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(dialog.line, "Chen")
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert session.coder_name == "Chen"
    assert session.coder is None
    assert names(session) == ["Ana", "Ben"]


@pytest.mark.parametrize(("row", "me"), [(0, "Anna"), (1, "Ana")])
def test_renaming_keeps_the_annotations(
    dialog: CodersDialog, session: Session, qtbot: QtBot, row: int, me: str
) -> None:
    dialog.list.setCurrentRow(row)
    qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    editor = dialog.list.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.setText("Anna")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Anna" in names(session))
    assert session.coder_name == me
    assert session.coder is not None
    assert len(session.catalogue.annotations()) == 5


def test_escape_changes_nobody(dialog: CodersDialog, session: Session, qtbot: QtBot) -> None:
    dialog.list.setCurrentRow(1)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.coder_name == "Ana"
