"""A workbook holds what the tables hold, each cell as what it is."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from app.errors import UserError
from app.exchange import xlsx
from app.exchange.contents import Selection
from app.exchange.export import Format, export
from app.exchange.rows import ANNOTATION_COLUMNS, Column, Row, Table
from app.project.database import Project
from tests.app.projects import add_document, tag

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Cells = list[list[tuple[str, str]]]


def read(content: bytes) -> dict[str, Cells]:
    """Each sheet's cells as (type, value), read by a reader of our own."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        shared = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        texts = ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in shared]
        found = {}
        for number, sheet in enumerate(book.iter(f"{MAIN}sheet"), start=1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            found[sheet.attrib["name"]] = [
                [_cell(cell, texts) for cell in row] for row in root.iter(f"{MAIN}row")
            ]
    return found


def _cell(cell: ElementTree.Element, texts: list[str]) -> tuple[str, str]:
    assert cell.find(f"{MAIN}f") is None, "a formula"
    value = cell.findtext(f"{MAIN}v") or ""
    return ("text", texts[int(value)]) if cell.get("t") == "s" else ("number", value)


def written(project: Project, selection: Selection | None = None) -> dict[str, Cells]:
    stream = io.BytesIO()
    export(project, Format.XLSX, stream, selection or Selection())
    return read(stream.getvalue())


def test_there_is_a_sheet_a_table_and_one_that_explains_them(annotated: Project) -> None:
    sheets = written(annotated)
    assert list(sheets) == ["annotations", "codebook", "documents", "columns"]
    assert [value for _, value in sheets["annotations"][0]] == [column.name for column in ANNOTATION_COLUMNS]
    assert len(sheets["annotations"]) == 5
    explained = {row[1][1] for row in sheets["columns"] if row[0][1] == "annotations"}
    assert explained == {column.name for column in ANNOTATION_COLUMNS}


def test_numbers_and_times_are_no_text(annotated: Project) -> None:
    row = dict(zip([c.name for c in ANNOTATION_COLUMNS], written(annotated)["annotations"][1], strict=True))
    assert row["page"] == ("number", "1")
    assert row["created"][0] == "number"
    assert row["paragraph_number"] == ("text", "1.")


def test_a_formula_stays_text(annotated: Project) -> None:
    quotes = [value for row in written(annotated)["annotations"] for value in row]
    assert ("text", '=HYPERLINK("x"), said “plainly”') in quotes


def test_the_data_set_form_takes_the_place_of_the_annotations(annotated: Project) -> None:
    sheets = written(annotated, Selection(all_paragraphs=True))
    assert next(iter(sheets)) == "paragraphs"
    assert len(sheets["paragraphs"]) == 6


def test_the_codebook_counts_annotations(annotated: Project) -> None:
    counts = {row[0][1]: row[-1][1] for row in written(annotated)["codebook"][1:]}
    assert counts == {"children": "2", "financing": "0", "sanctions": "2", "procurement": "0"}


def test_a_text_longer_than_a_cell_is_cut_and_this_is_said() -> None:
    table = Table("t", (Column("a", str, ""),), [Row(("x" * 40_000,))])
    _, notices = xlsx.write([table], io.BytesIO())
    assert "were cut" in notices[0]


def test_a_cell_is_measured_as_spreadsheets_do() -> None:
    stream = io.BytesIO()
    _, notices = xlsx.write([Table("t", (Column("a", str, ""),), [Row(("x" + "😀" * 20_000,))])], stream)
    (_, ((_, cut),), *_) = read(stream.getvalue())["t"]
    assert cut == "x" + "😀" * 16_383
    assert "were cut" in notices[0]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 2)
    table = Table("t", (Column("a", str, ""),), [Row(("x",))] * 3)
    with pytest.raises(UserError, match="holds 2 rows"):
        xlsx.write([table], io.BytesIO())


def test_more_columns_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_COLUMNS", 1)
    table = Table("t", (Column("a", str, ""), Column("b", str, "")), [Row(("x", "y"))])
    with pytest.raises(UserError, match="columns"):
        xlsx.write([table], io.BytesIO())


def test_control_characters_do_no_harm(project: Project) -> None:
    tag(project, add_document(project), 3, "children", "Ana\u0085 B")
    assert any("B" in value for row in written(project)["annotations"] for _, value in row)
