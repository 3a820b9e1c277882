"""Breaks a paragraph into lines, weighing all its lines together, and justifies them.

The breaks are those of least total demerits: Knuth and Plass, "Breaking paragraphs into lines",
Software: Practice and Experience 11 (1981), with spaces alone stretching and no hyphenation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from app.pdf.markup import Face, Run

Measure = Callable[[str, Face, float], float]
"""The width in points of a text in a face at a size."""

_MARK_SIZE = 0.64
_MARK_RISE = 0.36
_STRETCH = 0.6
_SHRINK = 0.3
_HYPHEN_PENALTY = 60.0
_LONELY_PENALTY = 400.0
_OVERFULL = 1e12
_BREAK = re.compile(r"( +)|(?<=[a-z]-)(?=[A-Za-z])|(?<=—)(?=\S)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line in one face and size, raised above the baseline by `rise` points."""

    text: str
    face: Face
    size: float
    rise: float = 0.0


class Alignment(Enum):
    """How the lines fill their width."""

    LEFT = "left"
    JUSTIFIED = "justified"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Measures:
    """Where lines go, in points from the left edge of the text column."""

    width: float
    size: float
    first_indent: float = 0.0
    indent: float = 0.0
    alignment: Alignment = Alignment.JUSTIFIED


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; every space in it is `word_spacing` points wider than the type's own."""

    x: float
    spans: tuple[Span, ...]
    word_spacing: float = 0.0
    notes: tuple[str, ...] = ()
    label: Span | None = None
    label_x: float = 0.0


@dataclass(frozen=True, slots=True)
class _Word:
    """What no line breaks inside; `space` says whether a space follows or only a place to break."""

    spans: tuple[Span, ...]
    width: float
    spaces: int
    notes: tuple[str, ...]
    space: bool


def break_lines(runs: Iterable[Run], measures: Measures, measure: Measure) -> list[Line]:
    """The lines of one paragraph."""
    words = _words(runs, measures.size, measure)
    space = measure(" ", Face.ROMAN, measures.size)
    ends = _ends(words, measures, space)
    starts = [0, *ends[:-1]]
    return [
        _line(words[a:b], a == 0, b == len(words), measures, space) for a, b in zip(starts, ends, strict=True)
    ]


def raised(span: Span) -> Span:
    """The same as the mark of a note: smaller, and above the baseline."""
    return Span(span.text, span.face, span.size * _MARK_SIZE, span.size * _MARK_RISE)


def _words(runs: Iterable[Run], size: float, measure: Measure) -> list[_Word]:
    words: list[_Word] = []
    spans: list[Span] = []
    notes: list[str] = []

    def close(space: bool) -> None:
        if spans:
            width = sum(measure(span.text, span.face, span.size) for span in spans)
            spaces = sum(span.text.count(" ") for span in spans)
            words.append(_Word(tuple(spans), width, spaces, tuple(notes), space))
            spans.clear()
            notes.clear()

    for run in runs:
        if run.note:
            spans.append(raised(Span(run.text, run.face, size)))
            notes.append(run.note)
            continue
        end = 0
        for found in _BREAK.finditer(run.text):
            if found.start() > end:
                spans.append(Span(run.text[end : found.start()].replace("~", " "), run.face, size))
            close(space=bool(found[1]))
            end = found.end()
        if end < len(run.text):
            spans.append(Span(run.text[end:].replace("~", " "), run.face, size))
    close(space=False)
    return words


def _ends(words: Sequence[_Word], measures: Measures, space: float) -> list[int]:
    """Where each line ends: the breaks whose demerits, summed over the paragraph, are least."""
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * len(words)
    for start in range(len(words)):
        total, _ = best[start]
        room = measures.width - (measures.first_indent if start == 0 else measures.indent)
        natural, spaces = 0.0, 0
        for end in range(start + 1, len(words) + 1):
            word = words[end - 1]
            if end - 1 > start and words[end - 2].space:
                natural, spaces = natural + space, spaces + 1
            natural, spaces = natural + word.width, spaces + word.spaces
            last = end == len(words)
            demerits = _demerits(room - natural, spaces * space, last, measures.alignment)
            if not last and not word.space:
                demerits += _HYPHEN_PENALTY
            if last and start and natural < room / 8:
                demerits += _LONELY_PENALTY
            if total + demerits < best[end][0]:
                best[end] = (total + demerits, start)
            if natural - spaces * space * _SHRINK > room:
                break
    ends = [len(words)]
    while (start := best[ends[-1]][1]) > 0:
        ends.append(start)
    return ends[::-1]


def _demerits(slack: float, spaces: float, last: bool, alignment: Alignment) -> float:
    """How ill a line looks with `slack` points left over and spaces `spaces` points wide in all."""
    if alignment is not Alignment.JUSTIFIED:
        return _OVERFULL - slack if slack < 0 else (0.0 if last else (slack / 10) ** 2)
    if slack >= 0 and last:
        return 0.0
    give = spaces * (_STRETCH if slack > 0 else _SHRINK)
    if slack < -give:
        return _OVERFULL - slack
    ratio = abs(slack) / give if give else 10.0
    return float((1 + 100 * min(ratio, 10.0) ** 3) ** 2 / 100)


def _line(words: Sequence[_Word], first: bool, last: bool, measures: Measures, space: float) -> Line:
    spans = [span for word in words[:-1] for span in _with_space(word, measures.size)] + list(words[-1].spans)
    indent = measures.first_indent if first else measures.indent
    natural = sum(word.width for word in words) + space * sum(word.space for word in words[:-1])
    slack = measures.width - indent - natural
    spaces = sum(span.text.count(" ") for span in spans)
    x, spacing = indent, 0.0
    if measures.alignment is Alignment.RIGHT:
        x = indent + slack
    elif measures.alignment is Alignment.JUSTIFIED and spaces and (not last or slack < 0):
        spacing = slack / spaces
    return Line(x, tuple(_joined(spans)), spacing, tuple(note for word in words for note in word.notes))


def _with_space(word: _Word, size: float) -> tuple[Span, ...]:
    return (*word.spans, Span(" ", word.spans[-1].face, size)) if word.space else word.spans


def _joined(spans: Iterable[Span]) -> Iterable[Span]:
    """The same spans with neighbours of one look made one."""
    for (face, size, rise), group in groupby(spans, key=lambda span: (span.face, span.size, span.rise)):
        yield Span("".join(span.text for span in group), face, size, rise)
