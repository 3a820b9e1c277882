"""Fills pages with lines, the notes a page calls for at its foot.

A heading stays with what it heads, words before a list with its first item, and no paragraph leaves one line
alone at the foot or head of a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.pdf.line_breaking import Line
from app.pdf.markup import Piece

NOTES_GAP = 17.0
"""Between the last line of text at its lowest and the first note, in points; the short rule stands in it."""

_LEAST_LINES = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph set in lines."""

    piece: Piece
    lines: tuple[Line, ...]
    leading: float
    space_before: float
    with_next: bool = False

    @property
    def height(self) -> float:
        """All lines and the space before them."""
        return self.space_before + self.leading * len(self.lines)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and where its baseline runs, in points below the top of the page."""

    line: Line
    baseline: float
    piece: Piece


@dataclass(slots=True)
class PageContent:
    """What one page carries: lines of text from `top` down, notes standing on its lower edge."""

    top: float
    lines: list[PlacedLine] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)

    @property
    def notes_height(self) -> float:
        """The notes and the gap above them; nothing when there are none."""
        return NOTES_GAP + sum(note.height for note in self.notes) if self.notes else 0.0


def make_pages(
    blocks: Sequence[Block], notes: Mapping[str, Block], *, first_top: float, top: float, bottom: float
) -> list[PageContent]:
    """The pages that hold all blocks in order, each note on the page of its mark."""
    filler = _Filler(notes, first_top, top, bottom)
    for place, block in enumerate(blocks):
        filler.add(block, _company(blocks, place))
    return filler.pages


def _company(blocks: Sequence[Block], place: int) -> float:
    """How much must fit below a block for it to begin on a page: what it has to stay with."""
    height = 0.0
    while blocks[place].with_next and place + 1 < len(blocks):
        place += 1
        following = blocks[place]
        lines = len(following.lines) if following.with_next else min(_LEAST_LINES, len(following.lines))
        height += following.space_before + following.leading * lines
    return height


class _Filler:
    """Puts block after block on the last page, and begins a new one where the next lines do not fit."""

    def __init__(self, notes: Mapping[str, Block], first_top: float, top: float, bottom: float) -> None:
        self.pages = [PageContent(first_top)]
        self._notes = notes
        self._top, self._bottom = top, bottom
        self._y = first_top

    def add(self, block: Block, company: float) -> None:
        """Place a block, on as many pages as it takes."""
        done = 0
        while done < len(block.lines):
            count = self._fitting(block, done, company)
            if count == 0 and self.pages[-1].lines:
                self.pages.append(PageContent(self._top))
                self._y = self._top
                continue
            self._place(block, done, max(count, 1))
            done += max(count, 1)

    def _fitting(self, block: Block, done: int, company: float) -> int:
        """How many of the lines not yet placed go on this page."""
        lines = block.lines[done:]
        count = len(lines)
        while count and not self._fits(block, lines[:count], company if count == len(lines) else 0.0):
            count -= 1
        if count == len(lines):
            return count
        if block.with_next:
            return 0
        count = min(count, len(lines) - _LEAST_LINES)
        return count if count >= _LEAST_LINES else 0

    def _fits(self, block: Block, lines: Sequence[Line], company: float) -> bool:
        page = self.pages[-1]
        new = [self._notes[mark] for line in lines for mark in line.notes]
        notes_height = page.notes_height + sum(note.height for note in new)
        if new and not page.notes:
            notes_height += NOTES_GAP
        height = self._space_before(block) + block.leading * len(lines) + company
        return self._y + height + notes_height <= self._bottom

    def _space_before(self, block: Block) -> float:
        return block.space_before if self.pages[-1].lines else 0.0

    def _place(self, block: Block, done: int, count: int) -> None:
        page = self.pages[-1]
        self._y += self._space_before(block) if done == 0 else 0.0
        for line in block.lines[done : done + count]:
            self._y += block.leading
            page.lines.append(PlacedLine(line, self._y, block.piece))
            page.notes += [self._notes[mark] for mark in line.notes]
