"""Which letter on a page is which character of the document's text, and the other way round."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

from app.model import Box, Paragraph
from app.pdf.protocol import PageWords

_HYPHENS = frozenset("-\u2010\u00ad")
_NEAR, _SLACK = 12.0, 2.0
"""Points a word's middle may be from its line's, and stand out of its line's sides."""

_STEEP = 3.0
"""How much more a point's distance above or below a line counts than beside it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's left and right edge in points, and its text from `before` to `after`.

    Where a hyphen at a line's end is no part of the text both are the end of the character before it, which
    is `at`.
    """

    x0: float
    x1: float
    at: int
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a paragraph and its letters; `left` and `right` are the edges of its column."""

    box: Box
    left: float
    right: float
    letters: tuple[Letter, ...]


class LetterMap:
    """The letters of one page matched to the text, one paragraph at a time as they are asked for."""

    def __init__(self, words: PageWords, paragraphs: Sequence[tuple[Paragraph, int]]) -> None:
        """`paragraphs` are those that touch the page, each with where it begins in the document's text."""
        self._words = words
        self._paragraphs = paragraphs
        self._matched: dict[int, tuple[PrintedLine, ...]] = {}

    def caret(self, x: float, y: float) -> int | None:
        """The position in the text nearest a point, in points; None on a page without any."""
        line = min(self._lines, key=lambda line: _distance(line, x, y), default=None)
        if line is None:
            return None
        after = (letter.before for letter in line.letters if (letter.x0 + letter.x1) / 2 > x)
        return next(after, max(letter.after for letter in line.letters))

    def character(self, x: float, y: float) -> int | None:
        """The character of the text nearest a point, in points."""
        line = min(self._lines, key=lambda line: _distance(line, x, y), default=None)
        if line is None:
            return None
        return min(line.letters, key=lambda letter: max(letter.x0 - x, x - letter.x1)).at

    def boxes(self, start: int, end: int) -> list[Box]:
        """The boxes of a stretch of the text on this page, one a printed line."""
        found = []
        for number, (paragraph, begins) in enumerate(self._paragraphs):
            if begins < end and begins + len(paragraph.text) > start:
                found += [box for line in self._of(number) if (box := _box(line, start, end))]
        return found

    @cached_property
    def _lines(self) -> list[PrintedLine]:
        return [line for number in range(len(self._paragraphs)) for line in self._of(number)]

    def _of(self, number: int) -> tuple[PrintedLine, ...]:
        if number not in self._matched:
            self._matched[number] = tuple(self._match(number))
        return self._matched[number]

    def _match(self, number: int) -> Iterator[PrintedLine]:
        paragraph, begins = self._paragraphs[number]
        lines = [box for box in paragraph.boxes if box.page == self._words.page]
        by_line = [sorted(self._letters_by_line.get((number, line), ())) for line in range(len(lines))]
        order = [letter for letters in by_line for letter in letters]
        places = _places([self._words.text[letter] for letter in order], paragraph, self._words.page)
        left, right = min(box.x0 for box in lines), max(box.x1 for box in lines)
        known = iter(places)
        for box, letters in zip(lines, by_line, strict=True):
            made = [self._letter(letter, begins, next(known)) for letter in letters]
            kept = tuple(letter for letter in made if letter is not None)
            if kept:
                yield PrintedLine(box, left, right, kept)

    def _letter(self, letter: int, begins: int, place: tuple[int, int, int] | None) -> Letter | None:
        if place is None:
            return None
        x0, _, x1, _ = self._words.box(letter)
        at, before, after = place
        return Letter(x0, x1, begins + at, begins + before, begins + after)

    @cached_property
    def _letters_by_line(self) -> dict[tuple[int, int], list[int]]:
        """The letters of each line of each paragraph; a word is on the line nearest its middle."""
        lines = [
            (box, (number, line))
            for number, (paragraph, _) in enumerate(self._paragraphs)
            for line, box in enumerate(box for box in paragraph.boxes if box.page == self._words.page)
        ]
        lines.sort(key=lambda each: _middle(each[0]))
        middles = [_middle(box) for box, _ in lines]
        found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for start, end in self._words.word_ranges():
            x0, y0, _, y1 = self._words.box(start)
            x, y = (x0 + self._words.box(end - 1)[2]) / 2, (y0 + y1) / 2
            near = lines[bisect_left(middles, y - _NEAR) : bisect_right(middles, y + _NEAR)]
            there = [each for each in near if each[0].x0 - _SLACK <= x <= each[0].x1 + _SLACK]
            if there:
                found[min(there, key=lambda each: abs(_middle(each[0]) - y))[1]].extend(range(start, end))
        return found


