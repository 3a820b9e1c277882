"""Puts stretches of text that stand close together on one baseline into one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.text.page_text import Line, Span

Words = tuple[tuple[float, float], ...]
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
CLOSE = 0.75
"""Stretches nearer than this many times their size are of one line; columns stand farther apart."""


def height(line: Line) -> float:
    """How tall a line is, in points."""
    return line.y1 - line.y0


def same_row(one: Line, other: Line) -> bool:
    """Whether two lines stand side by side rather than one above the other."""
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.55 * min(height(one), height(other))


def side_by_side(lines: Iterable[Line]) -> list[list[Line]]:
    """The lines grouped by the row they stand in, whatever column they are of, from the top down."""
    groups: list[tuple[Line, list[Line]]] = []
    for line in sorted(lines, key=lambda line: line.y0 + line.y1):
        for index in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            if same_row(groups[index][0], line):
                reference, members = groups[index]
                members.append(line)
                if height(line) > height(reference) and len(line.words) > 1:
                    groups[index] = (line, members)
                break
        else:
            groups.append((line, [line]))
    return [members for _, members in groups]


def merged(lines: Sequence[Line]) -> list[Line]:
    """The same text with neighbours on a row made one line, unless a gap as between columns parts them."""
    result: list[Line] = []
    for row in side_by_side(lines):
        row.sort(key=lambda line: line.x0)
        current = row[0]
        for line in row[1:]:
            size = max(current.spans[-1].size, line.spans[0].size)
            gap = line.x0 - current.x1
            if -0.5 * size <= gap <= CLOSE * size and current.upright == line.upright:
                current = _joined(current, line, stand_apart(gap, current, line))
            else:
                result.append(current)
                current = line
        result.append(current)
    return result


def stand_apart(gap: float, one: Line, other: Line) -> bool:
    """Whether a space belongs between two lines; those printed over each other are no single word either."""
    size = min(one.spans[-1].size, other.spans[0].size)
    return gap > 0.12 * size or gap < -0.3 * size


def reads_leftward(lines: Iterable[Line]) -> bool:
    """Whether most of the letters are of a script that is written from right to left."""
    text = "".join(line.text for line in lines)
    if not _RIGHT_TO_LEFT.search(text):
        return False
    return 2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(map(str.isalpha, text))


def _joined(left: Line, right: Line, apart: bool) -> Line:
    one, other = (right, left) if reads_leftward((left, right)) else (left, right)
    spans = one.spans
    if apart:
        last = spans[-1]
        spans = (*spans, Span(" ", last.x1, last.x1, last.baseline, last.size, last.face))
    touching = not apart and not one.text[-1:].isspace() and not other.text[:1].isspace()
    return Line(
        min(one.x0, other.x0),
        min(one.y0, other.y0),
        max(one.x1, other.x1),
        max(one.y1, other.y1),
        (*spans, *other.spans),
        _joined_words(one.words, other.words, touching),
        one.upright,
        one.tag if one.x1 - one.x0 > other.x1 - other.x0 else other.tag,
    )


def _joined_words(one: Words, other: Words, touching: bool) -> Words:
    """Where the words of two lines are; touching lines share a word."""
    if not one or not other:
        return ()
    if not touching:
        return (*one, *other)
    shared = (min(one[-1][0], other[0][0]), max(one[-1][1], other[0][1]))
    return (*one[:-1], shared, *other[1:])
