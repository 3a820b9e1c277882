"""Finds the numbers printed beside the lines of drafts and manuscripts, which are not part of the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from app.text.page_text import Line, PageText

FEWEST = 5
"""So many numbers in a column on one page are looked at."""


def find_line_numbers(pages: Sequence[PageText]) -> list[list[Line]]:
    """For each page the lines that only count its lines; none unless most pages have them in one place."""
    found = [_column_of_numbers(page) for page in pages]
    places = [round(median(line.x1 for line in lines)) for lines in found if lines]
    if len(places) < 2 or len(places) < 0.5 * len(pages):
        return [[] for _ in pages]
    usual = median(places)
    return [lines if lines and abs(median(line.x1 for line in lines) - usual) < 8 else [] for lines in found]


def _column_of_numbers(page: PageText) -> list[Line]:
    numbers = [line for line in page.lines if line.upright and line.text.strip().isdecimal()]
    if len(numbers) < FEWEST:
        return []
    edge = median(line.x1 for line in numbers)
    column = sorted((line for line in numbers if abs(line.x1 - edge) <= 2), key=lambda line: line.y0)
    if len(column) < FEWEST or not _count_evenly(column):
        return []
    taken = set(map(id, column))
    rest = [line for line in page.lines if line.upright and id(line) not in taken]
    return column if _stand_outside(column, rest) else []


def _count_evenly(column: Sequence[Line]) -> bool:
    """Whether numbers count up by one step, at one distance from each other."""
    steps = [int(after.text) - int(before.text) for before, after in pairwise(column)]
    gaps = [after.y0 - before.y0 for before, after in pairwise(column)]
    step, gap = median(steps), median(gaps)
    even = sum(one == step and abs(space - gap) < 0.1 * gap for one, space in zip(steps, gaps, strict=True))
    return step in (1, 5, 10) and even >= 0.7 * len(steps)


def _stand_outside(column: Iterable[Line], rest: Sequence[Line]) -> bool:
    """Whether nearly all other text is on one side of the numbers."""
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    beyond = max(sum(line.x0 > right for line in rest), sum(line.x1 < left for line in rest))
    return len(rest) >= FEWEST and beyond >= 0.95 * len(rest)
