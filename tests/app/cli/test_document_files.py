"""Exports of one file a document from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from cassis import load_cas_from_json

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
    assert f"2 files in {target}" in ran.err


def test_texts_for_language_processing(two: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    ran = diptych("export", two, "--format", "uima-cas", "-o", target)
    assert (ran.status, ran.out) == (0, b"")
    assert f"Wrote 2 files in {target}: 1 annotations." in ran.err
    cas = load_cas_from_json((target / "one.json").read_text("utf-8"))
    (found,) = cas.select("diptych.ThemeAnnotation")
    assert (found.get_covered_text(), found.theme, found.coder, found.memo) == (
        "1. Calls upon all parties to protect children;",
        "children",
        "Ana",
        "Which parties?",
    )


@pytest.mark.parametrize("format_", ["pdf", "uima-cas"])
@pytest.mark.parametrize("more", [(), ("-o", "-")])
def test_without_a_place_to_go_it_says_so(two: Path, format_: str, more: tuple[str, ...]) -> None:
    ran = diptych("export", two, "--format", format_, *more)
    assert ran.status == 2
    assert "-o" in ran.err
