"""An export is looked at before it is written, and said where it is after."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.exchange.export import Format
from tests.widgets.projects import document_named, theme_id
from widgets.dialogs.export import ExportDialog, with_ending
from widgets.dialogs.export_formats import format_groups
from widgets.exporting import Written
from widgets.session import Session


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> Iterator[ExportDialog]:
    dialog = ExportDialog(session)
    dialog.line.patience.setInterval(60_000)  # a busy machine must not change which window says it
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


def written(qtbot: QtBot, dialog: ExportDialog, path: Path) -> Written | None:
    """Write, and wait for what comes of it."""
    with qtbot.waitSignal(dialog.written, timeout=30_000) as signal:
        dialog.write_to(path)
    result = signal.args[0]
    assert result is None or isinstance(result, Written)
    return result


def test_csv_is_written_as_shown(
    dialog: ExportDialog, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    dialog.theme.choose(theme_id(session, "procurement"))
    with qtbot.waitSignal(session.noticed):
        written(qtbot, dialog, path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["document"] for row in rows] == ["A/1 draft", "A/2 final"]
    assert dialog.line.show_in_folder.isVisible()
    assert dialog.line.said.text() == "Rows written to out.csv: 2."


def test_json_lines_are_written(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    dialog.choose(Format.JSONL)
    written(qtbot, dialog, path)
    coders = [json.loads(line)["coder"] for line in path.read_text().splitlines()]
    assert coders == ["Ana", "Ben", "Ana", "Ana", "Ben"]


def test_the_codebook_is_a_table_too(dialog: ExportDialog) -> None:
    dialog.codebook.click()
    assert column(dialog.preview, "theme") == ["children", "financing", "sanctions", "procurement"]


@pytest.mark.parametrize(
    ("format_", "name", "begins"),
    [
        (Format.XLSX, "study-annotations.xlsx", b"PK"),
        (Format.WEB_ANNOTATION, "study.diptych.json", b"{"),
        (Format.QDPX, "study.qdpx", b"PK"),
        (Format.QDC, "study.qdc", b"<?xml"),
        (Format.HTML, "study.html", b"<!"),
        (Format.DOCX, "study.docx", b"PK"),
    ],
)
def test_every_format_is_written_under_its_ending(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, format_: Format, name: str, begins: bytes
) -> None:
    dialog.choose(format_)
    assert dialog.suggested_name() == name
    assert dialog.preview.isVisible() == (format_ is Format.XLSX)
    assert written(qtbot, dialog, tmp_path / name) is not None
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_every_format_there_is_can_be_chosen() -> None:
    offered = {entry.format for _, entries in format_groups() for entry in entries}
    assert offered == {*Format, "pdf", "uima-cas"}


def test_texts_for_language_processing_go_into_a_folder(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose("uima-cas")
    assert dialog.suggested_name() == "study-cas"
    written(qtbot, dialog, tmp_path / "study-cas")
    files = sorted((tmp_path / "study-cas").iterdir())
    assert all(b"diptych.ThemeAnnotation" in path.read_bytes() for path in files)
    assert dialog.line.said.text().startswith(
        f"{len(files)} files written to the folder study-cas: 5 annotations."
    )


@pytest.mark.parametrize("along", [True, False])
def test_the_exchange_file_takes_the_pdfs_along_if_wanted(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, along: bool
) -> None:
    dialog.choose(Format.WEB_ANNOTATION)
    dialog.with_files.setChecked(along)
    written(qtbot, dialog, tmp_path / "team.diptych.json")
    collection = json.loads((tmp_path / "team.diptych.json").read_text())
    assert all(("content" in document) == along for document in collection["diptych:documents"])


def test_pdfs_that_cannot_be_read_are_said_and_nothing_is_left(
    dialog: ExportDialog, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose("pdf")
    assert dialog.suggested_name() == "study-highlights"
    with qtbot.waitSignal(session.failed, timeout=30_000):
        assert written(qtbot, dialog, tmp_path / "pdfs") is None
    assert dialog.line.said.text() == "Nothing was written."
    session.pool.close()


def test_the_ending_follows_the_format() -> None:
    for typed, ending, name in (
        ("a", ".csv", "a.csv"),
        ("a.1", ".csv", "a.1.csv"),
        ("a.CSV", ".csv", "a.CSV"),
        ("a.json", ".diptych.json", "a.diptych.json"),
    ):
        assert with_ending(Path(typed), ending).name == name


def test_a_folder_that_cannot_be_written_is_said(
    dialog: ExportDialog, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(session.failed):
        written(qtbot, dialog, tmp_path / "missing" / "out.csv")
    assert not dialog.line.show_in_folder.isVisible()
