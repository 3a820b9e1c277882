"""Parts a heading set in the first row of its paragraph from the text that follows it there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from app.text.page_text import Face, Line, Span
from app.text.rows import Row, row_of

WIDER = 1.6
"""The gap after such a heading is so many times as wide as the gaps between words."""
LONGEST = 6
"""The most words such a heading has."""


def without_run_in(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of a paragraph; its heading first by itself, if it begins with one."""
    first = rows[0]
    if not first.begins_bold or first.bold or first.label is not None or len(first.lines) != 1:
        return [list(rows)]
    line = first.lines[0]
    spans = _leading_bold(line)
    words = "".join(span.text for span in spans).split()
    if not _set_off(words, line.words):
        return [list(rows)]
    head, rest = _parted(line, spans, len(words))
    return [[row_of([head], first.page)], [_like(row_of([rest], first.page), first), *rows[1:]]]


def _leading_bold(line: Line) -> list[Span]:
    spans: list[Span] = []
    for span in line.spans:
        if span.text.strip() and not span.face & Face.BOLD:
            break
        spans.append(span)
    return spans


def _set_off(heading: Sequence[str], words: Sequence[tuple[float, float]]) -> bool:
    count = len(heading)
    if not 0 < count <= LONGEST or len(words) < count + 4 or not heading[-1][-1].isalnum():
        return False
    gaps = [after[0] - before[1] for before, after in pairwise(words)]
    return gaps[count - 1] > WIDER * median(gaps)


def _parted(line: Line, heading: Sequence[Span], words: int) -> tuple[Line, Line]:
    head, rest = line.words[:words], line.words[words:]
    spans = line.spans[len(heading) :]
    return (
        Line(head[0][0], line.y0, head[-1][1], line.y1, tuple(heading), head, tag=line.tag),
        Line(rest[0][0], line.y0, rest[-1][1], line.y1, spans, rest, tag=line.tag),
    )


def _like(row: Row, first: Row) -> Row:
    """The row with the margins of the one it was part of."""
    row.left, row.right = first.left, first.right
    return row
