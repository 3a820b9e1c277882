"""`diptych recognise` gives scanned documents paragraphs, or says why it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.project.backup import backups
from tests.app.cli.running import diptych
from tests.app.scans import needs_tesseract, scan, without_tesseract


@pytest.fixture
def scanned(tmp_path: Path) -> Path:
    """A project with a scan of one page in it, closed."""
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan())
    diptych("new", tmp_path / "study.db")
    ran = diptych("add", tmp_path / "study.db", path)
    assert "probably a scan" in ran.err
    assert "diptych recognise" in ran.err
    return tmp_path / "study.db"


@needs_tesseract
def test_a_scan_gets_paragraphs(scanned: Path) -> None:
    assert diptych("paragraphs", scanned).records == []
    ran = diptych("recognise", scanned, "--document", "scan")
    assert ran.status == 0
    assert "Text was recognised on pages: 1." in ran.err
    found = diptych("paragraphs", scanned).records
    assert f"scan now has {len(found)} paragraphs" in ran.err
    place = ("--document", "scan", "--paragraph", 3, "--theme", "children", "--coder", "Ana")
    assert diptych("tag", scanned, *place).status == 0
    assert len(backups(scanned)) == 1


@needs_tesseract
def test_tags_outlast_recognising_again(scanned: Path) -> None:
    diptych("recognise", scanned, "--document", "scan")
    place = ("--document", "scan", "--paragraph", 4, "--theme", "children", "--coder", "Ana")
    assert diptych("tag", scanned, *place).status == 0
    before = diptych("annotations", scanned, "--json").records
    assert diptych("recognise", scanned, "--document", "scan").status == 0
    assert diptych("annotations", scanned, "--json").records == before


def test_without_tesseract_it_says_what_to_install_and_changes_nothing(
    scanned: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_tesseract(monkeypatch, tmp_path)
    before = scanned.read_bytes()
    ran = diptych("recognise", scanned, "--document", "scan")
    assert ran.status == 1
    assert "apt install tesseract-ocr-eng" in ran.err
    assert scanned.read_bytes() == before
    assert backups(scanned) == []


@needs_tesseract
def test_a_document_that_is_no_scan_is_refused(scanned: Path, pdf: Path) -> None:
    diptych("add", scanned, pdf)
    ran = diptych("recognise", scanned, "--document", "decision")
    assert ran.status == 1
    assert "No page of this document is a scan" in ran.err