def _middle(box: Box) -> float:
    return (box.y0 + box.y1) / 2


def _distance(line: PrintedLine, x: float, y: float) -> tuple[float, float]:
    """How far a point is from a line's place in its column, then from the line's middle."""
    above = max(line.box.y0 - y, y - line.box.y1, 0.0)
    beside = max(line.left - x, x - line.right, 0.0)
    return beside + _STEEP * above, abs(_middle(line.box) - y)


def _box(line: PrintedLine, start: int, end: int) -> Box | None:
    letters = [letter for letter in line.letters if start <= letter.at < end]
    if not letters:
        return None
    left, right = min(letter.x0 for letter in letters), max(letter.x1 for letter in letters)
    return Box(line.box.page, left, line.box.y0, right, line.box.y1)


def _places(letters: Sequence[str], paragraph: Paragraph, page: int) -> list[tuple[int, int, int] | None]:
    """For each letter its character in the paragraph's text, and the positions before and after it."""
    printed, printed_from = _folded(letters)
    text, text_from = _folded(paragraph.text)
    places: list[tuple[int, int, int] | None] = [None] * len(letters)
    for here, there, length in _same(printed, text, paragraph.page == page, paragraph.last_page == page):
        for step in range(length):
            letter, at = printed_from[here + step], text_from[there + step]
            first = places[letter]
            places[letter] = (at, at, at + 1) if first is None else (first[0], first[1], at + 1)
    return _with_hyphens(places, letters, paragraph.text)


def _with_hyphens(
    places: list[tuple[int, int, int] | None], letters: Sequence[str], text: str
) -> list[tuple[int, int, int] | None]:
    """A letter that was not matched is the text's next character if alike, else goes with the one before."""
    before: tuple[int, int, int] | None = None
    for number, place in enumerate(places):
        if place is None and before is not None:
            end = before[2]
            alike = end < len(text) and letters[number] == text[end]
            places[number] = (end, end, end + 1) if alike else (before[0], end, end)
        before = places[number]
    return places


def _folded(characters: Sequence[str]) -> tuple[str, list[int]]:
    """Characters made comparable, spaces and hyphens left out, and which each comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for number, character in enumerate(characters):
        if character in _HYPHENS or character.isspace():
            continue
        plain = character if character.isascii() else unicodedata.normalize("NFKC", character)
        for each in plain.casefold():
            folded.append(each)
            origins.append(number)
    return "".join(folded), origins


def _same(part: str, whole: str, begins: bool, ends: bool) -> list[tuple[int, int, int]]:
    """The stretches that a page's part and the whole have in common: where in each, and how long."""
    if ends and not begins and whole.endswith(part):
        return [(0, len(whole) - len(part), len(part))]
    at = whole.find(part)
    if at >= 0:
        return [(0, at, len(part))]
    room = len(part) + len(part) // 8 + 8
    shift = max(0, len(whole) - room) if ends and not begins else 0
    window = whole[shift : shift + room] if begins != ends else whole
    alike = (block for block in Indel.opcodes(part, window) if block.tag == "equal")
    return [(b.src_start, shift + b.dest_start, b.src_end - b.src_start) for b in alike]
