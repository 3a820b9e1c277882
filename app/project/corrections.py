"""Readers' corrections of a document's paragraphs: made, taken back, and kept when its text is found anew.

The table `paragraphs` always holds the corrected paragraphs, so that everything else reads those alone; what
they were before is in `found_paragraphs`. Both follow from the corrections, which are what is remembered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.errors import UserError
from app.model import FURNITURE, Kind, Paragraph
from app.project import boxes, documents, identity, names
from app.project.correcting import Correction, Letters, What, context_after, context_before, corrected
from app.project.database import Edit, Project
from app.project.replacing import replace_paragraphs
from app.text.document_text import DocumentText

_BETWEEN = FURNITURE | {Kind.FOOTNOTE, Kind.CAPTION, Kind.TABLE}


def split(edit: Edit, document_id: str, ordinal: int, offset: int) -> None:
    """Make two paragraphs of one at a position in its text. Raises UserError if one would have no words."""
    paragraph, letters = _paragraph(edit.project, document_id, ordinal)
    before, after = paragraph.text[:offset], paragraph.text[offset:]
    reduced = identity.normalised(before)
    if not reduced or not identity.normalised(after):
        raise UserError("A paragraph is split inside its text, with words before and after the place.")
    _decide(edit, document_id, Correction(What.SPLIT, before, after, letters + len(reduced)))


def join(edit: Edit, document_id: str, ordinal: int, other: int | None = None) -> None:
    """Make one paragraph of two, `other` being the next of the running text if it is not said.

    Running heads and feet between them, and footnotes, captions and tables, are stepped over. Raises
    UserError if none follows.
    """
    first, letters = _paragraph(edit.project, document_id, ordinal)
    second, _ = _paragraph(edit.project, document_id, other or _next(edit.project, document_id, first))
    reduced = identity.normalised(first.text)
    if not reduced or not identity.normalised(second.text):
        raise UserError("A paragraph without words cannot be joined to another.")
    _decide(edit, document_id, Correction(What.JOIN, first.text, second.text, letters + len(reduced)))


def set_kind(edit: Edit, document_id: str, ordinal: int, kind: Kind) -> None:
    """Say what kind a paragraph is of. Raises UserError if it has no words to be known by."""
    paragraph, letters = _paragraph(edit.project, document_id, ordinal)
    if not identity.normalised(paragraph.text):
        raise UserError("A paragraph without words cannot be given another kind.")
    _decide(edit, document_id, Correction(What.KIND, "", paragraph.text, letters, kind))


def follow(edit: Edit) -> None:
    """Bring paragraphs in step with the corrections this edit wrote itself, as undo, redo and merging do."""
    for document_id in sorted(
        {str(change.after["document_id"]) for change in edit.changes.of("corrections")}
    ):
        found, cited = _found(edit.project, document_id)
        _keep_found(edit, document_id, found, cited)
        _correct(edit, document_id, found, cited)


def find_anew(edit: Edit, document_id: str, text: DocumentText) -> None:
    """Put a document's text, found anew, in the place of the former; corrections and passages are kept."""
    edit.write("documents", {"id": document_id, "page_count": len(text.pages), "engine": text.engine})
    edit.execute("DELETE FROM pages WHERE document_id = ?", (document_id,))
    documents.insert_pages(edit, document_id, text.pages)
    edit.execute("DELETE FROM found_paragraphs WHERE document_id = ?", (document_id,))
    found = [replace(p, boxes=boxes.rounded(p.boxes), text=names.storable(p.text)) for p in text.paragraphs]
    cited = dict(text.citations)
    if _decided(edit.project, document_id):
        _keep_found(edit, document_id, found, cited)
    _correct(edit, document_id, found, cited)


