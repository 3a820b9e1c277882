"""Where the selection goes next when a reader moves by paragraph or by annotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from widgets.reader.page_index import DocumentIndex


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs selected together, from where the selection was begun to where it was taken."""

    begun: int
    taken: int

    @property
    def first(self) -> int:
        """The lowest ordinal."""
        return min(self.begun, self.taken)

    @property
    def last(self) -> int:
        """The highest ordinal."""
        return max(self.begun, self.taken)

    def __contains__(self, ordinal: int) -> bool:
        return self.first <= ordinal <= self.last


def moved(index: DocumentIndex, stretch: Stretch, step: int, *, extend: bool = False) -> Stretch:
    """One paragraph on or back; extended, the end that was taken last moves and the other stays.

    A plain move leaves a longer selection at the end it moves towards. At the document's ends it stays.
    """
    start = stretch.taken if extend else (stretch.last if step > 0 else stretch.first)
    ordinal = following(index.readable, start, step)
    if ordinal is None:
        return stretch if extend else Stretch(start, start)
    return Stretch(stretch.begun if extend else ordinal, ordinal)


def following(ordinals: Iterable[int], start: int, step: int) -> int | None:
    """The nearest of these after `start`, or before it for a negative step; None past the ends."""
    ordered = sorted(ordinals)
    if step > 0:
        at = bisect_right(ordered, start)
        return ordered[at] if at < len(ordered) else None
    at = bisect_left(ordered, start)
    return ordered[at - 1] if at else None
