"""Finds the columns of a page and the order they are read in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.text.lines import reads_leftward
from app.text.page_text import Line

GUTTER = 5.0
"""The least room between two columns, in points."""
FEWEST_LINES = 3
JUSTIFIED, BLOCK = 1.0, 5
"""So many wide lines that end within so many points of each other are justified text."""
WIDEST_GUTTER = 7.0
"""The most room between columns that stand on the same baselines, in times the size of the letters."""
ABREAST = 0.6
"""How much of the shorter of two columns stands beside the other."""
NARROWEST = 9.0
"""The least width of a column of text, in times the size of its letters."""


@dataclass(frozen=True, slots=True)
class _Split:
    x: float
    weight: float
    bands: tuple[tuple[float, float], ...]


def columns_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a page by column, in reading order; what spans columns divides them."""
    split = _best_split(lines)
    if split is None:
        return [list(lines)] if lines else []
    ordered: list[list[Line]] = []
    rest: list[Line] = []
    bands = list(split.bands)
    inside: list[list[Line]] = [[] for _ in bands]
    for line in lines:
        middle = (line.y0 + line.y1) / 2
        for index, (top, bottom) in enumerate(bands):
            if top <= middle <= bottom:
                inside[index].append(line)
                break
        else:
            rest.append(line)
    for index, (top, _) in enumerate(bands):
        before = [line for line in rest if (line.y0 + line.y1) / 2 < top]
        rest = [line for line in rest if (line.y0 + line.y1) / 2 >= top]
        ordered.extend(columns_of(before))
        sides = _sides(inside[index], split.x)
        for side in reversed(sides) if reads_leftward(inside[index]) else sides:
            ordered.extend(columns_of(side))
    ordered.extend(columns_of(rest))
    return ordered


def _sides(lines: Sequence[Line], x: float) -> tuple[list[Line], list[Line]]:
    edge = x - 0.8 * GUTTER
    return [line for line in lines if line.x0 < edge], [line for line in lines if line.x0 >= edge]


def _best_split(lines: Sequence[Line]) -> _Split | None:
    if len(lines) < 2 * FEWEST_LINES:
        return None
    starts: dict[int, int] = {}
    for line in lines:
        starts[round(line.x0)] = starts.get(round(line.x0), 0) + 1
    leftmost = min(line.x0 for line in lines)
    best: _Split | None = None
    for x, _ in sorted(starts.items(), key=lambda item: -item[1])[:12]:
        if x <= leftmost + 20 or starts[x] + starts.get(x - 1, 0) + starts.get(x + 1, 0) < FEWEST_LINES:
            continue
        split = _split_at(lines, float(x))
        if split is not None and (best is None or split.weight > best.weight):
            best = split
    return best


def _split_at(lines: Sequence[Line], x: float) -> _Split | None:
    edge = x - 1.5
    crossing = sorted((line.y0, line.y1) for line in lines if line.x0 < edge and line.x1 > edge - GUTTER)
    bands = []
    weight = 0.0
    top = min(line.y0 for line in lines) - 1
    for y0, y1 in [*crossing, (max(line.y1 for line in lines) + 1, 0.0)]:
        if y0 > top:
            gain = _text_columns([line for line in lines if top <= (line.y0 + line.y1) / 2 <= y0], edge)
            if gain > 0:
                bands.append((top, y0))
                weight += gain
        top = max(top, y1)
    return _Split(x, weight, tuple(bands)) if bands else None


def _text_columns(lines: Sequence[Line], edge: float) -> float:
    """How much text stands side by side in a band, 0 when the two sides are not columns of text."""
    left, right = _sides(lines, edge + 1.5)
    if len(left) < FEWEST_LINES or len(right) < FEWEST_LINES:
        return 0.0
    if not (_wide_enough(left) and _wide_enough(right)):
        return 0.0
    (top, bottom), (other_top, other_bottom) = _extent(left), _extent(right)
    overlap = min(bottom, other_bottom) - max(top, other_top)
    if overlap <= ABREAST * min(bottom - top, other_bottom - other_top):
        return 0.0
    paired = _paired(left, right)
    if paired and edge - max(line.x1 for line in left) > WIDEST_GUTTER * left[0].spans[0].size:
        return 0.0
    side_note = abs(_type_size(left) - _type_size(right)) > 0.7 and not paired
    if not side_note and not (_flowing(left) and _flowing(right)):
        return 0.0
    return overlap * min(len(left), len(right))


def _type_size(lines: Sequence[Line]) -> float:
    """The size most of the text is set in."""
    widths: dict[float, float] = {}
    for line in lines:
        for span in line.spans:
            size = round(span.size * 2) / 2
            widths[size] = widths.get(size, 0.0) + span.x1 - span.x0
    return max(widths, key=lambda size: widths[size])


def _extent(lines: Sequence[Line]) -> tuple[float, float]:
    return min(line.y0 for line in lines), max(line.y1 for line in lines)


def _wide_enough(lines: Sequence[Line]) -> bool:
    """Whether half of the text stands in lines as wide as a column's."""
    widths = [line.x1 - line.x0 for line in lines]
    wide = sum(
        width for width, line in zip(widths, lines, strict=True) if width >= NARROWEST * line.spans[0].size
    )
    return wide >= 0.5 * sum(widths)


def _paired(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the sides stand on the same baselines, as a table's cells do."""
    fewer, more = (left, right) if len(left) <= len(right) else (right, left)
    bases = [line.spans[0].baseline for line in more]
    shared = sum(any(abs(line.spans[0].baseline - base) < 1.0 for base in bases) for line in fewer)
    return shared > 0.6 * len(fewer)


def _flowing(lines: Sequence[Line]) -> bool:
    """Whether lines run to an edge, as running text does and cells do not, or go on."""
    right = max(line.x1 for line in lines)
    width = right - min(line.x0 for line in lines)
    if sum(line.x1 > right - 0.15 * width for line in lines) >= 0.55 * len(lines):
        return True
    if sum(line.text.lstrip()[:1].islower() for line in lines) >= max(BLOCK, 0.4 * len(lines)):
        return True
    ends = sorted(line.x1 for line in lines if line.x1 - line.x0 >= NARROWEST * line.spans[0].size)
    return any(last - first <= JUSTIFIED for first, last in zip(ends, ends[BLOCK - 1 :], strict=False))
