"""Annotations: one coder giving one passage one theme, taking it back, and all of them as readable rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import UserError
from app.model import Annotation, Box, Passage
from app.project import boxes, identity, passages
from app.project.database import Columns, Edit, Project

VISIBLE = """
    FROM annotations a
    JOIN passages p ON p.id = a.passage_id
    JOIN documents d ON d.id = p.document_id AND d.deleted IS NULL
    JOIN themes t ON t.id = a.theme_id AND t.deleted IS NULL
    JOIN coders c ON c.id = a.coder_id AND c.deleted IS NULL
"""
"""Annotations with what they refer to; one on a removed document is hidden until the document comes back."""

_COLUMNS = "a.id, a.passage_id, a.theme_id, a.coder_id, a.created, a.changed"


@dataclass(frozen=True, slots=True)
class FlatAnnotation:
    """An annotation with all that is said about it elsewhere; `paragraph` is the first ordinal it touches."""

    annotation_id: str
    document: str
    document_sha256: str
    page: int
    last_page: int
    paragraph: int | None
    paragraph_number: str | None
    kind: str | None
    quote: str
    theme: str
    coder: str
    memo: str | None
    created: str
    changed: str
    prefix: str
    suffix: str
    last_paragraph: int | None
    document_id: str
    passage_id: str
    packed_boxes: str

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where it is, one box a printed line."""
        return boxes.unpack(self.packed_boxes)


def all(project: Project, document_id: str | None = None) -> list[Annotation]:
    """The annotations of one document or of all, in the order of the text."""
    found = project.rows(
        f"SELECT {_COLUMNS} {VISIBLE} WHERE a.deleted IS NULL AND d.id = coalesce(?, d.id)"
        " ORDER BY d.created, d.id, p.text_start, p.text_end, p.id, t.ordinal, t.name, c.name",
        (document_id,),
    )
    return [Annotation(*row) for row in found]


def unsorted(project: Project, *, document: str = "", theme: str = "", coder: str = "") -> list[Annotation]:
    """The annotations in no order, those on removed documents too; only those of a thing (id) if given."""
    of_document = "passage_id IN (SELECT id FROM passages WHERE document_id = ?)"
    given = [(of_document, document), ("theme_id = ?", theme), ("coder_id = ?", coder)]
    conditions = "".join(f" AND {condition}" for condition, id in given if id)
    found = project.rows(
        f"SELECT {_COLUMNS} FROM annotations a WHERE deleted IS NULL{conditions}",
        [id for _, id in given if id],
    )
    return [Annotation(*row) for row in found]


def from_row(row: Columns) -> Annotation:
    """The annotation a row of `annotations` holds."""
    columns = ("id", "passage_id", "theme_id", "coder_id", "created", "changed")
    return Annotation(*(row[column] for column in columns))


def tag(edit: Edit, passage: Passage, theme_id: str, coder_id: str) -> Annotation:
    """Give a passage a theme, in a coder's name; done already, it stays as it is."""
    for table, id, what in (("themes", theme_id, "theme"), ("coders", coder_id, "coder")):
        row = edit.row(table, id)
        if row is None or row["deleted"] is not None:
            raise UserError(f"This {what} has been deleted. Undo, or choose another.")
    passages.store(edit, passage)
    id = identity.annotation_id(passage.id, theme_id, coder_id)
    edit.write(
        "annotations",
        {"id": id, "passage_id": passage.id, "theme_id": theme_id, "coder_id": coder_id, "deleted": None},
    )
    row = edit.row("annotations", id)
    assert row is not None
    return from_row(row)


def untag(edit: Edit, passage_id: str, theme_id: str, coder_id: str) -> None:
    """Take a theme off a passage again; where it was not given, nothing happens."""
    edit.delete("annotations", identity.annotation_id(passage_id, theme_id, coder_id))


def flat(
    project: Project, *, theme: str | None = None, coder: str | None = None, document: str | None = None
) -> Iterator[FlatAnnotation]:
    """The annotations as readable rows in the order of the text; `theme`, `coder`, `document` are ids."""
    found = project.rows(
        f"""
        SELECT a.id, d.title, d.sha256, p.page, p.last_page, p.first_paragraph, g.number, g.kind, p.quote,
               t.name, c.name, m.text, a.created, a.changed, p.prefix, p.suffix, p.last_paragraph,
               d.id, p.id, p.boxes
        {VISIBLE}
        LEFT JOIN paragraphs g ON g.document_id = p.document_id AND g.ordinal = p.first_paragraph
        LEFT JOIN memos m ON m.target = 'passage' AND m.target_id = a.passage_id AND m.coder_id = a.coder_id
             AND m.deleted IS NULL
        WHERE a.deleted IS NULL AND a.theme_id = coalesce(:theme, a.theme_id)
          AND a.coder_id = coalesce(:coder, a.coder_id) AND d.id = coalesce(:document, d.id)
        ORDER BY d.created, d.id, p.text_start, p.text_end, p.id, t.ordinal, t.name, c.name
        """,
        {"theme": theme, "coder": coder, "document": document},
    )
    return (FlatAnnotation(*row) for row in found)
