"""All that a project holds, deleted rows included, in the form in which it travels to another project."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, runtime_checkable

from app.project import boxes, versions
from app.project.database import Edit, Project
from app.project.failures import making_sense
from app.project.superseded import KEPT, Version, unsaid_elsewhere

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("id", "sha256", "title", "file_name", "page_count", "engine"),
    "corrections": ("id", "document_id", "what", "before", "after", "near", "kind"),
    "coders": ("id", "name"),
    "completions": ("id", "document_id", "coder_id"),
    "themes": ("id", "name", "parent_id", "colour", "key", "definition", "ordinal"),
    "passages": (
        *("id", "document_id", "kind", "first_paragraph", "last_paragraph", "page", "last_page"),
        *("quote", "prefix", "suffix", "text_start", "text_end", "boxes"),
    ),
    "annotations": ("id", "passage_id", "theme_id", "coder_id"),
    "memos": ("id", "target", "target_id", "coder_id", "text"),
}
"""The columns of each table people's work is in, in an order in which rows can be written."""

STAMPS = ("created", "changed", "deleted")
PARAGRAPH_COLUMNS = ("ordinal", "kind", "number", "level", "page", "last_page", "cited_by", "text", "boxes")
_FOUND_COLUMNS = tuple(column for column in PARAGRAPH_COLUMNS if column not in ("page", "last_page"))
PAGE_COLUMNS = ("number", "width", "height")

Row = Mapping[str, object]
Rows = Mapping[str, Mapping[str, Row]]
"""Every table's rows by their ids."""


Cells = tuple[tuple[object, ...], ...]
"""Rows column by column."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A document's pages and paragraphs as they are stored, column by column."""

    pages: Cells
    paragraphs: Cells


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document's file; the content is None where only its hash is known."""

    name: str
    size: int
    content: bytes | None


class State(Protocol):
    """What one project says; texts and files are read when asked for."""

    @property
    def rows(self) -> Rows:
        """Every table's rows by their ids."""

    @property
    def losses(self) -> Sequence[str]:
        """What it came from also said, and a project has no place for."""

    def text(self, document_id: str) -> StoredText:
        """A document's pages and paragraphs."""

    def file(self, sha256: str) -> StoredFile | None:
        """The file of that hash, as far as it is known."""


@runtime_checkable
class OwnReading(Protocol):
    """A state whose passages lie in a reading of the documents that may be another than this project's."""

    def paragraphs(self, document_id: str) -> Cells:
        """A document's paragraphs as its passages count them, its readers' corrections made."""


@runtime_checkable
class Remembering(Protocol):
    """A state that tells what was written before as well."""

    @property
    def versions(self) -> Mapping[str, Version]:
        """The versions of rows that gave way to others, by id."""


class ProjectState:
    """The state of an open project."""

    losses: Sequence[str] = ()

    def __init__(self, project: Project) -> None:
        self._project = project
        self.rows: Rows = {table: _rows(project, table) for table in COLUMNS}

    @cached_property
    def versions(self) -> dict[str, Version]:
        """The versions of rows that gave way to others, by id; read when first asked for."""
        with making_sense(self._project.path):
            return unsaid(versions.stored(self._project).values(), self.rows)

    def text(self, document_id: str) -> StoredText:
        """A document's pages, and its paragraphs as they were found, before any correction."""
        found = self._select("found_paragraphs", _FOUND_COLUMNS, document_id)
        return StoredText(
            self._select("pages", PAGE_COLUMNS, document_id),
            tuple(map(_with_pages, found)) or self.paragraphs(document_id),
        )

    def paragraphs(self, document_id: str) -> Cells:
        """A document's paragraphs as its passages count them, its readers' corrections made."""
        return self._select("paragraphs", PARAGRAPH_COLUMNS, document_id)

    def _select(self, table: str, columns: tuple[str, ...], document_id: str) -> Cells:
        found = self._project.rows(
            f"SELECT {', '.join(columns)} FROM {table} WHERE document_id = ? ORDER BY {columns[0]}",
            (document_id,),
        )
        return tuple(tuple(row) for row in found)

    def file(self, sha256: str) -> StoredFile | None:
        """The file of that hash, as far as it is known."""
        found = self._project.rows("SELECT name, size, content FROM files WHERE sha256 = ?", (sha256,))
        return StoredFile(*found[0]) if found else None

    def has_content(self, sha256: str) -> bool:
        """Whether the file is there, without reading it."""
        return has_content(self._project, sha256)


def unsaid(found: Collection[Version], rows: Rows) -> dict[str, Version]:
    """Those versions, by id, that say what the rows and the other versions do not."""
    known = {(version.table, version.row_id) for version in found if version.table in KEPT}
    standing = [Version.of(table, rows[table][id]) for table, id in known if id in rows[table]]
    return {version.id: version for version in unsaid_elsewhere(found, standing)}


def _with_pages(cells: tuple[object, ...]) -> tuple[object, ...]:
    """The cells of a paragraph as it was found, with the pages it begins and ends on."""
    row = dict(zip(_FOUND_COLUMNS, cells, strict=True))
    lines = boxes.unpack(str(row["boxes"]))
    pages = {"page": lines[0].page, "last_page": lines[-1].page}
    return tuple({**row, **pages}[column] for column in PARAGRAPH_COLUMNS)


def has_content(project: Project, sha256: str) -> bool:
    """Whether a document's file is in the project, or linked; without reading it."""
    asked = "SELECT 1 FROM files WHERE sha256 = ? AND (content IS NOT NULL OR link IS NOT NULL)"
    return bool(project.rows(asked, (sha256,)))


def _rows(project: Project, table: str) -> dict[str, Row]:
    columns = (*COLUMNS[table], *STAMPS)
    found = project.rows(f"SELECT {', '.join(columns)} FROM {table}")
    return {row[0]: dict(zip(columns, row, strict=True)) for row in found}


def write_text(edit: Edit, document_id: str, text: StoredText) -> None:
    """Give a document that has none its pages and paragraphs."""
    for table, columns, rows in (
        ("pages", PAGE_COLUMNS, text.pages),
        ("paragraphs", PARAGRAPH_COLUMNS, text.paragraphs),
    ):
        places = ", ".join("?" * (len(columns) + 1))
        edit.execute_many(
            f"INSERT INTO {table} (document_id, {', '.join(columns)}) VALUES ({places})",
            [(document_id, *row) for row in rows],
        )


def write_file(edit: Edit, sha256: str, file: StoredFile) -> None:
    """Keep a document's file, or what is known of it; content that is there stays."""
    edit.execute(
        "INSERT INTO files (sha256, name, size, content) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (sha256) DO UPDATE"
        " SET content = coalesce(content, excluded.content), size = max(size, excluded.size)",
        (sha256, file.name, file.size, file.content),
    )


def delay_references(edit: Edit) -> None:
    """Check what rows refer to when the edit ends, so that they can be written in any order."""
    edit.execute("PRAGMA defer_foreign_keys = ON")
