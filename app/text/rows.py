"""Puts the lines of one column together into printed rows, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.text.labels import Label, LabelKind, label_of
from app.text.letters import plain_text
from app.text.lines import height, reads_leftward, side_by_side, stand_apart
from app.text.page_text import Face, Line, Span

_BREAK = re.compile(r"[\-\u2010\u2013\u2014]")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


@dataclass(slots=True)
class Row:
    """One printed row of a column.

    `start` and `end` run in reading direction: they grow along the row for right-to-left text too.
    `left` and `right` are the margins it is held against, in the same direction.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    baseline: float
    size: float
    text: str
    bold: bool
    italic: bool
    begins_bold: bool
    ends_bold: bool
    mark: str
    start: float
    end: float
    words: tuple[tuple[float, float], ...]
    label: Label | None
    text_start: float
    right_to_left: bool
    wide: bool
    tag: int
    lines: tuple[Line, ...]
    left: float = field(default=0.0)
    right: float = field(default=0.0)

    @property
    def width(self) -> float:
        """How far it runs, in points."""
        return self.x1 - self.x0

    def first_word_width(self) -> float:
        """About how much room the first unbreakable stretch of the row takes, in points."""
        if self.wide:
            return self.size
        if not self.words:
            return 2.5 * self.size
        width = self.words[0][1] - self.words[0][0]
        word = self.text.split(" ", 1)[0]
        found = _BREAK.search(word, 1)
        return width * (found.end() / len(word)) if found else width

    def widest_gap(self) -> float:
        """The widest gap between two of its words, in points."""
        return max(
            (after[0] - before[1] for before, after in zip(self.words, self.words[1:], strict=False)),
            default=0.0,
        )


def rows_of(lines: Iterable[Line], page: int) -> list[Row]:
    """The rows of one column of one page, from the top down."""
    rows = [row_of(members, page) for members in side_by_side(lines)]
    rows.sort(key=lambda row: row.baseline)
    return rows


def row_of(lines: Sequence[Line], page: int) -> Row:
    """One row of the lines that share its baseline."""
    right_to_left = reads_leftward(lines)
    ordered = _without_doubles(sorted(lines, key=lambda line: -line.x1 if right_to_left else line.x0))
    spans = [span for line in ordered for span in line.spans if span.text.strip()]
    size, baseline = _dominant(spans)
    bold, italic = _share(spans, Face.BOLD), _share(spans, Face.ITALIC)
    text = joined_text(ordered, right_to_left)
    x0, x1 = min(line.x0 for line in ordered), max(line.x1 for line in ordered)
    words = tuple(word for line in ordered for word in (line.words or ((line.x0, line.x1),)))
    label = label_of(text) or _set_off(text, words, size)
    start = -x1 if right_to_left else x0
    return Row(
        page=page,
        x0=x0,
        y0=min(line.y0 for line in ordered),
        x1=x1,
        y1=max(line.y1 for line in ordered),
        baseline=baseline,
        size=size,
        text=text,
        bold=bold > 0.9,
        italic=italic > 0.9,
        begins_bold=bool(spans[0].face & Face.BOLD),
        ends_bold=bool(spans[-1].face & Face.BOLD),
        mark=_mark(spans, size, baseline),
        start=start,
        end=-x0 if right_to_left else x1,
        words=words,
        label=label,
        text_start=_text_start(start, words, label, text, right_to_left),
        right_to_left=right_to_left,
        wide=bool(_WIDE.match(text[-1:])),
        tag=max(ordered, key=lambda line: line.x1 - line.x0).tag,
        lines=tuple(ordered),
    )


def _set_off(text: str, words: Sequence[tuple[float, float]], size: float) -> Label | None:
    """A single letter or sign set off from the text by a gap, as a bullet made of a letter is."""
    first = text.split(" ", 1)[0]
    if len(first) != 1 or first.isdigit() or len(words) < 2 or words[1][0] - words[0][1] < 0.75 * size:
        return None
    return Label(LabelKind.BULLET, first)


def _dominant(spans: Sequence[Span]) -> tuple[float, float]:
    """The size and baseline most of the row's letters have."""
    weight: dict[tuple[float, float], int] = {}
    for span in spans:
        key = (max(round(span.size * 4) / 4, 0.25), span.baseline)
        weight[key] = weight.get(key, 0) + len(span.text.strip())
    return max(weight, key=lambda key: (weight[key], key[0]))


def _share(spans: Sequence[Span], face: int) -> float:
    letters = having = 0
    for span in spans:
        if not span.face & Face.RAISED and any(map(str.isalnum, span.text)):
            letters += len(span.text)
            having += len(span.text) if span.face & face else 0
    return having / letters if letters else 0.0


def _without_doubles(lines: list[Line]) -> list[Line]:
    """Text printed twice at one place, as some programs do to look bold, is read once."""
    kept: list[Line] = []
    for line in lines:
        if kept and kept[-1].text == line.text and abs(kept[-1].x0 - line.x0) < 0.2 * height(line):
            continue
        kept.append(line)
    return kept


def joined_text(lines: Sequence[Line], right_to_left: bool = False) -> str:
    """The text of lines that follow each other on one row, gaps read as single spaces."""
    parts: list[str] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None:
            gap = previous.x0 - line.x1 if right_to_left else line.x0 - previous.x1
            if stand_apart(gap, previous, line):
                parts.append(" ")
        parts.append(line.text)
        previous = line
    return plain_text("".join(parts))


def _mark(spans: Sequence[Span], size: float, baseline: float) -> str:
    """The raised characters a row begins with, as a footnote's mark is."""
    first = spans[0]
    raised = first.size < 0.85 * size and first.baseline < baseline - 0.12 * size
    if (raised or first.face & Face.RAISED) and len(first.text.strip()) <= 4:
        return first.text.strip()
    return ""


def _text_start(
    start: float, words: Sequence[tuple[float, float]], label: Label | None, text: str, right_to_left: bool
) -> float:
    """Where the text after the label begins, in reading direction; the row's start if there is no label."""
    if label is None:
        return start
    taken = len(label.text.split())
    if len(text) > len(label.text) and text[len(label.text)] != " ":
        return start + len(label.text) * (words[0][1] - words[0][0]) / max(1, len(text.split(" ", 1)[0]))
    if len(words) <= taken:
        return start
    return -words[taken][1] if right_to_left else words[taken][0]
