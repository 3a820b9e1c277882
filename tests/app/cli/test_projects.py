"""Making a project and adding PDFs to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.conftest import write_pdf
from tests.app.cli.running import diptych


def titles(project: Path) -> list[object]:
    return [record["document"] for record in diptych("documents", project, "--json").records]


def test_a_new_project_has_the_four_themes(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    assert diptych("new", path).status == 0
    themes = [(theme["theme"], theme["key"]) for theme in diptych("themes", path, "--json").records]
    assert themes == [("children", "1"), ("financing", "2"), ("sanctions", "3"), ("procurement", "4")]


def test_an_existing_file_is_not_made_anew(study: Path) -> None:
    before = study.read_bytes()
    assert diptych("new", study).status == 1
    assert study.read_bytes() == before


def test_files_are_added_and_the_bad_ones_named(study: Path, pdf: Path, tmp_path: Path) -> None:
    text = tmp_path / "notes.pdf"
    text.write_text("not a PDF")
    empty = tmp_path / "empty.pdf"
    empty.touch()
    ran = diptych("add", study, text, empty, tmp_path / "missing.pdf", tmp_path, pdf)
    assert ran.status == 1
    problems = [line for line in ran.err.splitlines() if line.startswith("diptych: ")]
    assert [line.split(": ")[1] for line in problems] == [
        "notes.pdf",
        "empty.pdf",
        "missing.pdf",
        tmp_path.name,
    ]
    assert titles(study) == ["draft", "decision"]


def test_the_same_file_again_is_noticed(study: Path, pdf: Path) -> None:
    assert diptych("add", study, pdf, pdf).status == 0
    again = diptych("add", study, pdf)
    assert again.status == 0
    assert "already in the project, as “decision”" in again.err
    assert titles(study) == ["draft", "decision"]


@pytest.mark.parametrize(("password", "status"), [("right", 0), ("wrong", 1), (None, 1)])
def test_a_protected_file_needs_its_password(
    study: Path, tmp_path: Path, password: str | None, status: int
) -> None:
    locked = write_pdf(tmp_path / "locked.pdf", password="right")
    options = ("--password-file", "-") if password else ()
    ran = diptych("add", study, locked, *options, given=f"{password}\n" if password else None)
    assert ran.status == status
    assert ("locked" in titles(study)) == (status == 0)
    assert password is None or password not in ran.err
