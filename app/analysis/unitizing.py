"""Krippendorff's alpha for unitizing: whether coders mark the same stretches of a continuum, ends and all.

Krippendorff, Content Analysis (2nd ed., 2004), section 11.6, pp. 251-256; first in Sociological Methodology
25 (1995), pp. 47-76. Undefined (None) where no coder marked anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the continuum, the end exclusive; marked, or a gap between marked ones."""

    start: int
    end: int
    marked: bool

    @property
    def length(self) -> int:
        """How long it is."""
        return self.end - self.start


Marks = Sequence[tuple[int, int]]
"""The stretches one coder gave one category: start and end, the end exclusive."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Observed and expected disagreement on one category."""

    observed: Fraction
    expected: Fraction

    @property
    def alpha(self) -> Fraction | None:
        """Alpha for the category; None where nothing was marked, so that nothing is expected."""
        return 1 - self.observed / self.expected if self.expected else None


def overall_alpha(categories: Sequence[Disagreement]) -> Fraction | None:
    """Alpha over several categories: their disagreements added up (2004, p. 254)."""
    return Disagreement(
        sum((c.observed for c in categories), Fraction(0)), sum((c.expected for c in categories), Fraction(0))
    ).alpha


def disagreement(coders: Sequence[Marks], start: int, end: int) -> Disagreement:
    """How much coders disagree on where one category is, on a continuum from `start` to `end`.

    Stretches one coder marked that overlap count as one; those that only touch stay two.
    """
    rows = [sections(marks, start, end) for marks in coders]
    length, m = end - start, len(rows)
    if m < 2 or not length:
        return Disagreement(Fraction(0), Fraction(0))
    total = sum(
        _row_difference(one, other) for i, one in enumerate(rows) for j, other in enumerate(rows) if i != j
    )
    return Disagreement(Fraction(total, m * (m - 1) * length**2), _expected(rows, length))


def sections(marks: Marks, start: int, end: int) -> list[Stretch]:
    """The continuum cut into marked stretches and the gaps between them."""
    found: list[Stretch] = []
    here = start
    for first, last in sorted((max(a, start), min(b, end)) for a, b in marks):
        if last <= first:
            continue
        if found and first < here and found[-1].marked:
            here = max(here, last)
            found[-1] = Stretch(found[-1].start, here, marked=True)
            continue
        if first > here:
            found.append(Stretch(here, first, marked=False))
        found.append(Stretch(first, last, marked=True))
        here = last
    if here < end:
        found.append(Stretch(here, end, marked=False))
    return found


def _row_difference(one: Sequence[Stretch], other: Sequence[Stretch]) -> int:
    """Sum of squared differences between the sections of two coders; those apart differ by nothing."""
    total, begin = 0, 0
    for section in one:
        while begin < len(other) and other[begin].end <= section.start:
            begin += 1
        for against in other[begin:]:
            if against.start >= section.end:
                break
            total += difference(section, against)
    return total


def difference(one: Stretch, other: Stretch) -> int:
    """Squared difference of two sections (2004, p. 252).

    Overlapping marked ones: the squared distances of their starts and of their ends. A marked one that lies
    within a gap: its squared length. Otherwise nothing.
    """
    if one.marked and other.marked and one.start < other.end and other.start < one.end:
        return (one.start - other.start) ** 2 + (one.end - other.end) ** 2
    for marked, gap in ((one, other), (other, one)):
        if marked.marked and not gap.marked and gap.start <= marked.start and marked.end <= gap.end:
            return marked.length**2
    return 0


def _expected(rows: Sequence[Sequence[Stretch]], length: int) -> Fraction:
    """Disagreement expected by chance (2004, p. 253)."""
    marked = [section.length for row in rows for section in row if section.marked]
    gaps = [section.length for row in rows for section in row if not section.marked]
    whole = len(rows) * length
    total = sum(
        (
            Fraction(len(marked) - 1, 3) * (2 * size**3 - 3 * size**2 + size)
            + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
            for size in marked
        ),
        Fraction(0),
    )
    pairs = whole * (whole - 1) - sum(size * (size - 1) for size in marked)
    return Fraction(2, length) * total / pairs if pairs else Fraction(0)


def of_categories(coders: Sequence[Mapping[str, Marks]], start: int, end: int) -> dict[str, Disagreement]:
    """The disagreement on every category any coder used."""
    names = sorted({name for marks in coders for name in marks})
    return {name: disagreement([marks.get(name, ()) for marks in coders], start, end) for name in names}
