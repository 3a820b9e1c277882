"""Finds the notes at the foot of a column: below a rule or behind their marks, in smaller type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.text.measures import Measures
from app.text.page_text import Rule
from app.text.rows import Row

_NUMBER = re.compile(r"\[?(\d{1,3})[\].)]?(?=\s|[^\W\d_]|<)")
_SIGNS = re.compile(r"([*†‡§¶#]{1,4})(?=\s|[^\W\d_])")
SMALL = 0.93
"""Notes are set smaller than this share of the body's size."""


def first_note(rows: Sequence[Row], rules: Sequence[Rule], cited: frozenset[str], measures: Measures) -> int:
    """The index of the first row of the notes at the foot of a column; its length if there are none.

    `cited` are the marks raised in the page's text.
    """
    small = len(rows)
    while small > 0 and rows[small - 1].size < SMALL * measures.body_size:
        small -= 1
    for index in range(small, len(rows)):
        number = note_number(rows[index])
        if _rule_above(rows, index, rules) and (number is not None or index > 0):
            return index
        low = rows[index].y0 > rows[0].y0 + 0.5 * (rows[-1].y1 - rows[0].y0) or index == 0
        if number is not None and low and (rows[index].mark or number in cited):
            return index
    return len(rows)


def note_number(row: Row) -> str | None:
    """The mark a row begins with, if it looks like the beginning of a note."""
    if row.mark:
        return row.mark
    found = _NUMBER.match(row.text) or _SIGNS.match(row.text)
    return found.group(1) if found else None


def _rule_above(rows: Sequence[Row], index: int, rules: Sequence[Rule]) -> bool:
    row = rows[index]
    ceiling = rows[index - 1].baseline if index else row.y0 - 3 * row.size
    return any(
        rule.horizontal
        and ceiling <= rule.y0 <= row.y0 + 0.5 * row.size
        and rule.x0 <= row.x0 + 4 * row.size
        and rule.x1 - rule.x0 >= 10
        for rule in rules
    )


def split_notes(rows: Sequence[Row], before: str | None = None) -> list[list[Row]]:
    """The rows at the foot of a column, one group a note; the first group may carry on an earlier page's.

    `before` is the number of the last note so far: printed numbers count on from it or begin again.
    """
    notes: list[list[Row]] = []
    for row in rows:
        if begins_note(row, before):
            before = note_number(row)
            notes.append([row])
        elif notes:
            notes[-1].append(row)
        else:
            notes.append([row])
    return notes


def begins_note(row: Row, before: str | None) -> bool:
    """Whether a row among the notes begins a new one after the note numbered `before`."""
    number = note_number(row)
    if number is None or row.mark:
        return number is not None
    if before is None or number == "1":
        return True
    if not number.isdigit():
        return True
    return before.isdigit() and int(number) == int(before) + 1
