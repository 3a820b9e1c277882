"""In and out of full screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from widgets.full_screen import FullScreen


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    action = QAction("Full screen", window, checkable=True)
    action.setShortcut(QKeySequence("F11"))
    window.addAction(action)
    window.setCentralWidget(QLineEdit())
    FullScreen(window, action)
    window.show()
    qtbot.waitActive(window)
    return window


def full_screen(window: QMainWindow) -> list[bool]:
    """What the window and its action say."""
    return [window.isFullScreen(), window.actions()[0].isChecked()]


def test_the_key_leads_in_and_out(qtbot: QtBot, window: QMainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert full_screen(window) == [True, True]
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert full_screen(window) == [False, False]


def test_escape_leads_out_and_never_in(qtbot: QtBot, window: QMainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    for _ in range(2):
        qtbot.keyClick(window.centralWidget(), Qt.Key.Key_Escape)
        assert full_screen(window) == [False, False]


def test_the_action_follows_the_desktop(window: QMainWindow) -> None:
    window.showFullScreen()
    assert full_screen(window) == [True, True]
    window.showNormal()
    assert full_screen(window) == [False, False]
