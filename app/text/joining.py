"""Puts together what a column, a page or a float has cut in two."""

from __future__ import annotations

from dataclasses import replace

from app.text.breaks import FULL_STOP, Pair, evidence_apart
from app.text.measures import Measures
from app.text.rows import Row


def goes_on(paragraph: list[Row], following: list[Row], measures: Measures) -> bool:
    """Whether the text at the foot of one column goes on at the head of the next."""
    pair = Pair(
        first=paragraph[0],
        second=paragraph[1] if len(paragraph) > 1 else None,
        above=paragraph[-1],
        below=_moved(following[0], paragraph[-1]),
        after=_moved(following[1], paragraph[-1]) if len(following) > 1 else None,
        measures=measures,
    )
    numbered = pair.below.label is not None and pair.above.text.endswith(FULL_STOP)
    return evidence_apart(pair) + (1.0 if numbered else 0.0) <= 0


def _moved(row: Row, to: Row) -> Row:
    """The row as it would stand in the other row's column."""
    shift = to.left - row.left
    return replace(row, start=row.start + shift, end=row.end + shift, text_start=row.text_start + shift)
