"""Judges whether a PDF's own structure is fit to have a vote on where paragraphs end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.text.measures import Measures
from app.text.rows import Row

FEWEST = 20
"""So many pairs of rows must tell before a structure is judged."""
AGREE = 0.9
"""The share of plain cases in which a sane structure agrees with what is printed."""


def are_sane(columns: Iterable[Sequence[Row]], measures: Measures) -> bool:
    """Whether the structure agrees with the page where the page leaves no doubt."""
    right = told = 0
    for column in columns:
        for above, below in pairwise(column):
            if not above.tag or not below.tag or abs(above.size - below.size) > 0.3:
                continue
            plain = _plainly(above, below, measures)
            if plain is not None:
                told += 1
                right += plain is (above.tag == below.tag)
    return told >= FEWEST and right >= AGREE * told


def _plainly(above: Row, below: Row, measures: Measures) -> bool | None:
    """True where the text plainly goes on, False where it plainly does not, None where that is open."""
    gap = (below.baseline - above.baseline) / measures.leading(below)
    if gap > 1.45:
        return False
    room = above.right - above.end - 0.25 * above.size - below.first_word_width()
    if 0.85 < gap < 1.1 and room < 0 and below.text[:1].islower() and above.text[-1:].isalpha():
        return True
    return None


def without_tags(columns: Iterable[Sequence[Row]]) -> None:
    """Take the structure's vote away."""
    for column in columns:
        for row in column:
            row.tag = 0
