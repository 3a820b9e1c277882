"""Workbooks are read for what their cells show, and harmful ones are refused."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from app.errors import UserError
from app.exchange import workbook_reading
from app.exchange.contents import Selection
from app.exchange.export import Format, export
from app.model import Theme
from app.project import codebook
from app.project.database import Project
from tests.app.exchange.test_codebook_reading import taken, themes
from tests.app.projects import new_project

SHEET = "xl/worksheets/sheet1.xml"
AWKWARD = (
    "=SUM(A1)",
    "+1",
    "'quoted",
    "two\nlines",
    '“„"',
    "😀 emoji",
    "نص عربي",
    "_x0041_",
    "#N/A",
    "1.0",
    "@x",
)


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


def altered(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with one part of it changed."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts[part] = change(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    return workbook(tmp_path / "codebook.xlsx", {"Sheet1": [["theme", "key"], ["water", 7]]})


def refused(project: Project, path: Path, said: str) -> None:
    before = themes(project)
    with pytest.raises(UserError, match=said):
        taken(project, path)
    assert themes(project) == before


def test_a_codebook_written_is_read_back_equal(project: Project, tmp_path: Path) -> None:
    with project.edit() as edit:
        for name in AWKWARD:
            codebook.add(edit, name, definition=f"{name}\n{name}", parent_id=themes(project)["children"].id)
    path = tmp_path / "codebook.xlsx"
    export(project, Format.XLSX, path, Selection(codebook=True))
    with new_project(tmp_path, "other") as other:
        taken(other, path)

        def told(of: Project) -> dict[str, tuple[object, ...]]:
            def parent(theme: Theme) -> str | None:
                return next((name for name, other in themes(of).items() if other.id == theme.parent_id), None)

            return {n: (t.colour, t.key, t.definition, parent(t)) for n, t in themes(of).items()}

        assert told(other) == told(project)


def test_of_several_sheets_the_codebook_is_taken(annotated: Project, tmp_path: Path) -> None:
    with annotated.edit() as edit:
        codebook.add(edit, "water", definition="wet")
    path = tmp_path / "study.xlsx"
    export(annotated, Format.XLSX, path)  # its first sheet has a column of themes too
    with new_project(tmp_path, "other") as other:
        taken(other, path)
        assert themes(other)["water"].definition == "wet"


def test_else_the_first_sheet_with_themes_is_taken(project: Project, tmp_path: Path) -> None:
    sheets = {"notes": [["read me"]], "mine": [[], ["Code"], ["water"]], "old": [["theme"], ["wood"]]}
    taken(project, workbook(tmp_path / "a.xlsx", sheets))
    assert "water" in themes(project)
    assert "wood" not in themes(project)


def test_cells_are_read_as_they_are_shown(project: Project, tmp_path: Path) -> None:
    rows = [["theme", "key", "definition"], ["water", 7, "=1/0"], [2024, None, True], ["=A1", None, 1.5]]
    taken(project, workbook(tmp_path / "a.xlsx", {"a": rows}))
    found = themes(project)
    assert (found["water"].key, found["2024"].definition) == ("7", "True")
    assert found["0"].definition == "1.5"  # a formula's cached result; nothing is worked out


def test_a_date_is_read_as_a_date(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_datetime(
            "A1", datetime(2024, 2, 29), book.add_format({"num_format": "yyyy-mm-dd"})
        )
    with workbook_reading.opened(path) as sheets:
        assert [list(rows) for _, rows in sheets] == [[["2024-02-29T00:00:00", *[""] * 49]]]


@pytest.mark.parametrize("size", [b"A1:XFD1048576", b"A1:A1", b"nonsense"])
def test_the_size_a_sheet_claims_is_not_believed(project: Project, plain: Path, size: bytes) -> None:
    def claim(xml: bytes) -> bytes:
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="' + size + b'"', xml)

    path = altered(plain, SHEET, claim)
    if size == b"nonsense":
        refused(project, path, "damaged")
    else:
        taken(project, path)
        assert themes(project)["water"].key == "7"


def test_a_row_far_down_costs_no_time(project: Project, plain: Path) -> None:
    taken(
        project, altered(plain, SHEET, lambda xml: re.sub(rb' r="([AB]?)2"', rb' r="\g<1>99999999999"', xml))
    )
    assert "water" not in themes(project)


@pytest.mark.parametrize("entity", [b'"aaaa"', b'SYSTEM "file:///etc/hostname"'])
def test_entities_are_refused(project: Project, plain: Path, entity: bytes) -> None:
    def with_entity(xml: bytes) -> bytes:
        xml = xml.replace(b"?>", b"?><!DOCTYPE a [<!ENTITY a " + entity + b">]>", 1)
        return xml.replace(b"<t>water</t>", b"<t>&a;</t>")

    refused(project, altered(plain, "xl/sharedStrings.xml", with_entity), "damaged")


def test_a_bomb(project: Project, plain: Path) -> None:
    refused(project, altered(plain, SHEET, lambda xml: xml + b" " * 20_000_000), "far more")


@pytest.mark.parametrize(
    ("part", "limit"), [("xl/sharedStrings.xml", "MAX_TAGS"), ("xl/styles.xml", "MAX_OTHER_TAGS")]
)
def test_more_of_anything_than_anyone_needs(
    project: Project, plain: Path, monkeypatch: pytest.MonkeyPatch, part: str, limit: str
) -> None:
    monkeypatch.setattr(workbook_reading, limit, 1_000)
    refused(project, altered(plain, part, lambda xml: xml + b"<si/>" * 990), "too large")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"theme\nwater\n", "no workbook"),
        (b"PK\x03\x04", "no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", r"old workbook \(.xls\)"),
    ],
)
def test_what_is_no_workbook_is_named(project: Project, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    refused(project, path, said)


def test_a_workbook_without_themes(project: Project, tmp_path: Path) -> None:
    refused(project, workbook(tmp_path / "a.xlsx", {"a": [["colour"], ["red"]], "b": []}), "no sheet")


def test_damage_is_told_and_never_a_bug(project: Project, plain: Path) -> None:
    chance = random.Random(1)
    whole = plain.read_bytes()
    with zipfile.ZipFile(plain) as packed:
        names = packed.namelist()

    def gnawed(xml: bytes) -> bytes:
        at = chance.randrange(len(xml))
        return xml[:at] + chance.choice((b"", b"9", b"<", b'"', b"x")) + xml[at + chance.randrange(12) :]

    for _ in range(120):
        plain.write_bytes(whole)
        altered(plain, chance.choice(names), gnawed)
        with suppress(UserError), workbook_reading.opened(plain) as sheets:
            assert all(len(row) == 50 for _, rows in sheets for row in rows)
