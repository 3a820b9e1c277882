"""Annotated PDFs from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.conftest import write_pdf
from tests.app.cli.running import diptych
from tests.app.pdf.reading_marks import highlights


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A project of two PDFs, the first tagged."""
    project = tmp_path / "two.db"
    files = [write_pdf(tmp_path / "one.pdf"), write_pdf(tmp_path / "other.pdf", ("3. Urges restraint;",))]
    assert diptych("new", project).status == 0
    assert diptych("add", project, *files).status == 0
    place = ("--document", "one", "--paragraph", 1, "--theme", "children", "--coder", "Ana")
    assert diptych("tag", project, *place, "--memo", "Which parties?").status == 0
    return project


def test_one_document_to_a_file(two: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    ran = diptych("export", two, "--format", "pdf", "--document", "one", "-o", target)
    assert (ran.status, ran.out) == (0, b"")
    assert "1 highlights" in ran.err
    (found,) = highlights(target.read_bytes())
    assert found.words == "1. Calls upon all parties to protect children;"
    assert found.content == "children\n\nWhich parties?"


def test_several_to_a_folder(two: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    ran = diptych("export", two, "--format", "pdf", "-o", target)
    assert sorted(path.name for path in target.iterdir()) == ["one.pdf", "other.pdf"]
    assert f"2 PDFs in {target}" in ran.err


@pytest.mark.parametrize("more", [(), ("-o", "-")])
def test_without_a_place_to_go_it_says_so(two: Path, more: tuple[str, ...]) -> None:
    ran = diptych("export", two, "--format", "pdf", *more)
    assert ran.status == 2
    assert "-o" in ran.err
