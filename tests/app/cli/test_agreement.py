"""Agreement from the command line."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.app.cli.running import diptych


@pytest.fixture
def twice_tagged(tagged: Path) -> Path:
    """Ben agrees with Ana, and tags one paragraph more."""
    for ordinal in (3, 4):
        place = ("--document", "draft", "--paragraph", ordinal, "--theme", "children", "--coder", "Ben")
        diptych("tag", tagged, *place)
    return tagged


def test_the_table_says_what_it_was_computed_on(twice_tagged: Path) -> None:
    text = diptych("agreement", twice_tagged).text
    assert text.startswith("Coders: Ana, Ben\nDocuments: draft\nUnits: 5 paragraphs\n\n")
    assert "undefined" in text
    assert "0.800 [" in text


def test_which_documents_count_is_said(twice_tagged: Path) -> None:
    assert "annotated something in" in diptych("agreement", twice_tagged).err
    for coder in ("Ana", "Ben"):
        diptych("done", twice_tagged, "--document", "draft", "--coder", coder)
    assert "marked as done" in diptych("agreement", twice_tagged).err
    assert diptych("agreement", twice_tagged, "--json").records[0]["counted"] == "done"


def test_for_programs_each_theme_is_an_object(twice_tagged: Path) -> None:
    children, *_, overall = diptych("agreement", twice_tagged, "--json").records
    assert children["theme"] == "children"
    assert children["given"] == [1, 2]
    assert children["percent"]["value"] == 0.8  # type: ignore[index] # an object
    assert overall["theme"] is None


def test_one_coder_is_an_error(tagged: Path) -> None:
    ran = diptych("agreement", tagged)
    assert ran.status == 1
    assert "at least two coders" in ran.err


@pytest.mark.parametrize("ending", ["csv", "jsonl", "xlsx"])
def test_the_figures_are_written_as_a_table(twice_tagged: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"agreement.{ending}"
    ran = diptych("agreement", twice_tagged, "-o", target)
    assert (ran.status, ran.out) == (0, b"")
    assert target.stat().st_size > 200


def test_a_written_table_is_unrounded_and_empty_where_undefined(twice_tagged: Path, tmp_path: Path) -> None:
    diptych("agreement", twice_tagged, "-o", tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        children, financing, *_, overall = csv.DictReader(file)
    assert (children["given_by_Ana"], children["given_by_Ben"]) == ("1", "2")
    assert float(children["krippendorff_alpha"]) == 1 - 9 * 2 / 42
    assert financing["krippendorff_alpha"] == ""
    assert overall["theme"] == "(all)"


def test_another_ending_is_wrong_usage(twice_tagged: Path) -> None:
    assert diptych("agreement", twice_tagged, "-o", "a.odt").status == 2
