"""Takes the measure of a document's type: body size, leading for each size, margins of each column."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.text.rows import Row

REACH, FEWEST = 12, 4
"""How many rows above and below tell a row's margins; with fewer of its size, all the column's rows do."""


def size_key(size: float) -> float:
    """Sizes that count as one."""
    return round(size * 2) / 2


@dataclass(frozen=True, slots=True)
class Measures:
    """What is usual in a document; lengths in points."""

    body_size: float
    leadings: dict[float, float]

    def leading(self, row: Row) -> float:
        """The usual distance between baselines within a paragraph of the row's size."""
        key = size_key(row.size)
        if key in self.leadings:
            return self.leadings[key]
        near = min(self.leadings, key=lambda size: abs(size - key), default=None)
        if near is not None and abs(near - key) <= 2.0:
            return self.leadings[near] * row.size / near
        return 1.2 * row.size


def measure(columns: Sequence[Sequence[Row]]) -> Measures:
    """Measure the rows of all columns; sets each row's `left` and `right` margin as it goes."""
    letters: Counter[float] = Counter()
    gaps: dict[float, Counter[float]] = {}
    for column in columns:
        for row in column:
            letters[size_key(row.size)] += len(row.text)
        set_margins(column)
        for above, row in pairwise(column):
            gap = row.baseline - above.baseline
            if size_key(above.size) == size_key(row.size) and 0.85 * row.size <= gap <= 2.6 * row.size:
                full = above.end > above.right - 0.12 * (above.right - above.left)
                gaps.setdefault(size_key(row.size), Counter())[round(gap * 4) / 4] += 3 if full else 1
    leadings = {key: _usual(counts) for key, counts in gaps.items() if sum(counts.values()) >= 6}
    return Measures(max(letters, key=lambda key: letters[key], default=10.0), leadings)


def _usual(counts: Counter[float]) -> float:
    """The smallest gap that is common: larger common ones are between paragraphs."""
    smooth = {gap: counts[gap] + counts[gap - 0.25] + counts[gap + 0.25] for gap in counts}
    most = max(smooth.values())
    low = min(gap for gap, count in smooth.items() if count >= 0.3 * most)
    near = {gap: counts[gap] for gap in counts if abs(gap - low) <= 0.5}
    return max(near, key=lambda gap: near[gap])


def set_margins(column: Sequence[Row]) -> None:
    """Set the margins each row of a column is held against: those of the rows of its size around it."""
    by_size: dict[float, list[Row]] = {}
    for row in column:
        by_size.setdefault(size_key(row.size), []).append(row)
    for rows in by_size.values():
        for index, row in enumerate(rows):
            around: Sequence[Row] = rows[max(0, index - REACH) : index + REACH + 1]
            if len(around) < FEWEST:
                around = column
            row.left = _left(row, around)
            row.right = _right(row, around)


def _right(row: Row, around: Sequence[Row]) -> float:
    """Where rows end when they are full: where most end in justified text, else as far as any goes."""
    ends = sorted(near.end for near in around)
    best, most = ends[-1], 1
    for index, end in enumerate(ends):
        count = bisect_right(ends, end + 2.0) - index
        if count >= most:
            best, most = end + 1.0, count
    if most < max(3, 0.35 * len(ends)):
        best = ends[-1]
    return max(best, row.end)


def _left(row: Row, around: Sequence[Row]) -> float:
    """The leftmost place where a good share of the rows around begins."""
    starts = sorted(near.start for near in around)
    needed = max(2, 0.2 * len(starts))
    for index, start in enumerate(starts):
        if bisect_right(starts, start + 2.0) - index >= needed:
            return min(start, row.start)
    return starts[0]
