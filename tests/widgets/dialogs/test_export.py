"""An export is looked at before it is written, and said where it is after."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.widgets.projects import document_named, theme_id
from widgets.dialogs.export import ExportDialog
from widgets.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> Iterator[ExportDialog]:
    dialog = ExportDialog(session)
    dialog.open()
    yield dialog
    if isValid(dialog):
        dialog.close()


def column(view: QTableWidget, name: str) -> list[str]:
    heads = [view.horizontalHeaderItem(place).text() for place in range(view.columnCount())]  # type: ignore[union-attr]
    place = heads.index(name)
    return [view.item(row, place).text() for row in range(view.rowCount())]  # type: ignore[union-attr]


def test_it_shows_the_first_rows(dialog: ExportDialog) -> None:
    assert column(dialog.preview, "theme") == [
        "children",
        "financing",
        "procurement",
        "sanctions",
        "procurement",
    ]
    assert dialog.count.text() == "All rows: 5"


def test_the_preview_follows_what_is_asked(dialog: ExportDialog, session: Session) -> None:
    dialog.theme.choose(theme_id(session, "procurement"))
    dialog.document.choose(document_named(session, "A/2 final").id)
    assert column(dialog.preview, "coder") == ["Ben"]


def test_the_data_set_form_has_a_row_for_every_paragraph(dialog: ExportDialog) -> None:
    dialog.paragraphs.click()
    assert dialog.count.text() == "The first 8 of 22 rows"
    assert column(dialog.preview, "children (Ana)")[:3] == ["0", "1", "0"]


def test_nothing_to_write_is_said(dialog: ExportDialog, session: Session) -> None:
    dialog.theme.choose(theme_id(session, "sanctions"))
    dialog.document.choose(document_named(session, "A/1 draft").id)
    assert "Nothing matches" in dialog.count.text()
    assert not dialog.write_button.isEnabled()


def test_csv_is_written_as_shown(
    dialog: ExportDialog, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    dialog.theme.choose(theme_id(session, "procurement"))
    with qtbot.waitSignal(session.noticed):
        dialog.write_to(path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["document"] for row in rows] == ["A/1 draft", "A/2 final"]
    assert dialog.show_in_folder.isVisible()
    assert dialog.said.text() == "Rows written to out.csv: 2."


def test_json_lines_are_written(dialog: ExportDialog, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    dialog.jsonl.click()
    dialog.write_to(path)
    assert [json.loads(line)["coder"] for line in path.read_text().splitlines()] == [
        "Ana",
        "Ben",
        "Ana",
        "Ana",
        "Ben",
    ]


def test_a_folder_that_cannot_be_written_is_said(
    dialog: ExportDialog, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.failed):
        dialog.write_to(tmp_path / "missing" / "out.csv")
    assert not dialog.show_in_folder.isVisible()
