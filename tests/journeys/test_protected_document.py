"""A document with a password: asked for, used, never stored, and asked for again another day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from widgets.main_window import MainWindow
from widgets.session import Questions

PASSWORD = "orchard-seventeen"


@pytest.fixture
def protected(typeset_samples: list[Path], tmp_path: Path) -> Path:
    """The first sample, encrypted."""
    path = tmp_path / "protected.pdf"
    with pymupdf.open(typeset_samples[0]) as pdf:
        pdf.save(path, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=PASSWORD, owner_pw="owner")
    return path


def test_a_password_is_asked_for_until_it_fits_and_never_stored(
    qtbot: QtBot, open_window: Callable[[], MainWindow], protected: Path, tmp_path: Path, home: Path
) -> None:
    window = open_window()
    window.files.make(tmp_path / "study.db")
    asked: list[tuple[str, bool]] = []

    def answer(name: str, again: bool) -> str:
        asked.append((name, again))
        return PASSWORD if again else "wrong"

    window.session.questions = Questions(coder=lambda: "Ana", password=answer)
    with qtbot.waitSignal(window.intake.finished, timeout=30_000):
        window.intake.add([protected])
    assert asked == [("protected.pdf", False), ("protected.pdf", True)]
    document = window.session.catalogue.documents[0]
    assert window.session.catalogue.countable(document.id) > 40
    window.close()
    assert PASSWORD.encode() not in (tmp_path / "study.db").read_bytes()
    assert all(PASSWORD not in path.read_text(errors="replace") for path in home.rglob("*") if path.is_file())


def test_another_day_the_page_asks_for_it_and_shows_itself(
    qtbot: QtBot, open_window: Callable[[], MainWindow], protected: Path, tmp_path: Path
) -> None:
    first = open_window()
    first.files.make(tmp_path / "study.db")
    first.session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: PASSWORD)
    with qtbot.waitSignal(first.intake.finished, timeout=30_000):
        first.intake.add([protected])
    first.close()

    window = open_window()
    window.session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: PASSWORD)
    with qtbot.waitSignal(window.session.tiles.failed, timeout=30_000):
        window.files.open(tmp_path / "study.db")
    view = window.panes.active.view
    with qtbot.waitSignal(window.session.tiles.ready, timeout=30_000):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.viewport().rect().center())
    window.close()


def test_a_file_whose_password_nobody_knows_is_left_out(
    qtbot: QtBot,
    open_window: Callable[[], MainWindow],
    protected: Path,
    typeset_samples: list[Path],
    tmp_path: Path,
) -> None:
    window = open_window()
    window.files.make(tmp_path / "study.db")
    window.session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: None)
    with qtbot.waitSignal(window.intake.finished, timeout=30_000) as finished:
        window.intake.add([protected, typeset_samples[1]])
    assert [outcome.problem is None for outcome in finished.args[0]] == [False, True]
    assert len(window.session.catalogue.documents) == 1
    window.close()
