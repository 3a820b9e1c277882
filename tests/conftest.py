"""What every test stands on: no screen, no desktop fonts or settings of the person running it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

os.environ["QT_QPA_PLATFORM"] = os.environ.get("DIPTYCH_TEST_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The switch of the tests in `pictures/`."""
    parser.addoption("--update-pictures", action="store_true", help="store what widgets look like now")


@pytest.fixture(autouse=True)
def _no_message_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A message nobody reads would wait for ever: it fails the test that provoked it instead."""

    def refuse(box: QMessageBox) -> int:
        raise AssertionError(f"an unexpected message: {box.text()} {box.informativeText()}")

    if "PySide6.QtWidgets" in sys.modules:
        monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.exec", refuse)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A settings folder of the test's own."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DIPTYCH_HOME", str(folder))
    return folder
