"""Puts the lines of one column together into printed rows, in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.text.labels import Label, label_of
from app.text.page_text import Face, Line, Span

_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"[\s/\-\u2010\u2013\u2014]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")
_NARROW, _BROAD = frozenset("ijltfrI.,;:!|'’‘()[]/- "), frozenset("mwMWQO—…@%&")


@dataclass(slots=True)
class Row:
    """One printed row of a column. `start` and `end` run in reading direction: they grow along the row
    for right-to-left text too."""

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
    mark: str
    start: float
    end: float
    text_start: float
    label: Label | None
    right_to_left: bool
    wide: bool
    tag: int
    lines: tuple[Line, ...]
    column: int = 0
    left: float = field(default=0.0)
    right: float = field(default=0.0)
    above: float | None = field(default=None)

    @property
    def width(self) -> float:
        """How far it runs, in points."""
        return self.x1 - self.x0

    def first_word_width(self) -> float:
        """About how much room the first unbreakable stretch of the row takes, in points."""
        if self.wide:
            return self.size
        width = 0.0
        for line in self.lines:
            for span in line.spans:
                found = _BREAK.search(span.text)
                width += _share(span, found.start() if found else len(span.text))
                if found and (found.start() > 0 or width > 0):
                    return width
        return width


def _share(span: Span, characters: int) -> float:
    if characters >= len(span.text):
        return span.x1 - span.x0
    weights = [_weight(character) for character in span.text]
    return (span.x1 - span.x0) * sum(weights[:characters]) / (sum(weights) or 1.0)


def _weight(character: str) -> float:
    if character in _NARROW:
        return 0.3
    if character in _BROAD:
        return 0.8
    return 0.68 if character.isupper() else 0.47


def rows_of(lines: Iterable[Line], page: int) -> list[Row]:
    """The rows of one column of one page, from the top down."""
    groups: list[tuple[Line, list[Line]]] = []
    for line in sorted(lines, key=lambda line: line.y0 + line.y1):
        for index in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            if _same_row(groups[index][0], line):
                reference, members = groups[index]
                members.append(line)
                if _tall(line) > _tall(reference) and len(line.text) > 2:
                    groups[index] = (line, members)
                break
        else:
            groups.append((line, [line]))
    rows = [row_of(members, page) for _, members in groups]
    rows.sort(key=lambda row: row.baseline)
    return rows


def _tall(line: Line) -> float:
    return line.y1 - line.y0


def _same_row(one: Line, other: Line) -> bool:
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.55 * min(_tall(one), _tall(other))


def row_of(lines: Sequence[Line], page: int) -> Row:
    """One row of the lines that share its baseline."""
    right_to_left = len(_RIGHT_TO_LEFT.findall("".join(line.text for line in lines))) * 2 > sum(
        sum(character.isalpha() for character in line.text) for line in lines
    ) and any(_RIGHT_TO_LEFT.search(line.text) for line in lines)
    ordered = _without_doubles(sorted(lines, key=lambda line: -line.x1 if right_to_left else line.x0))
    spans = [span for line in ordered for span in line.spans if span.text.strip()]
    weight: dict[tuple[float, float], int] = {}
    bold = italic = letters = 0
    for span in spans:
        count = len(span.text.strip())
        key = (round(span.size * 4) / 4, span.baseline)
        weight[key] = weight.get(key, 0) + count
        if any(map(str.isalnum, span.text)) and not span.face & Face.RAISED:
            letters += count
            bold += count if span.face & Face.BOLD else 0
            italic += count if span.face & Face.ITALIC else 0
    size, baseline = max(weight, key=lambda key: (weight[key], key[0]))
    text = joined_text(ordered, right_to_left)
    x0, x1 = min(line.x0 for line in ordered), max(_visible_end(line) for line in ordered)
    label = label_of(text)
    return Row(
        page=page,
        x0=x0,
        y0=min(line.y0 for line in ordered),
        x1=x1,
        y1=max(line.y1 for line in ordered),
        baseline=baseline,
        size=size,
        text=text,
        bold=letters > 0 and bold > 0.9 * letters,
        italic=letters > 0 and italic > 0.9 * letters,
        begins_bold=bool(spans) and bool(spans[0].face & Face.BOLD),
        mark=_mark(spans, size, baseline),
        start=-x1 if right_to_left else x0,
        end=-x0 if right_to_left else x1,
        text_start=_text_start(ordered, label, right_to_left),
        label=label,
        right_to_left=right_to_left,
        wide=bool(_WIDE.match(text.strip()[-1:])),
        tag=max(line.tag for line in ordered),
        lines=tuple(ordered),
    )


def _without_doubles(lines: list[Line]) -> list[Line]:
    """Text printed twice at one place, as some programs do to look bold, is read once."""
    kept: list[Line] = []
    for line in lines:
        if kept and kept[-1].text == line.text and abs(kept[-1].x0 - line.x0) < 0.2 * _tall(line):
            continue
        kept.append(line)
    return kept


def _visible_end(line: Line) -> float:
    last = line.spans[-1]
    spaces = len(last.text) - len(last.text.rstrip())
    if spaces == len(last.text) and len(line.spans) > 1:
        return line.spans[-2].x1
    return line.x1 - spaces * 0.25 * last.size


def joined_text(lines: Sequence[Line], right_to_left: bool = False) -> str:
    """The text of lines that follow each other on one row, gaps read as single spaces."""
    parts: list[str] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None:
            gap = previous.x0 - line.x1 if right_to_left else line.x0 - previous.x1
            if gap > 0.12 * min(line.spans[0].size, previous.spans[-1].size):
                parts.append(" ")
        parts.append(line.text)
        previous = line
    return _SPACE.sub(" ", unicodedata.normalize("NFC", "".join(parts))).strip()


def _mark(spans: Sequence[Span], size: float, baseline: float) -> str:
    """The raised characters a row begins with, as a footnote's mark is."""
    if len(spans) < 2 and not (spans and spans[0].face & Face.RAISED):
        return ""
    first = spans[0]
    raised = first.size < 0.85 * size and first.baseline < baseline - 0.12 * size
    if (raised or first.face & Face.RAISED) and len(first.text.strip()) <= 4:
        return first.text.strip()
    return ""


def _text_start(lines: Sequence[Line], label: Label | None, right_to_left: bool) -> float:
    """Where the text after the label begins, in reading direction; the row's start if there is no label."""
    if label is None:
        return -lines[0].x1 if right_to_left else lines[0].x0
    left = len(label.text)
    for line in lines:
        for span in line.spans:
            lead = len(span.text) - len(span.text.lstrip())
            if left <= 0 and span.text.strip():
                return -span.x1 if right_to_left else span.x0 + lead * 0.25 * span.size
            if len(span.text.strip()) > left > 0:
                offset = _share(span, lead + left + 1)
                return -(span.x1 - offset) if right_to_left else span.x0 + offset
            left -= len(span.text.strip())
    return -lines[-1].x1 if right_to_left else lines[-1].x0
