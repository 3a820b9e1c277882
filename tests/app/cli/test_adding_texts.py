"""Texts, pages and Word files added from the command line."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.app.cli.running import diptych


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty project."""
    assert diptych("new", tmp_path / "texts.db").status == 0
    return tmp_path / "texts.db"


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    """The same two paragraphs as a text, as a page and as a Word file."""
    text, page, word = (tmp_path / name for name in ("interview.txt", "page.html", "report.docx"))
    text.write_text("Ann: We decided to stay.\nBen: Why?", "utf-8")
    page.write_text("<p>Ann: We decided to stay.</p><p>Ben: Why?</p>", "utf-8")
    document = docx.Document()
    for paragraph in ("Ann: We decided to stay.", "Ben: Why?"):
        document.add_paragraph(paragraph)
    document.save(str(word))
    return [text, page, word]


def test_they_are_typeset_and_read(project: Path, texts: list[Path]) -> None:
    ran = diptych("add", project, *texts)
    assert ran.status == 0
    assert ran.err.count("was typeset as a PDF to be read here.") == 3
    for path in texts:
        rows = diptych("paragraphs", project, "--document", path.name).records
        assert [row["text"] for row in rows] == ["Ann: We decided to stay.", "Ben: Why?"]


def test_they_can_be_tagged_and_handed_on_as_pdfs(project: Path, texts: list[Path], tmp_path: Path) -> None:
    diptych("add", project, texts[0])
    place = ("--document", "interview", "--paragraph", 1, "--theme", "children", "--coder", "Ana")
    assert diptych("tag", project, *place).status == 0
    assert diptych("export", project, "--format", "pdf", "-o", tmp_path / "out.pdf").status == 0
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_one_added_twice_is_noticed(project: Path, texts: list[Path]) -> None:
    diptych("add", project, *texts)
    ran = diptych("add", project, *texts)
    assert ran.err.count("already in the project") == 3
    assert len(diptych("documents", project, "--json").records) == 3


def test_one_that_cannot_be_read_is_named_and_the_others_are_added(project: Path, texts: list[Path]) -> None:
    texts[2].write_bytes(b"PK\x03\x04 rubbish")
    ran = diptych("add", project, *texts)
    assert ran.status == 1
    assert "report.docx: This file cannot be read as Word." in ran.err
    assert len(diptych("documents", project, "--json").records) == 2
