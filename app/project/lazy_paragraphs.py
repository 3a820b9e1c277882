"""A document's paragraphs, read from the project a few at a time as they are asked for.

A document of 1,500 pages has 9,000 of them: read at once they hold a window up for a quarter of a second, and
most are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from app.model import Box, Kind, Paragraph
from app.project import boxes
from app.project.database import Project
from app.project.failures import making_sense

AT_ONCE = 16
"""Paragraphs read together."""

_COLUMNS = "ordinal, kind, number, text, boxes, level"


class Outline(NamedTuple):
    """What is known of a paragraph without reading it; `kind` is the value of a Kind."""

    ordinal: int
    kind: str
    page: int
    last_page: int


class LazyParagraphs(Sequence[Paragraph]):
    """All paragraphs of a document in reading order; ordinal n stands at place n - 1.

    Reading raises UserError where a row makes no sense.
    """

    def __init__(self, project: Project, document_id: str) -> None:
        self._project = project
        self._document_id = document_id
        rows = project.rows(
            "SELECT ordinal, kind, page, last_page FROM paragraphs WHERE document_id = ? ORDER BY ordinal",
            (document_id,),
        )
        with making_sense(project.path):
            for kind in {row["kind"] for row in rows}:
                Kind(kind)
        self.outline = [Outline._make(row) for row in rows]
        self._read: dict[int, tuple[Paragraph, ...]] = {}
        self._next = 0

    def __len__(self) -> int:
        return len(self.outline)

    @overload
    def __getitem__(self, place: int) -> Paragraph: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Paragraph, ...]: ...

    def __getitem__(self, place: int | slice) -> Paragraph | tuple[Paragraph, ...]:
        if isinstance(place, slice):
            return tuple([self[each] for each in range(*place.indices(len(self)))])
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        group, within = divmod(place % len(self), AT_ONCE)
        return self._group(group)[within]

    def __iter__(self) -> Iterator[Paragraph]:
        for group in range(self._groups):
            yield from self._group(group)

    def read_on(self) -> bool:
        """Read the next few that nobody has asked for yet; False once all are read."""
        while self._next in self._read:
            self._next += 1
        if self._next >= self._groups:
            return False
        self._group(self._next)
        return True

    @property
    def _groups(self) -> int:
        return -(-len(self) // AT_ONCE)

    def _group(self, number: int) -> tuple[Paragraph, ...]:
        if number not in self._read:
            group = self.outline[number * AT_ONCE : (number + 1) * AT_ONCE]
            self._read[number] = read(self._project, self._document_id, group[0].ordinal, group[-1].ordinal)
        return self._read[number]


def read(project: Project, document_id: str, first: int = 1, last: int = 2**62) -> tuple[Paragraph, ...]:
    """A document's paragraphs from one ordinal to another. Raises UserError where a row makes no sense."""
    found = project.rows(
        f"SELECT {_COLUMNS} FROM paragraphs WHERE document_id = ? AND ordinal BETWEEN ? AND ?"
        " ORDER BY ordinal",
        (document_id, first, last),
    )
    with making_sense(project.path):
        return tuple(
            [
                Paragraph(ordinal, Kind(kind), number, text, _lines(packed), level)
                for ordinal, kind, number, text, packed, level in found
            ]
        )


def _lines(packed: str) -> tuple[Box, ...]:
    """The lines of a paragraph, which has at least one. Raises ValueError."""
    lines = boxes.unpack(packed)
    if not lines:
        raise ValueError("a paragraph without lines")
    return lines
