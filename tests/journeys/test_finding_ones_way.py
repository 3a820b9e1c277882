"""Somebody finds their way in a report that numbers its front matter in roman figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from widgets.contents.page_picture import key_for
from widgets.contents.pages_model import PageRole
from widgets.main_window import MainWindow

TIMEOUT = 60_000
SENTENCE = "Decides that all parties shall protect children and their schools from attack."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Twelve pages, of which the first four are i to iv, with an outline."""
    path = tmp_path / "report.pdf"
    with pymupdf.open() as pdf:
        for number in range(1, 13):
            page = pdf.new_page()
            page.insert_text((72, 300), f"Chapter of page {number}", fontsize=16)
            page.insert_text((72, 340), [SENTENCE] * 8)
        pdf.set_toc([[1, "Foreword", 1], [1, "Schools", 5], [2, "Teachers", 7], [1, "Annex", 11]])
        pdf.set_page_labels(
            [
                {"startpage": 0, "style": "r", "firstpagenum": 1, "prefix": ""},
                {"startpage": 4, "style": "D", "firstpagenum": 1, "prefix": ""},
            ]
        )
        pdf.save(path)
    return path


def test_finding_ones_way(
    qtbot: QtBot, tmp_path: Path, report: Path, open_window: Callable[[], MainWindow]
) -> None:
    window = open_window()
    window.files.make(tmp_path / "study.db")
    window.intake.take([report])
    contents, pane = window.contents_panel, window.panes.active
    tree = contents.outline.tree
    qtbot.waitUntil(lambda: tree.model().rowCount() == 3, timeout=TIMEOUT)
    field = pane.header.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "i"

    schools = tree.model().index(1, 0)
    place = tree.visualRect(schools).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: pane.view.page == 5, timeout=TIMEOUT)
    assert field.text() == "1"
    assert pane.view.hasFocus()

    window.actions_by_name["go_to_page"].trigger()
    qtbot.keyClicks(field, "iii")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.view.page == 3, timeout=TIMEOUT)

    qtbot.mouseClick(contents.as_pages, Qt.MouseButton.LeftButton)
    third = contents.pages.model().index(2, 0)
    assert (third.data(), third.data(PageRole.CURRENT)) == ("iii", True)
    key = key_for(pane.document_id or "", 3, third.data(PageRole.SIZE), contents.devicePixelRatioF(), 0)
    qtbot.waitUntil(lambda: window.session.tiles.has(key), timeout=TIMEOUT)
    window.actions_by_name["back"].trigger()
    window.actions_by_name["back"].trigger()
    qtbot.waitUntil(lambda: pane.view.page == 1, timeout=TIMEOUT)
