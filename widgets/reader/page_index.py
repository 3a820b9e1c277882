"""Which paragraphs lie where on each page of a document; found once a page, when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from app.model import FURNITURE, Box, Paragraph
from app.project.lazy_paragraphs import LazyParagraphs, Outline
from widgets.reader.turning import Turning

_JUMP = 0.6
"""A line that begins this share of a line's height above the one before it opens another column."""


PAGES_KEPT = 100
"""Pages of a document of which it is kept what lies where; those looked at first are let go."""

_MOST_LINES = 0.85
"""The share of a page's lines that end within its columns."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one paragraph that follow one another in one column of one page, and the box around them."""

    ordinal: int
    box: Box
    lines: tuple[Box, ...]

    def turned(self, turning: Turning) -> Block:
        """The same where it is on the turned page."""
        if turning.rotation == 0:
            return self
        return Block(self.ordinal, turning.box(self.box), tuple(turning.box(line) for line in self.lines))


class PageIndex:
    """The blocks of one page, from the top; running heads and feet and page numbers are left out."""

    def __init__(self, number: int, blocks: Iterable[Block]) -> None:
        self.number = number
        self._by_ordinal: dict[int, list[Block]] = defaultdict(list)
        for block in blocks:
            self._by_ordinal[block.ordinal].append(block)
        found = (block for of_one in self._by_ordinal.values() for block in of_one)
        self.blocks = tuple(sorted(found, key=lambda block: (block.box.y0, block.box.x0)))
        self._turned: dict[int, PageIndex] = {0: self}

    @property
    def ordinals(self) -> Iterable[int]:
        """The paragraphs that touch this page."""
        return self._by_ordinal.keys()

    def of(self, ordinal: int) -> Sequence[Block]:
        """The blocks of one paragraph on this page, in reading order."""
        return self._by_ordinal.get(ordinal, ())

    def turned(self, turning: Turning) -> PageIndex:
        """The same blocks where they are on the turned page, sorted anew."""
        if turning.rotation not in self._turned:
            blocks = (block.turned(turning) for of_one in self._by_ordinal.values() for block in of_one)
            self._turned[turning.rotation] = PageIndex(self.number, blocks)
        return self._turned[turning.rotation]

    def margins(self, turning: Turning) -> Turning:
        """The turning in which margins lie to the left and right of the text, for bars and names.

        That is how the page is shown, unless that stands its lines on end: then it is how the page lies,
        and bars and names turn with it.
        """
        on_end = turning.is_quarter and not self._runs_down
        return replace(turning, rotation=0) if on_end else turning

    @cached_property
    def _runs_down(self) -> bool:
        """Whether lines run down or up the page as it lies, as in a table set sideways."""
        lines = [line for block in self.blocks for line in block.lines]
        return sum(line.y1 - line.y0 for line in lines) > sum(line.x1 - line.x0 for line in lines)

    @cached_property
    def in_order(self) -> list[int]:
        """The same in the document's order."""
        return sorted(self._by_ordinal)

    @cached_property
    def tops(self) -> list[float]:
        """Where each block begins, in order."""
        return [block.box.y0 for block in self.blocks]

    @cached_property
    def reach(self) -> list[float]:
        """How far down any block up to this one goes: lets a search stop early."""
        return list(accumulate((block.box.y1 for block in self.blocks), max))

    @cached_property
    def column_right(self) -> float:
        """Where the lines of its last column end; a few that reach further (mastheads) do not count."""
        rights = sorted(line.x1 for block in self.blocks for line in block.lines)
        return rights[int(_MOST_LINES * (len(rights) - 1))] if rights else 0.0

    def right_of(self, box: Box) -> float:
        """The right edge of all text beside a box: what is written to the right of it is free of text."""
        beside = (each.box.x1 for each in self.blocks if each.box.y0 < box.y1 and each.box.y1 > box.y0)
        return max(self.column_right, box.x1, *beside)

    @cached_property
    def text_right(self) -> float:
        """The right edge of the page's text."""
        return max((block.box.x1 for block in self.blocks), default=0.0)

    @cached_property
    def text_left(self) -> float:
        """The left edge of the page's text."""
        return min((block.box.x0 for block in self.blocks), default=0.0)


class DocumentIndex:
    """The paragraphs of one document by page, and the order a reader moves through them in."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self.paragraphs = paragraphs
        outline = paragraphs.outline if isinstance(paragraphs, LazyParagraphs) else _outline(paragraphs)
        text = [each for each in outline if each.kind not in FURNITURE]
        self.readable = [each.ordinal for each in text]
        self._readable = frozenset(self.readable)
        self._on_page: dict[int, list[int]] = defaultdict(list)
        for each in text:
            for page in range(each.page, each.last_page + 1):
                self._on_page[page].append(each.ordinal)
        self._pages: dict[int, PageIndex] = {}

    def paragraph(self, ordinal: int) -> Paragraph:
        """One paragraph; ordinals count from 1 without gaps."""
        return self.paragraphs[ordinal - 1]

    def is_readable(self, ordinal: int) -> bool:
        """Whether a paragraph is text to study and has a place on a page."""
        return ordinal in self._readable

    def on(self, page: int) -> PageIndex:
        """The blocks of one page."""
        if page not in self._pages:
            there = map(self.paragraph, self._on_page.get(page, ()))
            blocks = (block for paragraph in there for block in _blocks(paragraph, page))
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = PageIndex(page, blocks)
        return self._pages[page]

    def blocks(self, ordinal: int) -> list[Block]:
        """The blocks of one paragraph on all its pages."""
        pages = sorted({box.page for box in self.paragraph(ordinal).boxes})
        return [block for page in pages for block in self.on(page).of(ordinal)]


def _outline(paragraphs: Sequence[Paragraph]) -> Iterable[Outline]:
    """What a stored document says of its paragraphs, of those that are not stored."""
    return (Outline(p.ordinal, p.kind, p.page, p.last_page) for p in paragraphs if p.boxes)


def _blocks(paragraph: Paragraph, page: int) -> Iterable[Block]:
    lines: list[Box] = []
    for line in paragraph.boxes:
        if line.page != page:
            continue
        if lines and line.y0 < lines[-1].y0 - _JUMP * (lines[-1].y1 - lines[-1].y0):
            yield _block(paragraph.ordinal, lines)
            lines = []
        lines.append(line)
    if lines:
        yield _block(paragraph.ordinal, lines)


def _block(ordinal: int, lines: list[Box]) -> Block:
    return Block(ordinal, around(lines), tuple(lines))


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of these, which are on one page."""
    return Box(
        boxes[0].page,
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
