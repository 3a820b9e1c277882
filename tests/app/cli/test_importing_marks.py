"""Marks in PDFs, imported from the command line."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.app.cli.running import diptych


@pytest.fixture
def study(tmp_path: Path, pdf: Path) -> Path:
    """A project with the document decision."""
    project = tmp_path / "marks.db"
    diptych("new", project)
    assert diptych("add", project, pdf).status == 0
    return project


@pytest.fixture
def marked(pdf: Path) -> Path:
    """The document's file with a yellow highlight and a note in it."""
    path = pdf.with_name("marked.pdf")
    path.write_bytes(pdf.read_bytes())
    with pymupdf.open(path) as opened:
        page = opened[0]
        page.add_highlight_annot(page.search_for("renew the sanctions", quads=True)).set_info(title="Zoe")
        page.add_text_annot((40, 100), "Which parties?")
        opened.saveIncr()
    return path


def given(project: Path) -> list[tuple[object, ...]]:
    records = diptych("annotations", project, "--json").records
    return [(row["coder"], row["theme"], row["quote"]) for row in records]


def test_a_colour_is_a_theme(study: Path, marked: Path) -> None:
    ran = diptych("import", study, marked, "--map", "#FFFF00=sanctions", "--coder", "Ana")
    assert (ran.status, given(study)) == (0, [("Zoe", "sanctions", "renew the sanctions")])
    assert "memos: 1 new" in ran.text


def test_a_dry_run_lists_colours_that_stand_for_nothing(study: Path, marked: Path) -> None:
    ran = diptych("import", study, marked, "--dry-run")
    assert "left out: 1 marks in #ffff00, which stands for no theme" in ran.text
    assert given(study) == []


def test_a_colour_without_a_theme_is_an_error(study: Path, marked: Path) -> None:
    ran = diptych("import", study, marked, "--map", "yellow=sanctions")
    assert (ran.status, ran.out) == (1, b"")
    assert "#ffff00=children" in ran.err


def test_merging_a_pdf_says_what_to_do(study: Path, marked: Path) -> None:
    ran = diptych("merge", study, marked)
    assert ran.status == 1
    assert "import" in ran.err
