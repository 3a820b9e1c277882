"""Finds the notes at the foot of a column: below a short rule or in smaller type, each behind its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.text.measures import Measures
from app.text.page_text import Rule
from app.text.rows import Row

_MARKED = re.compile(r"(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,3})(?=\s|[A-Z])")


def first_note(rows: Sequence[Row], rules: Sequence[Rule], measures: Measures) -> int:
    """The index of the first row of the notes at the foot of a column; its length if there are none."""
    small = len(rows)
    while small > 0 and rows[small - 1].size < 0.93 * measures.body_size:
        small -= 1
    if small == len(rows) or (small == 0 and not _rule_above(rows, small, rules)):
        return len(rows)
    for index in range(small, len(rows)):
        if _rule_above(rows, index, rules) or begins_note(rows[index]):
            return index
    return len(rows)


def begins_note(row: Row) -> bool:
    """Whether a row in the notes begins a new one."""
    return bool(row.mark) or (bool(_MARKED.match(row.text)) and row.lines[0].spans[0].size < 0.9 * row.size)


def _rule_above(rows: Sequence[Row], index: int, rules: Sequence[Rule]) -> bool:
    row = rows[index]
    ceiling = rows[index - 1].baseline if index else row.y0 - 3 * row.size
    width = max(row.x1 for row in rows) - min(row.x0 for row in rows)
    return any(
        rule.horizontal
        and ceiling <= rule.y0 <= row.y0 + 0.5 * row.size
        and rule.x0 <= row.x0 + 4 * row.size
        and 10 <= rule.x1 - rule.x0 <= 0.6 * width + 20
        for rule in rules
    )


def split_notes(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows at the foot of a column, one group a note; the first group may carry on an earlier page's."""
    notes: list[list[Row]] = []
    for row in rows:
        if not notes or begins_note(row):
            notes.append([row])
        else:
            notes[-1].append(row)
    return notes
