"""Links each footnote to the paragraph that cites it, by the raised mark in the paragraph's rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from app.model import FURNITURE, Kind
from app.text.page_text import Face, Line, Span
from app.text.pieces import Piece
from app.text.rows import Row, joined_text

_NEVER_CITE = FURNITURE | {Kind.FOOTNOTE}
_MARKS = re.compile(r"\d+|[a-z]|[*†‡§¶#]+")


def raised_marks(row: Row) -> Iterable[tuple[Span, list[str]]]:
    """The raised stretches of a row and the marks each holds."""
    for line in row.lines:
        for span in line.spans:
            if span.face & Face.RAISED and (marks := _MARKS.findall(span.text)):
                yield span, marks


def marks_in(rows: Iterable[Row]) -> frozenset[str]:
    """All marks raised after some text in these rows."""
    return frozenset(
        mark
        for row in rows
        for span, marks in raised_marks(row)
        if span is not row.lines[0].spans[0]
        for mark in marks
    )


def citations(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Pairs of positions among the pieces: a note, and the text that cites it on the page where it begins."""
    wanted = {
        (piece.first.page, piece.number): index
        for index, piece in reversed(list(enumerate(pieces)))
        if piece.kind is Kind.FOOTNOTE and piece.number
    }
    pages = {page for page, _ in wanted}
    found: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if piece.kind in _NEVER_CITE:
            continue
        for row in piece.rows:
            if row.page in pages:
                for _, marks in raised_marks(row):
                    notes = (wanted[row.page, mark] for mark in marks if (row.page, mark) in wanted)
                    found.update((note, index) for note in notes if note not in found)
    return sorted(found.items())


def without_marks(row: Row, numbers: frozenset[str]) -> str:
    """The row's text without the raised marks of these notes."""
    dropped = [span for span, marks in raised_marks(row) if numbers.issuperset(marks)]
    if not dropped:
        return row.text
    lines = [_without(line, dropped) for line in row.lines]
    return joined_text([line for line in lines if line.spans], row.right_to_left)


def _without(line: Line, dropped: Sequence[Span]) -> Line:
    spans = tuple(span for span in line.spans if all(span is not other for other in dropped))
    return Line(line.x0, line.y0, line.x1, line.y1, spans, line.words, line.upright, line.tag)
