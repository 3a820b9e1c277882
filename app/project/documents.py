"""The documents of a project: added with their text, listed, found, renamed, removed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.errors import UserError
from app.model import FURNITURE, Document, Page, Paragraph
from app.project import boxes, identity, lazy_paragraphs, names
from app.project.database import Columns, Edit, Project
from app.project.passages import FullText
from app.text.document_text import DocumentText

_LARGEST = 900_000_000
"""Bytes; SQLite holds at most 10⁹ in one value."""


def all(project: Project) -> list[Document]:
    """The documents in the order they were added."""
    found = project.rows("SELECT * FROM documents WHERE deleted IS NULL ORDER BY created, id")
    return [from_row(row) for row in found]


def from_row(row: Columns) -> Document:
    """The document a row of `documents` holds."""
    columns = ("id", "sha256", "title", "file_name", "page_count", "engine", "created")
    return Document(*(row[column] for column in columns))


def find(project: Project, name: str) -> Document:
    """The document of this title, file name or id, or the only one that starts so; UserError lists them."""
    return names.pick(name, "document", all(project), lambda d: (d.title, d.file_name), lambda d: d.id)


def with_sha256(project: Project, sha256: str) -> Document | None:
    """The document whose file has this hash, if the project has it."""
    found = project.rows("SELECT * FROM documents WHERE sha256 = ? AND deleted IS NULL", (sha256,))
    return from_row(found[0]) if found else None


def add(
    edit: Edit,
    *,
    content: bytes,
    file_name: str,
    title: str | None,
    text: DocumentText,
    link: Path | None = None,
) -> Document:
    """Put a document into the project, with a copy of its file unless `link` says where to find it.

    One removed before comes back with its annotations. Raises UserError if the project has it already.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    present = with_sha256(edit.project, sha256)
    if present is not None:
        raise UserError(f"“{file_name}” is in the project already, as “{present.title}”.")
    id = identity.document_id(sha256)
    name = names.without_controls(file_name)[-names.LONGEST_TITLE :] or "document"
    row: dict[str, object] = {
        "id": id,
        "title": _free_title(edit, title or Path(name).stem, id),
        "file_name": name,
    }
    removed = edit.row("documents", id)
    if removed is None:
        row |= {"sha256": sha256, "page_count": len(text.pages), "engine": text.engine}
    edit.write("documents", {**row, "deleted": None})
    _keep_file(edit, sha256, name, content, link)
    if removed is None:
        insert_pages(edit, id, text.pages)
        insert_paragraphs(edit, id, text.paragraphs, dict(text.citations))
    return _existing(edit, id)


def paragraphs(project: Project, document_id: str) -> tuple[Paragraph, ...]:
    """A document's paragraphs in reading order."""
    return lazy_paragraphs.read(project, document_id)


def furniture(project: Project, document_id: str) -> frozenset[int]:
    """The ordinals of a document's running heads, page feet and page numbers."""
    kinds = [kind.value for kind in FURNITURE]
    places = ", ".join("?" * len(kinds))
    found = project.rows(
        f"SELECT ordinal FROM paragraphs WHERE document_id = ? AND kind IN ({places})", (document_id, *kinds)
    )
    return frozenset(row[0] for row in found)


def paragraph_count(project: Project, document_id: str) -> int:
    """How many paragraphs a document has, running heads, page feet and page numbers included."""
    found = project.rows("SELECT count(*) FROM paragraphs WHERE document_id = ?", (document_id,))
    return int(found[0][0])


def pages(project: Project, document_id: str) -> tuple[Page, ...]:
    """The sizes of a document's pages, in points."""
    found = project.rows(
        "SELECT number, width, height FROM pages WHERE document_id = ? ORDER BY number", (document_id,)
    )
    return tuple([Page(*row) for row in found])


def text(project: Project, document_id: str) -> str:
    """A document's text: its paragraphs without running heads, feet and page numbers, joined by a newline."""
    return FullText(paragraphs(project, document_id)).text


def rename(edit: Edit, id: str, title: str) -> None:
    """Give a document another title. Raises UserError if another document has it."""
    tidy = names.clean_title(title)
    _existing(edit, id)
    for other in all(edit.project):
        if other.id != id and identity.folded(other.title) == identity.folded(tidy):
            raise UserError(f"There is a document “{other.title}” already.")
    edit.write("documents", {"id": id, "title": tidy})


def remove(edit: Edit, id: str) -> None:
    """Take a document out of the project; its annotations go with it, and come back if it does."""
    _existing(edit, id)
    edit.delete("documents", id)


def insert_pages(edit: Edit, id: str, pages: Sequence[Page]) -> None:
    """Write down the pages of a document that has none."""
    edit.execute_many(
        "INSERT INTO pages (document_id, number, width, height) VALUES (?, ?, ?, ?)",
        [(id, page.number, page.width, page.height) for page in pages],
    )


def insert_paragraphs(edit: Edit, id: str, paragraphs: Sequence[Paragraph], cited: Mapping[int, int]) -> None:
    """Write down paragraphs of a document; `cited` gives for a footnote the ordinal of what cites it."""
    edit.execute_many(
        "INSERT INTO paragraphs"
        " (document_id, ordinal, kind, number, level, page, last_page, cited_by, text, boxes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(id, p.ordinal, p.kind.value, p.number and names.storable(p.number), p.level),
                *(p.page, p.last_page, cited.get(p.ordinal), names.storable(p.text), boxes.pack(p.boxes)),
            )
            for p in paragraphs
        ],
    )


def _existing(edit: Edit, id: str) -> Document:
    row = edit.row("documents", id)
    if row is None or row["deleted"] is not None:
        raise UserError("This document has been removed from the project. Undo to have it back.")
    return from_row(row)


def _free_title(edit: Edit, title: str, id: str) -> str:
    tidy = names.clean_title(names.without_controls(title)[: names.LONGEST_TITLE - 10] or "Untitled")
    taken = {identity.folded(document.title) for document in all(edit.project) if document.id != id}
    free, number = tidy, 1
    while identity.folded(free) in taken:
        number += 1
        free = f"{tidy} ({number})"
    return free


def _keep_file(edit: Edit, sha256: str, name: str, content: bytes, link: Path | None) -> None:
    kept = edit.rows("SELECT content IS NOT NULL AS whole FROM files WHERE sha256 = ?", (sha256,))
    if kept and kept[0]["whole"]:
        return
    if link is None and len(content) > _LARGEST:
        raise UserError(
            f"“{name}” is too large to be copied into the project ({len(content) / 1e6:,.0f} MB; "
            f"{_LARGEST / 1e6:,.0f} MB is the most)."
        )
    edit.execute(
        "INSERT OR REPLACE INTO files (sha256, name, size, content, link) VALUES (?, ?, ?, ?, ?)",
        (sha256, name, len(content), None if link else content, link.as_posix() if link else None),
    )
