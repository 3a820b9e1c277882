"""PDFs of a page, and projects that hold them or stand without."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from tests.app.cli.running import diptych
from tests.app.projects import add_document, new_project

TEXTS = ("1. Calls upon all parties to protect children;", "2. Decides to renew the sanctions;")


def write_pdf(path: Path, texts: tuple[str, ...] = TEXTS, password: str = "") -> Path:
    """Write a PDF of one page with these paragraphs."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for place, text in enumerate(texts):
            page.insert_text((72, 100 + 60 * place), text, fontsize=11)
        lock = {"encryption": pymupdf.PDF_ENCRYPT_AES_256, "user_pw": password} if password else {}
        pdf.save(path, **lock)
    return path


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF with two numbered paragraphs."""
    return write_pdf(tmp_path / "decision.pdf")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A project of one document, draft, closed."""
    with new_project(tmp_path) as project:
        add_document(project)
        return project.path


@pytest.fixture
def tagged(study: Path) -> Path:
    """The project with one annotation in it, and its memo."""
    place = ("--document", "draft", "--paragraph", 3, "--theme", "children", "--coder", "Ana")
    assert diptych("tag", study, *place, "--memo", "Which parties?").status == 0
    return study
