"""Passages: made from paragraphs with an anchor that survives, stored, and read back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from app.model import Anchor, Box, Paragraph, Passage, PassageKind
from app.project import boxes, identity
from app.project.database import Columns, Edit, Project
from app.project.failures import making_sense
from app.project.studied import Studied

_AT_ONCE = 500
"""Rows asked for in one query: any SQLite takes that many parameters."""

CONTEXT = 32
"""How many characters of the text around a quote an anchor keeps on each side."""


class FullText:
    """A document's text in one piece, the paragraphs people study joined by one newline, and where each lies.

    Running heads, page feet and page numbers are no part of it: they would cut quotes and contexts in two.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._so_far = Studied(paragraphs)

    def read_on(self) -> bool:
        """Work out a little more of what passages need; False when all of it is there."""
        if self._so_far.read_on():
            return True
        for part in ("_normalised", "text"):
            if part not in vars(self):
                getattr(self, part)
                return True
        return False

    @property
    def _studied(self) -> Studied:
        return self._so_far.whole()

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(paragraph.text for paragraph in self._studied.paragraphs)

    def place_of(self, ordinal: int) -> int:
        """Where a paragraph begins in the text, or would if it were part of it."""
        studied = self._studied
        at = bisect_left(studied.ordinals, ordinal)
        return studied.starts[at] if at < len(studied.starts) else len(self.text)

    def passage(self, document_id: str, sha256: str, first: int, last: int) -> Passage:
        """The passage of the paragraphs with ordinals from `first` to `last`."""
        studied = self._studied
        chosen = studied.paragraphs[
            bisect_left(studied.ordinals, first) : bisect_right(studied.ordinals, last)
        ]
        if not chosen:
            return self._of_furniture(document_id, sha256, first, last)
        start, end = self.place_of(chosen[0].ordinal), self._end(chosen[-1])
        lines = boxes.rounded([box for paragraph in chosen for box in paragraph.boxes])
        text = self.text
        anchor = Anchor(
            lines,
            text[start:end],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
            start,
            end,
        )
        quote = "".join(identity.normalised(paragraph.text) for paragraph in chosen)
        if quote:
            id = identity.text_passage_id(sha256, quote, self._occurrences(quote, chosen[0].ordinal))
        else:
            id = identity.region_passage_id(sha256, lines)
        return Passage(id, document_id, PassageKind.PARAGRAPH, anchor, chosen[0].ordinal, chosen[-1].ordinal)

    def stretch(
        self, document_id: str, sha256: str, start: int, end: int, lines: Sequence[Box]
    ) -> Passage | None:
        """The passage of a stretch of the text, `lines` being its boxes, one a printed line; None of nothing.

        Where it is all but the marks and spaces of whole paragraphs, it is their passage.
        """
        touched = self.touched(start, end)
        if not touched or start >= end:
            return None
        first, last, text = touched[0], touched[-1], self.text
        before, after = text[self.place_of(first.ordinal) : start], text[end : self._end(last)]
        if not identity.normalised(before + after):
            return self.passage(document_id, sha256, first.ordinal, last.ordinal)
        anchor = Anchor(
            boxes.rounded(lines),
            text[start:end],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
            start,
            end,
        )
        if quote := identity.normalised(anchor.quote):
            earlier = self._occurrences(quote, first.ordinal, len(identity.normalised(before)))
            id = identity.text_passage_id(sha256, quote, earlier)
        else:
            id = identity.region_passage_id(sha256, anchor.boxes)
        return Passage(id, document_id, PassageKind.TEXT, anchor, first.ordinal, last.ordinal)

    def touched(self, start: int, end: int) -> list[Paragraph]:
        """The paragraphs of which a stretch of the text has anything."""
        studied = self._studied
        first = max(0, bisect_right(studied.starts, start) - 1)
        near = studied.paragraphs[first : bisect_left(studied.starts, end)]
        return [paragraph for paragraph in near if self._end(paragraph) > start]

    def _end(self, paragraph: Paragraph) -> int:
        return self.place_of(paragraph.ordinal) + len(paragraph.text)

    def _of_furniture(self, document_id: str, sha256: str, first: int, last: int) -> Passage:
        chosen = [p for p in self._paragraphs if first <= p.ordinal <= last]
        if not chosen:
            raise LookupError(f"no paragraph from {first} to {last}")
        place = self.place_of(first)
        lines = boxes.rounded([box for paragraph in chosen for box in paragraph.boxes])
        anchor = Anchor(lines, "\n".join(p.text for p in chosen), "", "", place, place)
        id = identity.region_passage_id(sha256, lines)
        return Passage(id, document_id, PassageKind.PARAGRAPH, anchor, chosen[0].ordinal, chosen[-1].ordinal)

    def _occurrences(self, quote: str, first: int, within: int = 0) -> int:
        """How often the normalised quote begins earlier than so many letters into paragraph `first`."""
        studied, text = self._studied, self._normalised
        begins = studied.normalised_starts[bisect_left(studied.ordinals, first)]
        here, count, found = begins + within, 0, text.find(quote)
        while 0 <= found < here:
            count += 1
            found = text.find(quote, found + 1)
        return count

    @cached_property
    def _normalised(self) -> str:
        return "".join(self._studied.normalised)


