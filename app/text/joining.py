"""Puts together what a column, a page or a float has cut in two."""

from __future__ import annotations

from dataclasses import replace

from app.text.breaks import FULL_STOP, Pair, evidence_apart
from app.text.measures import Measures
from app.text.rows import Row


def goes_on(paragraph: list[Row], following: list[Row], measures: Measures) -> bool:
    """Whether the text at the foot of one column goes on at the head of the next."""
    above, below = paragraph[-1], following[0]
    hang = paragraph[1].start if len(paragraph) > 1 else above.start
    shift = 0.0 if abs(below.start - hang) < 0.35 * below.size else above.left - below.left
    after = _moved(following[1], shift) if len(following) > 1 else None
    pair = Pair(paragraph, _moved(below, shift), after, measures, apart=True)
    numbered = pair.below.label is not None and pair.above.text.endswith(FULL_STOP)
    measure, other = above.right - above.left, below.right - below.left
    elsewhere = abs(measure - other) > 0.25 * measure
    return evidence_apart(pair) + (1.0 if numbered else 0.0) + (1.5 if elsewhere else 0.0) <= 0


def stops_short(paragraph: list[Row]) -> bool:
    """Whether a paragraph stops in mid-sentence at the end of a full row."""
    last = paragraph[-1]
    return not last.text.endswith(FULL_STOP) and last.end > last.right - 0.1 * (last.right - last.left)


def _moved(row: Row, shift: float) -> Row:
    """The row as it would stand in the other row's column."""
    return replace(
        row,
        start=row.start + shift,
        end=row.end + shift,
        left=row.left + shift,
        right=row.right + shift,
        text_start=row.text_start + shift,
    )
