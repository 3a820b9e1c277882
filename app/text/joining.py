"""Puts together what a column, a page or a float has cut in two."""

from __future__ import annotations

from app.text.breaks import FULL_STOP
from app.text.rows import Row


def goes_on(paragraph: list[Row], following: list[Row]) -> bool:
    """Whether the text at the foot of one column goes on at the head of the next."""
    above, below = paragraph[-1], following[0]
    if abs(above.size - below.size) > 0.07 * max(above.size, below.size) or above.bold != below.bold:
        return False
    room = above.right - above.end - 0.25 * above.size - below.first_word_width()
    unfinished = not above.text.endswith(FULL_STOP)
    if below.text[:1].islower() and unfinished and below.label is None:
        return True
    if room > 0.5 * above.size:
        return False
    if _begins_afresh(below, following):
        return False
    return unfinished or not below.bold


def _begins_afresh(row: Row, rows: list[Row]) -> bool:
    indented = row.start - (rows[1].start if len(rows) > 1 else row.left) > 0.6 * row.size
    return indented or row.label is not None
