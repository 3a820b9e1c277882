"""Reports from the command line."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.app.cli.running import diptych


@pytest.mark.parametrize(("more", "heading"), [((), "children"), (("--by", "document"), "draft")])
def test_html_to_standard_output(tagged: Path, more: tuple[str, ...], heading: str) -> None:
    ran = diptych("export", tagged, "--format", "html", *more)
    assert (ran.status, ran.err) == (0, "")
    assert ran.text.startswith("<!DOCTYPE html>")
    assert f"{heading}</h2>" in ran.text
    assert "Which parties?" in ran.text


def test_word_to_a_file(tagged: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    assert diptych("export", tagged, "--format", "docx", "-o", target).status == 0
    headings = [
        p.text for p in docx.Document(str(target)).paragraphs if p.style and p.style.name == "Heading 1"
    ]
    assert headings == ["● children"]
