"""A document's outline: its entries as a tree in reading order, and which of them a place belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from app.model import Kind, Paragraph
from app.pdf.protocol import OutlineEntry

LONGEST_TITLE = 300
"""Characters; what a file or a paragraph has beyond is no title."""


class Outline:
    """Entries in their order, each below the nearest before it that has a lower level.

    `found` says that they are headings Diptych found, because the document brings no outline of its own.
    """

    def __init__(self, entries: Sequence[OutlineEntry] = (), *, found: bool = False) -> None:
        self.entries = tuple(entries)
        self.found = found
        self.parents: list[int | None] = []
        self.children: dict[int | None, list[int]] = {None: []}
        above: list[int] = []
        for at, entry in enumerate(self.entries):
            while above and self.entries[above[-1]].level >= entry.level:
                above.pop()
            parent = above[-1] if above else None
            self.parents.append(parent)
            self.children.setdefault(parent, []).append(at)
            above.append(at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outline) and (self.entries, self.found) == (other.entries, other.found)

    __hash__ = None  # type: ignore[assignment]

    def at(self, page: int, y: float) -> int | None:
        """The entry a place of the document belongs to; None before the first."""
        places, entries = self._by_place
        found = bisect_right(places, (page, y))
        return entries[found - 1] if found else None

    def having(self, words: str) -> list[int]:
        """The entries whose titles have these words, in any case, and those above them; in their order."""
        wanted = words.casefold()
        kept: set[int] = set()
        for at, entry in enumerate(self.entries):
            if wanted in entry.title.casefold():
                above: int | None = at
                while above is not None and above not in kept:
                    kept.add(above)
                    above = self.parents[above]
        return sorted(kept)

    @cached_property
    def _by_place(self) -> tuple[list[tuple[int, float]], list[int]]:
        """Where entries lead, from the beginning of the document, and which they are; the deeper one last."""
        leading = ((entry.page, entry.y, at) for at, entry in enumerate(self.entries) if entry.page)
        placed = sorted(leading)
        return [(page, y) for page, y, _ in placed], [at for _, _, at in placed]


def outline_of(own: Sequence[OutlineEntry], paragraphs: Sequence[Paragraph]) -> Outline:
    """The document's own outline; where it has none, its title and headings as they were found."""
    if own:
        return Outline(own)
    headings = (each for each in paragraphs if each.kind is Kind.HEADING or each.kind is Kind.TITLE)
    return Outline([_entry(heading) for heading in headings if heading.boxes], found=True)


def _entry(paragraph: Paragraph) -> OutlineEntry:
    title = " ".join(paragraph.text.split())[:LONGEST_TITLE]
    level = 1 if paragraph.kind is Kind.TITLE else max(1, paragraph.level)
    return OutlineEntry(level, title, paragraph.page, paragraph.boxes[0].y0)
