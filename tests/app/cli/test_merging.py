"""Merging from the command line."""

from __future__ import annotations

import subprocess
import sys
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


def test_an_exchange_file_is_merged_like_a_project(tagged: Path, bens: Path, tmp_path: Path) -> None:
    file = tmp_path / "ben.diptych.json"
    diptych("export", bens, "--format", "web-annotation", "--with-files", "-o", file)
    assert diptych("merge", tagged, file).status == 0
    assert coders(tagged) == ["Ana", "Ben"]


def test_a_codebook_is_imported(study: Path, tmp_path: Path) -> None:
    table = tmp_path / "codebook.csv"
    table.write_text("theme,definition\nwater,wet\nchildren,\n", "utf-8")
    ran = diptych("import", study, table)
    assert "themes: 1 new" in ran.text
    assert "left out: 1 themes" in ran.text
    names = [theme["theme"] for theme in diptych("themes", study, "--json").records]
    assert names == ["children", "financing", "sanctions", "procurement", "water"]


@pytest.mark.parametrize("name", ["missing.db", "notes.txt"])
def test_what_cannot_be_imported_is_said(study: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    before = study.read_bytes()
    ran = diptych("import", study, tmp_path / name)
    assert ran.status == 1
    assert name in ran.err
    assert study.read_bytes() == before


def test_a_document_that_came_without_its_file_gets_it_when_that_is_added(
    study: Path, pdf: Path, tmp_path: Path
) -> None:
    other, file = tmp_path / "other.db", tmp_path / "other.diptych.json"
    diptych("new", other)
    diptych("add", other, pdf)
    diptych("export", other, "--format", "web-annotation", "-o", file)
    diptych("merge", study, file)
    assert diptych("paragraphs", study, "--document", "decision", "--no-tags").status == 1
    ran = diptych("add", study, pdf)
    assert (ran.status, "is there now" in ran.err) == (0, True)
    assert len(diptych("paragraphs", study, "--document", "decision", "--no-tags").records) == 2
    assert "already in the project" in diptych("add", study, pdf).err


def test_what_is_on_another_file_of_a_work_can_come_over(tagged: Path, tmp_path: Path) -> None:
    with new_project(tmp_path, "other") as project:
        tag(project, add_document(project, "stamped"), 4, "sanctions", "Ben")
    assert "“stamped” reads like “draft”" in diptych("merge", tagged, project.path, "--dry-run").text
    assert diptych("merge", tagged, project.path, "--same-work").status == 0
    rows = diptych("annotations", tagged, "--json").records
    assert [(row["document"], row["paragraph"]) for row in rows] == [("draft", 3), ("draft", 4)]


def test_of_several_files_all_or_none_are_merged(tagged: Path, bens: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.diptych.json"
    broken.write_text("{")
    assert diptych("merge", tagged, bens, broken).status == 1
    assert coders(tagged) == ["Ana"]


INTERRUPTED = """
import os, signal, sys
from app.cli import merging
from app.cli.program import run
class Interrupting(merging.Progress):
    def show(self, text):
        if " of " in text:
            os.kill(os.getpid(), signal.SIGINT)
merging.Progress = Interrupting
run(["merge", *sys.argv[1:]])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to a process alone there")
def test_an_interrupt_takes_all_of_it_back(tagged: Path, bens: Path) -> None:
    ran = subprocess.run([sys.executable, "-c", INTERRUPTED, tagged, bens], capture_output=True, text=True)
    assert ran.returncode == 1
    assert "Cancelled. Nothing in “study.db” was changed." in ran.stderr
    assert coders(tagged) == ["Ana"]
