"""Tells the text that repeats on the pages (running heads, feet, page numbers) from the text people read.

Position and repetition decide, never vocabulary: the same words at the same height of several pages, where
numbers may differ only as the page does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Kind
from app.text.lines import side_by_side
from app.text.page_text import Line, PageText
from app.text.rows import Row, row_of

DEPTH = 5
"""How many rows from the top and from the bottom of a page can be furniture."""
APART = 14.0
"""How far furniture that does not repeat must stand from what is next to it, in points."""
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:\d{1,4}|[ivxlc]{1,7})(?:\W+(?:of\W+)?\d{1,4})?\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Strip:
    page: int
    y: float
    height: float
    words: str
    numbers: tuple[int, ...]
    lines: tuple[Line, ...]


def find_furniture(pages: Sequence[PageText]) -> list[list[tuple[Row, Kind]]]:
    """For each page, the rows that are furniture and what they are."""
    strips = [_strips(page) for page in pages]
    found: list[list[tuple[Row, Kind]]] = [[] for _ in pages]
    for kind, edges in (
        (Kind.HEADER, [top for top, _ in strips]),
        (Kind.FOOTER, [bottom for _, bottom in strips]),
    ):
        for index, count in enumerate(_repeated(edges, pages)):
            for strip in edges[index][:count]:
                found[index].extend(_furniture_rows(strip, kind))
    return found


def _furniture_rows(strip: _Strip, kind: Kind) -> list[tuple[Row, Kind]]:
    rows = []
    for line in strip.lines:
        row = row_of([line], strip.page)
        rows.append((row, Kind.PAGE_NUMBER if _PAGE_NUMBER.fullmatch(row.text) else kind))
    return rows


def _strips(page: PageText) -> tuple[list[_Strip], list[_Strip]]:
    """The outer rows of a page, counted from its top and from its bottom."""
    rows = side_by_side(line for line in page.lines if line.upright)
    rows.sort(key=lambda lines: max(line.y1 for line in lines))
    outer = {
        index: _strip(rows[index], page) for index in {*range(len(rows))[:DEPTH], *range(len(rows))[-DEPTH:]}
    }
    middle = page.height / 2
    top = [outer[index] for index in range(len(rows))[:DEPTH] if outer[index].y < middle]
    bottom = [outer[index] for index in range(len(rows))[: -DEPTH - 1 : -1] if outer[index].y >= middle]
    return top, bottom


def _strip(lines: Sequence[Line], page: PageText) -> _Strip:
    row = row_of(lines, page.number)
    words = _DIGITS.sub("0", row.text.casefold())
    numbers = tuple(int(number) for number in _DIGITS.findall(row.text))
    return _Strip(page.number, row.baseline, page.height, words, numbers, row.lines)


def _repeated(edges: Sequence[Sequence[_Strip]], pages: Sequence[PageText]) -> list[int]:
    """How many rows of each page, counted from its edge, are furniture."""
    by_words: dict[str, list[_Strip]] = {}
    for page in edges:
        for strip in page:
            by_words.setdefault(strip.words, []).append(strip)
    needed = 2 if len(pages) <= 4 else max(3, round(0.1 * len(pages)))
    heights: list[float] = []
    counts = []
    for page in edges:
        count = 0
        for depth, strip in enumerate(page):
            if _runs(strip, by_words[strip.words], needed):
                count = depth + 1
                if depth == 0:
                    heights.append(_from_edge(strip))
            elif depth > count:
                break
        counts.append(count)
    return [_with_slot(count, page, heights) for count, page in zip(counts, edges, strict=True)]


def _from_edge(strip: _Strip) -> float:
    """How far a row is from the edge of the page it is nearer to, in points; negative from the bottom."""
    return strip.y if strip.y < strip.height / 2 else strip.y - strip.height


def _with_slot(count: int, page: Sequence[_Strip], heights: Sequence[float]) -> int:
    """Outer rows as near the edge as other pages' furniture are furniture too (a first page's foot)."""
    if len(heights) < 2:
        return count
    reach = sorted(heights, key=abs)[len(heights) * 3 // 4]
    for depth, strip in list(enumerate(page))[count:3]:
        if abs(_from_edge(strip)) > abs(reach) + 4.0:
            break
        if depth + 1 == len(page) or abs(page[depth + 1].y - strip.y) > APART:
            count = depth + 1
    return count


def _runs(strip: _Strip, others: Sequence[_Strip], needed: int) -> bool:
    """Whether a row comes back on enough pages, and on most (or every second) of those it spans."""
    ways: dict[tuple[bool, ...], set[int]] = {}
    for other in others:
        if other.page != strip.page and abs(other.y - strip.y) <= 3.0:
            way = _numbers_go(strip, other)
            if way is not None:
                ways.setdefault(way, {strip.page}).add(other.page)
    for on_pages in ways.values():
        if len(on_pages) >= needed and len(on_pages) >= 0.4 * (max(on_pages) - min(on_pages) + 1):
            return True
    return False


def _numbers_go(one: _Strip, other: _Strip) -> tuple[bool, ...] | None:
    """For each number of a row, whether it changes as the page does; None if one changes otherwise."""
    step = other.page - one.page
    changes = [b - a for a, b in zip(one.numbers, other.numbers, strict=True)]
    if any(change not in (0, step) for change in changes):
        return None
    return tuple(change != 0 for change in changes)