def _decide(edit: Edit, document_id: str, made: Correction) -> None:
    """Write a decision down, in the place of an earlier one about the same point, and follow it."""
    found, cited = _found(edit.project, document_id)
    _keep_found(edit, document_id, found, cited)
    letters = Letters(found)
    before, after = context_before(made.before), context_after(made.after)
    point = letters.find(before, after, made.near)
    near = made.near if point is None else point
    about = "kind" if made.what is What.KIND else "boundary"
    words = f"{identity.normalised(before)}|{identity.normalised(after)}"
    id = identity.correction_id(document_id, about, words, letters.earlier(near, before, after))
    row: dict[str, object] = {"id": id, "document_id": document_id, "what": made.what.value, "near": near}
    row |= {"before": before, "after": after, "kind": made.kind and made.kind.value, "deleted": None}
    edit.write("corrections", row)
    _correct(edit, document_id, found, cited)


def _correct(edit: Edit, document_id: str, found: Sequence[Paragraph], cited: Mapping[int, int]) -> None:
    """Let the paragraphs be those found, with the decisions there are now."""
    paragraphs, now = corrected(found, _decided(edit.project, document_id))
    notes = {now[note]: now[by] for note, by in cited.items() if note in now and by in now}
    replace_paragraphs(edit, document_id, paragraphs, notes)


def _decided(project: Project, document_id: str) -> list[Correction]:
    found = project.rows(
        "SELECT what, before, after, near, kind FROM corrections"
        " WHERE document_id = ? AND deleted IS NULL ORDER BY near, id",
        (document_id,),
    )
    return [
        Correction(What(what), before, after, near, kind and Kind(kind))
        for what, before, after, near, kind in found
    ]


def _found(project: Project, document_id: str) -> tuple[tuple[Paragraph, ...], dict[int, int]]:
    """A document's paragraphs before any correction, and which paragraph cites which footnote."""
    for table in ("found_paragraphs", "paragraphs"):
        rows = project.rows(
            f"SELECT ordinal, kind, number, text, boxes, level, cited_by FROM {table}"
            " WHERE document_id = ? ORDER BY ordinal",
            (document_id,),
        )
        if rows:
            break
    paragraphs = [
        Paragraph(ordinal, Kind(kind), number, text, boxes.unpack(packed), level)
        for ordinal, kind, number, text, packed, level, _ in rows
    ]
    return tuple(paragraphs), {row["ordinal"]: row["cited_by"] for row in rows if row["cited_by"]}


def _keep_found(
    edit: Edit, document_id: str, paragraphs: Sequence[Paragraph], cited: Mapping[int, int]
) -> None:
    """Write down what the paragraphs were before any correction, unless that is known."""
    if edit.rows("SELECT 1 FROM found_paragraphs WHERE document_id = ? LIMIT 1", (document_id,)):
        return
    edit.execute_many(
        "INSERT INTO found_paragraphs (document_id, ordinal, kind, number, level, cited_by, text, boxes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(document_id, p.ordinal, p.kind.value, p.number, p.level, cited.get(p.ordinal)),
                *(names.storable(p.text), boxes.pack(p.boxes)),
            )
            for p in paragraphs
        ],
    )


def _paragraph(project: Project, document_id: str, ordinal: int) -> tuple[Paragraph, int]:
    """A paragraph as it is now, and how many letters come before it."""
    paragraphs = documents.paragraphs(project, document_id)
    if not 1 <= ordinal <= len(paragraphs):
        raise UserError(f"The document has no paragraph {ordinal}; it has {len(paragraphs)}.")
    before = sum(len(identity.normalised(paragraph.text)) for paragraph in paragraphs[: ordinal - 1])
    return paragraphs[ordinal - 1], before


def _next(project: Project, document_id: str, first: Paragraph) -> int:
    for paragraph in documents.paragraphs(project, document_id)[first.ordinal :]:
        if paragraph.kind == first.kind or paragraph.kind not in _BETWEEN:
            return paragraph.ordinal
    raise UserError("No paragraph follows that this one could be joined with.")
