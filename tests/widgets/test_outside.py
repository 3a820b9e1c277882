"""Nothing is opened outside the program unless a person says so; here nothing is opened at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.projects import opened_session
from widgets.dialogs.open_address import OpenAddressDialog
from widgets.outside import Outside
from widgets.session import Session

ADDRESS = "https://example.org/a?b=c"
Ask = Callable[[str], OpenAddressDialog]


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "study.db") as session:
        yield session


@pytest.fixture
def opened() -> list[str]:
    """What would have been opened."""
    return []


@pytest.fixture
def outside(qtbot: QtBot, session: Session, opened: list[str]) -> Outside:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    outside = Outside(session, window)

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return "nobody" not in url.toString()

    outside.open_url = open_url
    return outside


@pytest.fixture
def ask(qtbot: QtBot, outside: Outside) -> Ask:
    def ask(address: str) -> OpenAddressDialog:
        outside.ask(address)
        window = outside.parent()
        assert isinstance(window, QWidget)
        dialog = window.findChild(OpenAddressDialog)
        assert dialog is not None
        qtbot.waitActive(dialog)
        return dialog

    return ask


def said(dialog: OpenAddressDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space])
def test_the_nearest_key_opens_nothing(qtbot: QtBot, ask: Ask, opened: list[str], key: Qt.Key) -> None:
    dialog = ask(ADDRESS)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.focusWidget() or dialog, key)
    assert opened == []


def test_a_click_on_open_opens_it(qtbot: QtBot, ask: Ask, opened: list[str]) -> None:
    dialog = ask(ADDRESS)
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert opened == [ADDRESS]


def test_when_nothing_opens_it_that_is_said(qtbot: QtBot, ask: Ask, session: Session) -> None:
    notices = QSignalSpy(session.noticed)
    qtbot.mouseClick(ask("https://nobody.org/").open_button, Qt.MouseButton.LeftButton)
    assert notices.count() == 1


def test_copying_gives_what_would_be_opened(qtbot: QtBot, ask: Ask, opened: list[str]) -> None:
    dialog = ask("https://аррӏе.com/a b")
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "https://xn--80ak6aa92e.com/a%20b"
    assert opened == []
    assert dialog.isVisible()


def test_all_of_a_long_address_is_there(ask: Ask) -> None:
    address = "https://example.org/" + "long/" * 400
    dialog = ask(address)
    assert dialog.text.toPlainText() == address
    assert dialog.height() < 500


def test_hidden_characters_and_other_names_are_shown(ask: Ask) -> None:
    dialog = ask("https://аррӏе.com/\u202ea")
    assert dialog.text.toPlainText() == "https://аррӏе.com/⟨U+202E⟩a"
    assert "to the server xn--80ak6aa92e.com" in said(dialog)
    assert "cannot be seen" in said(dialog)


def test_nothing_in_an_address_is_markup(ask: Ask) -> None:
    dialog = ask("mailto:<b>a</b>@b.org")
    labels = [label for label in dialog.findChildren(QLabel) if "begins a mail" in label.text()]
    assert [label.textFormat() for label in labels] == [Qt.TextFormat.PlainText]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://"])
def test_what_is_no_address_is_not_asked_about(outside: Outside, opened: list[str], address: str) -> None:
    outside.ask(address)
    window = outside.parent()
    assert isinstance(window, QWidget)
    assert window.findChild(OpenAddressDialog) is None
    assert opened == []
