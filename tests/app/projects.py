"""Small projects for tests, made without any PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.model import Box, Document, Kind, Page, Paragraph
from app.project import annotations, codebook, coders, documents, passages
from app.project.database import Project
from app.text.document_text import DocumentText

LINES = (
    (Kind.HEADER, None, "S/2024/1"),
    (Kind.TITLE, None, "On the protection of children"),
    (Kind.PARAGRAPH, "1.", "Calls upon all parties to protect children;"),
    (Kind.PARAGRAPH, "2.", "Decides to renew the sanctions;"),
    (Kind.ITEM, "(a)", '=HYPERLINK("x"), said “plainly”'),
    (Kind.PARAGRAPH, "3.", "Remains seized of the matter."),
    (Kind.PAGE_NUMBER, None, "1"),
)


def document_text(lines: Sequence[tuple[Kind, str | None, str]] = LINES) -> DocumentText:
    """A one-page document with these paragraphs, one line each."""
    paragraphs = tuple(
        Paragraph(ordinal, kind, number, text, (Box(1, 72, 60 + 20 * ordinal, 500, 72 + 20 * ordinal),))
        for ordinal, (kind, number, text) in enumerate(lines, start=1)
    )
    return DocumentText(pages=(Page(1, 612, 792),), paragraphs=paragraphs, engine="test")


def add_document(project: Project, name: str = "draft", text: DocumentText | None = None) -> Document:
    """Put a document of that name into the project."""
    with project.edit() as edit:
        return documents.add(
            edit,
            content=f"%PDF of {name}".encode(),
            file_name=f"{name}.pdf",
            title=name,
            text=text or document_text(),
        )


def tag(
    project: Project, document: Document, first: int, theme: str, coder: str, last: int | None = None
) -> str:
    """Tag whole paragraphs and return the id of the passage."""
    paragraphs = documents.paragraphs(project, document.id)
    passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, first, last or first)
    with project.edit() as edit:
        annotations.tag(edit, passage, codebook.find(project, theme).id, coders.ensure(edit, coder).id)
    return passage.id


def new_project(folder: Path, name: str = "study") -> Project:
    """An empty project with the four first themes."""
    return Project.create(folder / f"{name}.db")
