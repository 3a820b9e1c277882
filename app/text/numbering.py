"""Tells numbers that belong to the wording from numbers that only number.

A paragraph numbered in its first line is cited by that number and keeps it in its text. A list whose numbers
hang in the margin, and notes numbered like such a list, keep theirs in `number` only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from app.text.citing import without_marks
from app.text.footnotes import note_number
from app.text.labels import LabelKind
from app.text.rows import Row

_LISTED = frozenset({LabelKind.NUMBER, LabelKind.ROMAN, LabelKind.LETTER})


def strip_list_numbers(texts: Sequence[Sequence[Row]]) -> None:
    """Take the numbers of hanging lists out of the text."""
    hanging: Counter[int] = Counter()
    numbered = [rows for rows in texts if rows[0].label and rows[0].label.kind in _LISTED]
    for rows in numbered:
        if len(rows) > 1 and rows[1].page == rows[0].page:
            hangs = abs(rows[1].start - rows[0].text_start) < 0.35 * rows[0].size
            hanging[_place(rows[0])] += 1 if hangs else -1
    for rows in numbered:
        first = rows[0]
        if hanging[_place(first)] > 0 and first.label is not None:
            first.text = first.text[len(first.label.text) :].lstrip()


def _place(row: Row) -> int:
    """Where lists of one kind have their text, roughly."""
    return round((row.text_start - row.left) / 3)


def strip_note_numbers(notes: Sequence[list[Row]], texts: Sequence[Sequence[Row]]) -> None:
    """Take the numbers of notes numbered like a list out of the notes and of the text that cites them."""
    numbers: dict[int, set[str]] = {}
    for rows in notes:
        first = rows[0]
        if first.mark or first.label is None or first.label.kind is not LabelKind.NUMBER:
            continue
        number = note_number(first)
        if number is not None:
            numbers.setdefault(first.page, set()).add(number)
            first.text = first.text[len(first.label.text) :].lstrip()
    for text in texts:
        for row in text:
            if row.page in numbers:
                row.text = without_marks(row, frozenset(numbers[row.page]))
