"""Documents and projects made by hand, so that no test here needs a PDF."""

from __future__ import annotations

from pathlib import Path

from app.model import Box, Document, Kind, Page, Paragraph
from app.project import annotations as stored_annotations
from app.project import codebook, coders, documents, passages
from app.project.database import Edit, Project
from app.text.document_text import DocumentText

RUNNING_HEAD = "S/RES/2388 (2017)"


def document_text(*texts: str, pages: int = 2) -> DocumentText:
    """Paragraphs of these texts, spread over the pages, with a running head at the top of each page."""
    rows: list[tuple[int, Kind, str]] = []
    for page in range(1, pages + 1):
        rows.append((page, Kind.HEADER, RUNNING_HEAD))
        share = texts[(page - 1) * len(texts) // pages : page * len(texts) // pages]
        rows += [(page, Kind.PARAGRAPH, text) for text in share]
    made = [
        Paragraph(ordinal, kind, None, text, (Box(page, 72.0, 10.0 * ordinal, 540.25, 10.0 * ordinal + 9.5),))
        for ordinal, (page, kind, text) in enumerate(rows, start=1)
    ]
    sizes = tuple(Page(number, 612.0, 792.0) for number in range(1, pages + 1))
    return DocumentText(sizes, tuple(made), "by hand")


FOUR = ("Calls upon States", "Recalling the Charter", "Urges the supply of aid", "Decides to remain seized")


def add_document(edit: Edit, name: str = "decision", *texts: str) -> Document:
    """A document whose file is just its name."""
    text = document_text(*(texts or FOUR))
    return documents.add(edit, content=name.encode(), file_name=f"{name}.pdf", title=None, text=text)


def tag(edit: Edit, document: Document, ordinal: int, theme: str = "children", coder: str = "Ana") -> str:
    """Tag one paragraph; the annotation's id."""
    project = edit.project
    chosen = codebook.find(project, theme)
    who = coders.ensure(edit, coder)
    text = documents.paragraphs(project, document.id)
    passage = passages.of_paragraphs(text, document.id, document.sha256, ordinal, ordinal)
    return stored_annotations.tag(edit, passage, chosen.id, who.id).id


def project_with_annotation(path: Path) -> tuple[Document, str]:
    """A closed project at `path` with one document and one annotation on its second paragraph."""
    with Project.create(path) as project, project.edit() as edit:
        document = add_document(edit)
        return document, tag(edit, document, 2)
