"""Paragraphs put in the place of others, with the passages on them placed anew.

Both follow from what is stored elsewhere, so neither is remembered as a change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from app.model import FURNITURE, Anchor, Box, Paragraph
from app.project import documents
from app.project.database import Columns, Edit
from app.project.passages import FullText, from_row

if TYPE_CHECKING:
    from app.text.anchors import Finder

_MOST = 0.5
"""The share of the smaller of two boxes that they have in common where they show the same words."""


def replace_paragraphs(
    edit: Edit, document_id: str, new: Sequence[Paragraph], cited: Mapping[int, int]
) -> None:
    """Give a document these paragraphs instead of those it has, touching only where they differ.

    Their boxes are rounded as they are in rows; `cited` gives for a footnote the ordinal of what cites it.
    """
    old = documents.paragraphs(edit.project, document_id)
    head = _same_at_head(old, new)
    tail = _same_at_head(old[head:][::-1], new[head:][::-1])
    gone, shift = len(old) - tail, len(new) - len(old)
    edit.execute(
        "DELETE FROM paragraphs WHERE document_id = ? AND ordinal > ? AND ordinal <= ?",
        (document_id, head, gone),
    )
    # By way of negative numbers, for no two paragraphs may have one ordinal even for a moment.
    shifted = "UPDATE paragraphs SET ordinal = -(ordinal + ?) WHERE document_id = ? AND ordinal > ?"
    edit.execute(shifted, (shift, document_id, gone))
    edit.execute(
        "UPDATE paragraphs SET ordinal = -ordinal WHERE document_id = ? AND ordinal < 0", (document_id,)
    )
    documents.insert_paragraphs(edit, document_id, new[head : len(new) - tail], {})
    edit.execute(
        "UPDATE paragraphs SET cited_by = NULL WHERE document_id = ? AND cited_by NOTNULL", (document_id,)
    )
    edit.execute_many(
        "UPDATE paragraphs SET cited_by = ? WHERE document_id = ? AND ordinal = ?",
        [(by, document_id, note) for note, by in cited.items()],
    )
    _place_passages(edit, document_id, old, new, head, gone)


def _same_at_head(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> int:
    """How many paragraphs are the same from the first on, but for their ordinals."""
    same = 0
    for one, other in zip(old, new, strict=False):
        if one != replace(other, ordinal=one.ordinal):
            break
        same += 1
    return same


def _place_passages(
    edit: Edit, document_id: str, old: Sequence[Paragraph], new: Sequence[Paragraph], head: int, gone: int
) -> None:
    before, after = FullText(old), FullText(new)
    shift = len(new) - len(old)
    pages = {box.page for p in (*old[head:gone], *new[head : gone + shift]) for box in p.boxes}
    found = _Finder(new, after.text)
    placed = []
    # A region is a place on a page, whatever the text.
    sql = "SELECT * FROM passages WHERE document_id = ? AND kind <> 'region'"
    for row in edit.rows(sql, (document_id,)):
        first, last = row["first_paragraph"], row["last_paragraph"]
        if not pages.isdisjoint(range(row["page"], row["last_page"] + 1)):
            touched = found.touched(from_row(row).anchor)
            placed.append((*(touched or (None, None)), *_span(row, touched, after, new), row["id"]))
        elif first is not None and first > gone:
            by = after.place_of(first + shift) - before.place_of(first)
            span = (row["text_start"] + by, row["text_end"] + by)
            placed.append((first + shift, last + shift, *span, row["id"]))
    edit.execute_many(
        "UPDATE passages SET first_paragraph = ?, last_paragraph = ?, text_start = ?, text_end = ?"
        " WHERE id = ?",
        placed,
    )


def _span(
    row: Columns, touched: tuple[int, int] | None, text: FullText, paragraphs: Sequence[Paragraph]
) -> tuple[int, int]:
    """Where a passage's words are in the text; the whole of its paragraphs if not word for word."""
    if touched is None:
        return row["text_start"], row["text_end"]
    first, last = touched
    start = text.place_of(first)
    if paragraphs[last - 1].kind in FURNITURE:
        return start, start
    end = text.place_of(last) + len(paragraphs[last - 1].text)
    place = text.text.find(row["quote"], start, end)
    return (start, end) if place < 0 else (place, place + len(row["quote"]))


class _Finder:
    """Finds the paragraphs a passage is in: by its lines, or where no line is there by its words."""

    def __init__(self, paragraphs: Sequence[Paragraph], text: str) -> None:
        self._paragraphs = paragraphs
        self._text = text
        self._on: defaultdict[int, list[Paragraph]] = defaultdict(list)
        for paragraph in paragraphs:
            for page in {paragraph.page, paragraph.last_page, *(box.page for box in paragraph.boxes[1:-1])}:
                self._on[page].append(paragraph)

    def touched(self, anchor: Anchor) -> tuple[int, int] | None:
        """The first and last paragraph it is in; running heads and feet if there is no other."""
        found = [p for place in anchor.boxes for p in self._on[place.page] if _has_line(p, place)]
        ordinals = [p.ordinal for p in found if p.kind not in FURNITURE] or [p.ordinal for p in found]
        if ordinals:
            return min(ordinals), max(ordinals)
        # Imported here, as it costs 20 ms that opening a window must not pay for what happens seldom.
        from app.text.anchors import paragraphs_at

        words = self._words.find(anchor)
        return paragraphs_at(self._paragraphs, words.start, words.end) if words else None

    @cached_property
    def _words(self) -> Finder:
        from app.text.anchors import Finder

        return Finder(self._text)


def _has_line(paragraph: Paragraph, place: Box) -> bool:
    return any(line.page == place.page and _same_place(line, place) for line in paragraph.boxes)


def _same_place(one: Box, other: Box) -> bool:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    smaller = min((b.x1 - b.x0) * (b.y1 - b.y0) for b in (one, other))
    return width > 0 and height > 0 and width * height >= _MOST * smaller
