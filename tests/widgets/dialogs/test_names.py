"""A coder's name is asked for, and only what can be a name is accepted."""

import getpass

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox
from pytestqt.qtbot import QtBot

from widgets.dialogs.coder_name import CoderNameDialog, can_be_name
from widgets.dialogs.password import PasswordDialog

OK = QDialogButtonBox.StandardButton.Ok


def answer(qtbot: QtBot, written: str, key: Qt.Key) -> None:
    """Once the dialog is open, write into it and press the key."""

    def write() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CoderNameDialog | PasswordDialog)
        dialog.line.clear()
        qtbot.keyClicks(dialog.line, written)
        qtbot.keyClick(dialog.line, key)

    QTimer.singleShot(0, write)


@pytest.mark.parametrize(
    ("name", "sound"), [("Ana", True), ("  ", False), ("x" * 500, False), ("a\u202eb", False)]
)
def test_what_can_be_a_name(name: str, sound: bool) -> None:
    assert can_be_name(name) is sound


@pytest.mark.parametrize(("login", "proposed"), [("ana", "Ana"), ("root", "")])
def test_the_login_is_proposed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, login: str, proposed: str
) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: login)
    dialog = CoderNameDialog()
    qtbot.addWidget(dialog)
    assert dialog.line.text() == proposed
    assert dialog.buttons.button(OK).isEnabled() is bool(proposed)


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Return, "Ana"), (Qt.Key.Key_Escape, None)])
def test_asking_for_the_name(qtbot: QtBot, key: Qt.Key, expected: str | None) -> None:
    answer(qtbot, "Ana ", key)
    assert CoderNameDialog.ask() == expected


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Return, "open sesame"), (Qt.Key.Key_Escape, None)])
def test_asking_for_a_password(qtbot: QtBot, key: Qt.Key, expected: str | None) -> None:
    answer(qtbot, "open sesame", key)
    assert PasswordDialog.ask("draft.pdf", again=False) == expected


def test_an_empty_password_is_no_answer(qtbot: QtBot) -> None:
    dialog = PasswordDialog("draft.pdf", again=True)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.result() != QDialog.DialogCode.Accepted
