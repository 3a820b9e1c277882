"""REFI-QDA from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.running import diptych
from tests.app.exchange.refi.making import pdf_source, project_xml, span, write_qdpx
from tests.app.projects import add_document, new_project, tag


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A project with the document that the files made here have too."""
    with new_project(tmp_path) as project:
        tag(project, add_document(project), 3, "children", "Ana")
        return project.path


@pytest.mark.parametrize("format_", ["qdpx", "qdc"])
def test_what_is_exported_can_be_imported(study: Path, tmp_path: Path, format_: str) -> None:
    target = tmp_path / f"out.{format_}"
    assert diptych("export", study, "--format", format_, "-o", target).status == 0
    ran = diptych("import", study, target)
    assert ran.status == 0
    assert "themes: 0 new, 0 changed, 0 removed, 4 as they were" in ran.text


def test_an_import_brings_annotations(study: Path, tmp_path: Path) -> None:
    path = write_qdpx(tmp_path, project_xml(pdf_source(span(74, 105))))
    ran = diptych("import", study, path)
    assert "annotations: 1 new" in ran.text
    assert "Backed up as" in ran.err
    quotes = [row["quote"] for row in diptych("annotations", study, "--json").records]
    assert quotes == ["Calls upon all parties to protect children;", "Decides to renew the sanctions;"]


def test_a_dry_run_says_it_and_writes_nothing(study: Path, tmp_path: Path) -> None:
    before = study.read_bytes()
    path = write_qdpx(tmp_path, project_xml(pdf_source(span(74, 105)), more="<Links><Link/></Links>"))
    ran = diptych("import", study, path, "--dry-run")
    assert "annotations: 1 new" in ran.text
    assert "left out: 1 links" in ran.text
    assert "from Test 1.0: 1 codes, 1 users, 1 sources, 1 selections, 1 codings, 0 notes" in ran.text
    assert study.read_bytes() == before


def test_a_bad_file_is_one_line_and_costs_nothing(study: Path, tmp_path: Path) -> None:
    path = write_qdpx(tmp_path, "<!DOCTYPE x><Project/>")
    before = study.read_bytes()
    ran = diptych("import", study, path)
    assert ran.status == 1
    assert "document type" in ran.err.splitlines()[-1]
    assert study.read_bytes() == before
