"""Dialogs open over the window that asks for them; what they ask is answered or declined."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.dialogs import opening
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.coders import CodersDialog
from widgets.dialogs.export import ExportDialog
from widgets.dialogs.keys import KeysDialog
from widgets.session import Session


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize(
    ("opened", "kind"),
    [
        (opening.choose_coder, CodersDialog),
        (opening.export, ExportDialog),
        (opening.show_keys, KeysDialog),
        (lambda _session, window: opening.show_about(window), AboutDialog),
    ],
)
def test_a_dialog_opens_over_the_window(
    session: Session, window: QWidget, opened: Callable[[Session, QWidget], None], kind: type[QDialog]
) -> None:
    opened(session, window)
    (dialog,) = window.findChildren(kind)
    assert dialog.isVisible()
    dialog.close()


def test_without_a_project_there_is_nothing_to_export(session: Session, window: QWidget) -> None:
    session.close()
    opening.export(session, window)
    assert window.findChildren(ExportDialog) == []


def answering(qtbot: QtBot, window: QWidget, text: str, key: Qt.Key) -> None:
    """Write into the dialog that is about to open, and press a key."""

    def answer() -> None:
        (dialog,) = window.findChildren(QDialog)
        (line,) = dialog.findChildren(QLineEdit)
        line.clear()
        qtbot.keyClicks(line, text)
        qtbot.keyClick(line, key)

    QTimer.singleShot(0, answer)


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_Return, "Chidi"), (Qt.Key.Key_Escape, None)])
def test_the_coder_is_asked_for_in_the_window(
    qtbot: QtBot, window: QWidget, key: Qt.Key, name: str | None
) -> None:
    answering(qtbot, window, "Chidi", key)
    assert opening.questions(window).coder() == name


@pytest.mark.parametrize(("key", "password"), [(Qt.Key.Key_Return, "orchard"), (Qt.Key.Key_Escape, None)])
def test_a_password_is_asked_for_in_the_window(
    qtbot: QtBot, window: QWidget, key: Qt.Key, password: str | None
) -> None:
    answering(qtbot, window, "orchard", key)
    assert opening.questions(window).password("decision.pdf", False) == password