def of_paragraphs(
    paragraphs: Sequence[Paragraph], document_id: str, sha256: str, first: int, last: int
) -> Passage:
    """The passage of some of a document's paragraphs, `first` and `last` being ordinals; it is not stored."""
    return FullText(paragraphs).passage(document_id, sha256, first, last)


def of_region(document_id: str, sha256: str, box: Box) -> Passage:
    """The passage of a region of one page, which is a place and no text; it is not stored."""
    lines = boxes.rounded([box])
    anchor = Anchor(lines, "", "", "", 0, 0)
    id = identity.region_passage_id(sha256, lines)
    return Passage(id, document_id, PassageKind.REGION, anchor, None, None)


def all(project: Project, document_id: str | None = None) -> list[Passage]:
    """The stored passages, of one document or of all, in the order of the text."""
    found = project.rows(
        "SELECT * FROM passages WHERE document_id = coalesce(?, document_id)"
        " ORDER BY document_id, text_start, text_end, id",
        (document_id,),
    )
    with making_sense(project.path):
        return [from_row(row) for row in found]


def places(
    project: Project, document_id: str | None = None
) -> list[tuple[str, tuple[str, int | None, int | None]]]:
    """The id, document and first and last paragraph of every passage ever stored, which is quick to read."""
    found = project.rows(
        "SELECT id, document_id, first_paragraph, last_paragraph FROM passages"
        " WHERE document_id = coalesce(?, document_id)",
        (document_id,),
    )
    return [(id, (document_id, first, last)) for id, document_id, first, last in found]


def some(project: Project, ids: Sequence[str]) -> list[Passage]:
    """Stored passages, read at once; ids of none are passed over."""
    found: list[Columns] = []
    for start in range(0, len(ids), _AT_ONCE):
        few = ids[start : start + _AT_ONCE]
        found += project.rows(f"SELECT * FROM passages WHERE id IN ({', '.join('?' * len(few))})", tuple(few))
    with making_sense(project.path):
        return [from_row(row) for row in found]


def columns(passage: Passage) -> dict[str, object]:
    """The row of `passages` that holds a passage, without its time stamps."""
    anchor = passage.anchor
    pages = [box.page for box in anchor.boxes]
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "kind": passage.kind.value,
        "first_paragraph": passage.first,
        "last_paragraph": passage.last,
        "page": min(pages),
        "last_page": max(pages),
        "quote": anchor.quote,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "text_start": anchor.start,
        "text_end": anchor.end,
        "boxes": boxes.pack(anchor.boxes),
    }


def from_row(row: Columns) -> Passage:
    """The passage a row of `passages` holds."""
    anchor = Anchor(
        boxes.unpack(row["boxes"]),
        row["quote"],
        row["prefix"],
        row["suffix"],
        row["text_start"],
        row["text_end"],
    )
    kind = PassageKind(row["kind"])
    return Passage(row["id"], row["document_id"], kind, anchor, row["first_paragraph"], row["last_paragraph"])


def store(edit: Edit, passage: Passage) -> None:
    """Keep a passage, so that annotations and memos can be on it; one kept already stays as it is."""
    row = edit.row("passages", passage.id)
    if row is not None:
        edit.write("passages", {"id": passage.id, "deleted": None})
        return
    edit.write("passages", columns(passage))
