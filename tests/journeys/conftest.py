"""A whole window with real worker processes, on documents the tests typeset themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.pdf.pool import Pool
from app.pdf.typeset import typeset
from resources import sample_texts
from widgets.delivery import Delivery
from widgets.main_window import MainWindow
from widgets.preferences import Preferences
from widgets.session import Questions, Session


@pytest.fixture(scope="session")
def typeset_samples(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample documents as PDF files."""
    folder = tmp_path_factory.mktemp("samples")
    made = []
    for source in sample_texts():
        path = folder / f"{source.stem}.pdf"
        path.write_bytes(typeset(source.read_text(encoding="utf-8")))
        made.append(path)
    return made


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[], MainWindow]]:
    """Opens windows as a start of the program does; each has its own workers, ended with the test."""
    pools: list[Pool] = []

    def open_window() -> MainWindow:
        delivery = Delivery()
        pool = Pool(deliver=delivery)
        pools.append(pool)
        pool.start()
        window = MainWindow(Session(pool, Preferences()))
        window.delivery = delivery  # type: ignore[attr-defined]  # kept as long as the window
        window.session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: None)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_window
    for pool in pools:
        pool.close()
