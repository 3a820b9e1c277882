"""Exports from the command line."""

from __future__ import annotations

import codecs
import csv
import json
from pathlib import Path

from tests.app.cli.running import diptych

COLUMNS = [
    "annotation_id",
    "document",
    "document_sha256",
    "page",
    "last_page",
    "paragraph",
    "paragraph_number",
    "kind",
    "quote",
    "theme",
    "coder",
    "memo",
    "created",
    "changed",
]


def test_csv_to_standard_output_has_the_columns_in_order(tagged: Path) -> None:
    ran = diptych("export", tagged, "--format", "csv")
    assert ran.out.startswith(codecs.BOM_UTF8)
    heads, row = csv.reader(ran.out.decode("utf-8-sig").splitlines())
    assert heads == COLUMNS
    assert row[9:12] == ["children", "Ana", "Which parties?"]


def test_json_lines_have_the_anchor_too(tagged: Path) -> None:
    (row,) = diptych("export", tagged, "--format", "jsonl", "-o", "-").records
    assert list(row) == [*COLUMNS, "boxes", "prefix", "suffix"]


def test_to_a_file(tagged: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    ran = diptych("export", tagged, "--format", "jsonl", "-o", target)
    assert (ran.status, ran.out) == (0, b"")
    assert ": 1 row." in ran.err
    assert json.loads(target.read_text("utf-8"))["theme"] == "children"


def test_the_data_set_form_has_untagged_paragraphs(tagged: Path) -> None:
    rows = diptych("export", tagged, "--format", "jsonl", "--all-paragraphs").records
    assert [(row["paragraph"], row["children"]) for row in rows] == [(2, 0), (3, 1), (4, 0), (5, 0), (6, 0)]


def test_a_selection_leaves_the_rest_out(tagged: Path) -> None:
    assert diptych("export", tagged, "--format", "jsonl", "--theme", "sanctions").records == []


def test_an_export_changes_no_byte_of_the_project(tagged: Path) -> None:
    before = tagged.read_bytes()
    diptych("export", tagged, "--format", "csv", "--all-paragraphs")
    assert tagged.read_bytes() == before


def test_the_codebook_is_a_table_too(tagged: Path) -> None:
    heads, *themes = csv.reader(
        diptych("export", tagged, "--format", "csv", "--codebook").out.decode("utf-8-sig").splitlines()
    )
    assert heads == ["theme", "parent", "colour", "key", "definition", "annotations"]
    assert [(theme[0], theme[-1]) for theme in themes][:2] == [("children", "1"), ("financing", "0")]


def test_two_tables_at_once_are_wrong_usage(tagged: Path) -> None:
    assert diptych("export", tagged, "--format", "csv", "--codebook", "--all-paragraphs").status == 2
