"""Paragraphs come from the project when they are asked for, and are the same as read at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import ProjectRefused
from app.model import Box, Document, Kind, Page, Paragraph
from app.project import documents
from app.project.database import Project
from app.project.lazy_paragraphs import AT_ONCE, LazyParagraphs
from app.text.document_text import DocumentText

COUNT = 2 * AT_ONCE + 5


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.db") as made:
        yield made


@pytest.fixture
def document(project: Project) -> Document:
    paragraphs = tuple(
        Paragraph(n, Kind.PARAGRAPH, f"{n}.", f"Text {n}.", (Box(1 + n // 40, 10, n, 90, n + 1),))
        for n in range(1, COUNT + 1)
    )
    pages = tuple(Page(number, 100, 800) for number in range(1, 5))
    text = DocumentText(pages=pages, paragraphs=paragraphs, engine="by hand")
    with project.edit() as edit:
        return documents.add(edit, content=b"long", file_name="long.pdf", title=None, text=text)


def test_each_is_what_reading_all_at_once_finds(project: Project, document: Document) -> None:
    whole = documents.paragraphs(project, document.id)
    lazy = LazyParagraphs(project, document.id)
    assert len(lazy) == COUNT
    assert lazy[AT_ONCE] == whole[AT_ONCE]
    assert lazy[-1] == whole[-1]
    assert lazy[AT_ONCE - 2 : AT_ONCE + 2] == whole[AT_ONCE - 2 : AT_ONCE + 2]
    assert tuple(lazy) == whole
    assert [each.ordinal for each in lazy.outline] == [each.ordinal for each in whole]
    assert [each.page for each in lazy.outline] == [each.page for each in whole]


@pytest.mark.parametrize("place", [COUNT, -COUNT - 1])
def test_there_is_none_beyond_the_last(project: Project, document: Document, place: int) -> None:
    with pytest.raises(IndexError):
        LazyParagraphs(project, document.id)[place]


def test_reading_on_ends(project: Project, document: Document) -> None:
    lazy = LazyParagraphs(project, document.id)
    lazy[AT_ONCE]
    assert [lazy.read_on() for _ in range(4)] == [True, True, False, False]


def test_only_what_is_asked_for_is_read(project: Project, document: Document) -> None:
    damage(project, document, "boxes = '[[]]'", ordinal=COUNT)
    lazy = LazyParagraphs(project, document.id)
    assert lazy[0].text == "Text 1."
    with pytest.raises(ProjectRefused, match="damaged"):
        lazy[COUNT - 1]


def test_an_unknown_kind_is_damage(project: Project, document: Document) -> None:
    damage(project, document, "kind = 'limerick'", ordinal=2)
    with pytest.raises(ProjectRefused, match="damaged"):
        LazyParagraphs(project, document.id)


def damage(project: Project, document: Document, how: str, ordinal: int) -> None:
    with sqlite3.connect(project.path) as connection:
        connection.execute(
            f"UPDATE paragraphs SET {how} WHERE document_id = ? AND ordinal = ?", (document.id, ordinal)
        )
    connection.close()
