"""Merging from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.cli.running import diptych
from tests.app.projects import add_document, new_project, tag


@pytest.fixture
def bens(tmp_path: Path) -> Iterator[Path]:
    """Ben's project, with one annotation."""
    with new_project(tmp_path, "ben") as project:
        tag(project, add_document(project), 4, "sanctions", "Ben")
        yield project.path


def coders(project: Path) -> list[object]:
    return [row["coder"] for row in diptych("annotations", project, "--json").records]


def test_a_merge_brings_the_others_work_and_says_so(tagged: Path, bens: Path) -> None:
    ran = diptych("merge", tagged, bens)
    assert ran.status == 0
    assert "annotations: 1 new, 0 changed, 0 removed, 0 as they were" in ran.text
    assert coders(tagged) == ["Ana", "Ben"]


def test_the_project_is_backed_up_before(tagged: Path, bens: Path) -> None:
    diptych("merge", tagged, bens)
    (backup,) = (tagged.parent / "study-backups").glob("*.db")
    assert coders(backup) == ["Ana"]


def test_a_dry_run_does_nothing(tagged: Path, bens: Path) -> None:
    before = tagged.read_bytes()
    assert "annotations: 1 new" in diptych("merge", tagged, bens, "--dry-run").text
    assert tagged.read_bytes() == before
    assert not (tagged.parent / "study-backups").exists()


def test_the_report_is_a_file_too(tagged: Path, bens: Path, tmp_path: Path) -> None:
    ran = diptych("merge", tagged, bens, "--report", tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text("utf-8") == ran.text


def test_a_second_merge_changes_nothing(tagged: Path, bens: Path) -> None:
    diptych("merge", tagged, bens)
    assert "annotations: 0 new, 0 changed, 0 removed, 1 as they were" in diptych("merge", tagged, bens).text
