"""An export says which memos it has no place for."""

from __future__ import annotations

import io

import pytest

from app.exchange.contents import By, Selection
from app.exchange.export import Format, export
from app.model import Document, MemoTarget
from app.project import codebook, coders, memos
from app.project.database import Project

DOCUMENT = "Memos on documents or on passages without a theme are left out: 1."
THEME = "Memos on themes are left out: 1."


@pytest.fixture
def noted(annotated: Project, document: Document) -> Project:
    """The annotated project with a memo on its document and one on a theme, not by the same coder."""
    with annotated.edit() as edit:
        ana, ben = (coders.find(annotated, name).id for name in ("Ana", "Ben"))
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ana, "long")
        memos.write(edit, MemoTarget.THEME, codebook.find(annotated, "children").id, ben, "wide")
    return annotated


def notices(project: Project, format_: Format, selection: Selection) -> tuple[str, ...]:
    return export(project, format_, io.BytesIO(), selection).notices


@pytest.mark.parametrize("format_", [Format.CSV, Format.JSONL, Format.XLSX])
def test_tables_of_annotations(noted: Project, format_: Format) -> None:
    assert notices(noted, format_, Selection()) == (DOCUMENT, THEME)
    assert notices(noted, format_, Selection(codebook=True)) == ()


@pytest.mark.parametrize("format_", [Format.HTML, Format.DOCX])
def test_reports(noted: Project, format_: Format) -> None:
    assert notices(noted, format_, Selection()) == ("Memos on documents are left out: 1.",)
    assert notices(noted, format_, Selection(by=By.DOCUMENT)) == (THEME,)


def test_what_was_not_asked_for_is_not_left_out(noted: Project) -> None:
    ben = frozenset({coders.find(noted, "Ben").id})
    assert notices(noted, Format.CSV, Selection(coders=ben)) == (THEME,)
    themes = frozenset({codebook.find(noted, "sanctions").id})
    assert notices(noted, Format.CSV, Selection(themes=themes)) == ()


def test_the_exchange_file_leaves_nothing_out(noted: Project) -> None:
    assert notices(noted, Format.WEB_ANNOTATION, Selection()) == ()
