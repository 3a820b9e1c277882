"""Printing paragraphs, with a project and without."""

from __future__ import annotations

from pathlib import Path

import pymupdf

from tests.app.cli.conftest import TEXTS, write_pdf
from tests.app.cli.running import diptych

KEYS = ["document", "paragraph", "kind", "number", "text", "page", "last_page", "boxes"]


def test_a_bare_pdf_needs_no_project(pdf: Path) -> None:
    ran = diptych("paragraphs", pdf)
    assert ran.status == 0
    assert [list(record) for record in ran.records] == [KEYS, KEYS]
    assert [record["number"] for record in ran.records] == ["1.", "2."]
    assert all(str(record["text"]) in text for record, text in zip(ran.records, TEXTS, strict=True))
    assert ran.records[0]["document"] == "decision"


def test_boxes_are_in_points_from_the_top_left(pdf: Path) -> None:
    (box,) = diptych("paragraphs", pdf).records[0]["boxes"]  # type: ignore[misc] # a list of one
    assert list(box) == ["page", "x0", "y0", "x1", "y1"]
    assert box["page"] == 1
    assert 70 < box["x0"] < 74
    assert 80 < box["y0"] < 100 < box["y1"] < 110


def test_a_project_has_the_paragraphs_of_its_documents(study: Path, pdf: Path) -> None:
    diptych("add", study, pdf)
    assert len(diptych("paragraphs", study).records) == 9
    chosen = diptych("paragraphs", study, "--document", "decision").records
    assert chosen == diptych("paragraphs", pdf).records


def test_without_tags_a_project_s_file_is_read_anew(study: Path, pdf: Path) -> None:
    diptych("add", study, pdf)
    ran = diptych("paragraphs", study, "--document", "decision", "--no-tags")
    assert ran.records == diptych("paragraphs", pdf, "--no-tags").records


def test_documents_are_for_projects_alone(pdf: Path) -> None:
    assert diptych("paragraphs", pdf, "--document", "decision").status == 2


def test_the_kinds_can_be_drawn_over_the_pages(pdf: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "seen.pdf"
    assert diptych("paragraphs", pdf, "--debug-pdf", drawn).records == diptych("paragraphs", pdf).records
    with pymupdf.open(drawn) as copy:
        text = copy[0].get_text()
    assert "1 paragraph" in text or "1 item" in text
    assert "Calls upon all parties" in text


def test_a_protected_pdf_can_be_drawn_with_its_password(tmp_path: Path) -> None:
    locked, drawn = write_pdf(tmp_path / "locked.pdf", password="right"), tmp_path / "seen.pdf"
    ran = diptych("paragraphs", locked, "--debug-pdf", drawn, "--password-file", "-", given="right\n")
    assert (ran.status, drawn.exists()) == (0, True)


def test_a_project_cannot_be_drawn(study: Path, tmp_path: Path) -> None:
    assert diptych("paragraphs", study, "--debug-pdf", tmp_path / "seen.pdf").status == 2


def test_the_drawing_never_takes_the_place_of_the_pdf(pdf: Path) -> None:
    before = pdf.read_bytes()
    assert diptych("paragraphs", pdf, "--debug-pdf", pdf).status == 2
    assert pdf.read_bytes() == before
