"""Errors are shown in one place: what can be put right as it is, a bug once, with everything in the log."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl, qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.errors import UserError
from widgets import errors


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What message boxes said, instead of waiting for somebody to read them."""
    said: list[str] = []

    def read(box: QMessageBox) -> int:
        said.append(f"{box.text()}\n{box.informativeText()}")
        return 0

    monkeypatch.setattr(QMessageBox, "exec", read)
    return said


@pytest.fixture
def log(qapp: object, home: Path) -> Iterator[Path]:
    """The log file, written to as the program does."""
    errors.log_to_file()
    yield home / "diptych.log"
    qInstallMessageHandler(None)
    logger = logging.getLogger("diptych")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


@pytest.fixture
def unexpected(qtbot: QtBot, log: Path) -> Iterator[errors.UnexpectedErrors]:
    window = QWidget()
    qtbot.addWidget(window)
    before, before_in_threads = sys.excepthook, threading.excepthook
    caught = errors.UnexpectedErrors(window)
    caught.install()
    yield caught
    sys.excepthook, threading.excepthook = before, before_in_threads


def raise_one(message: str) -> None:
    """What Python does with an exception nobody caught."""
    try:
        raise LookupError(message)
    except LookupError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_what_the_user_can_put_right_is_shown_as_it_is(qtbot: QtBot, shown: list[str]) -> None:
    errors.show(None, UserError("The folder cannot be written to. Choose another."))
    assert shown == ["The folder cannot be written to. Choose another.\n"]


def test_a_bug_is_shown_once_and_logged_every_time(
    qtbot: QtBot, unexpected: errors.UnexpectedErrors, shown: list[str], log: Path
) -> None:
    raise_one("first")
    raise_one("second")
    qtbot.waitUntil(lambda: bool(shown))
    assert len(shown) == 1
    assert str(log) in shown[0]
    written = log.read_text("utf-8")
    assert "Traceback" in written
    assert "LookupError: first" in written
    assert "LookupError: second" in written


def test_a_bug_on_another_thread_is_caught_too(
    qtbot: QtBot, unexpected: errors.UnexpectedErrors, shown: list[str], log: Path
) -> None:
    def fail() -> None:
        raise LookupError("elsewhere")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(shown))
    assert "LookupError: elsewhere" in log.read_text("utf-8")


def test_the_log_is_opened_by_whatever_shows_text(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    errors.show_log()
    assert [Path(url.toLocalFile()) for url in opened] == [log]
