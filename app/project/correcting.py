"""What readers correct in the paragraphs that were found: split here, join these, this is of another kind.

A correction holds on to the words around a point, not to ordinals, so it finds its place again when the
paragraphs are found anew. Corrections name decisions, not steps: applied in any order they give the same.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate

from app.model import Box, Kind, Paragraph
from app.project.identity import normalised
from app.text.labels import LabelKind, label_of

_SURE = 32
"""How many letters on each side of a point a correction keeps to know it by."""

# How many letters of the context before and after must fit, tried in this order: text read anew may differ
# nearby, and the words on one side of a point may have come to stand elsewhere.
_NEARBY = 1000
_LADDER = ((32, 32), (16, 16), (8, 8), (32, 0), (0, 32))
_IN_LISTS = frozenset({LabelKind.BRACKET_LETTER, LabelKind.BRACKET_NUMBER, LabelKind.BULLET})


class What(StrEnum):
    """What a correction says about a point of the text."""

    SPLIT = "split"
    JOIN = "join"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision at the point between `before` and `after`, which comes after `near` letters in all."""

    what: What
    before: str
    after: str
    near: int
    kind: Kind | None = None


def context_before(text: str) -> str:
    """The end of a text, with as many letters as a correction keeps."""
    return context_after(text[::-1])[::-1]


def context_after(text: str) -> str:
    """The beginning of a text, with as many letters as a correction keeps."""
    count = 0
    for position, character in enumerate(text, start=1):
        count += len(normalised(character))
        if count >= _SURE:
            return text[:position]
    return text


class Letters:
    """The letters and digits of paragraphs in one piece, which no splitting or joining changes."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        pieces = [normalised(paragraph.text) for paragraph in paragraphs]
        self.starts = list(accumulate(map(len, pieces), initial=0))
        self._whole = "".join(pieces)

    def row_at(self, point: int) -> int:
        """The index of the paragraph that a point is in, or at the head of."""
        return bisect_right(self.starts, point) - 1

    def find(self, before: str, after: str, near: int, among: Container[int] | None = None) -> int | None:
        """The point between these words that is nearest to where it was, if given among some points only."""
        tail, head = normalised(before), normalised(after)
        for length, other in _LADDER:
            left, right = tail[-length:] if length else "", head[:other]
            if not left and not right:
                continue
            reach = len(self._whole) if max(length, other) >= _SURE else _NEARBY
            points = [end - len(right) for end in _ends(self._whole, left + right)]
            points = [p for p in points if abs(p - near) <= reach and (among is None or p in among)]
            if points:
                return min(points, key=lambda point: abs(point - near))
        return None

    def earlier(self, point: int, before: str, after: str) -> int:
        """How many points between the same letters come before one."""
        tail, head = normalised(before)[-_SURE:], normalised(after)[:_SURE]
        return sum(1 for end in _ends(self._whole, tail + head) if end - len(head) < point)


@dataclass(slots=True)
class _Piece:
    """A paragraph on its way to being corrected, and the stretch of letters it began with."""

    paragraph: Paragraph
    start: int
    end: int
    found: list[int]


def corrected(
    found: Sequence[Paragraph], corrections: Sequence[Correction]
) -> tuple[tuple[Paragraph, ...], dict[int, int]]:
    """The paragraphs with the corrections made, and which ordinal each of those found has now.

    A correction whose words are not there any more does nothing.
    """
    letters = Letters(found)
    pieces = _split(found, letters, [c for c in corrections if c.what is What.SPLIT])
    pieces = _joined(pieces, letters, [c for c in corrections if c.what is What.JOIN])
    _rename_kinds(pieces, letters, [c for c in corrections if c.what is What.KIND])
    now = {ordinal: number for number, piece in enumerate(pieces, start=1) for ordinal in piece.found}
    paragraphs = (replace(piece.paragraph, ordinal=number) for number, piece in enumerate(pieces, start=1))
    return tuple(paragraphs), now


def split_at(paragraph: Paragraph, offset: int) -> tuple[Paragraph, Paragraph]:
    """A paragraph in two at a position in its text; a label at the head of the second becomes its number."""
    first, second = paragraph.text[:offset].rstrip(), paragraph.text[offset:].lstrip()
    above, below = _split_boxes(paragraph, offset / max(1, len(paragraph.text)))
    label = label_of(second)
    kind = paragraph.kind
    if label and label.kind in _IN_LISTS and kind is Kind.PARAGRAPH:
        kind = Kind.ITEM
    return (
        replace(paragraph, text=first, boxes=above),
        replace(paragraph, text=second, boxes=below, number=label.text if label else None, kind=kind),
    )


def join(first: Paragraph, second: Paragraph) -> Paragraph:
    """Two paragraphs as one, of the kind and number of the first."""
    return replace(first, text=_joined_text(first.text, second.text), boxes=first.boxes + second.boxes)


def raw_offset(text: str, letters: int, before: str) -> int:
    """The position in a text after so many letters, and after what `before` has behind its last one."""
    position = count = 0
    while count < letters and position < len(text):
        count += len(normalised(text[position]))
        position += 1
    gap = next(
        (n for n, character in enumerate(text[position:]) if normalised(character)), len(text) - position
    )
    behind = next((n for n, character in enumerate(reversed(before)) if normalised(character)), 0)
    return position + min(gap, behind)


def _split(found: Sequence[Paragraph], letters: Letters, splits: Sequence[Correction]) -> list[_Piece]:
    cuts: dict[int, dict[int, Correction]] = {}
    for correction in splits:
        point = letters.find(correction.before, correction.after, correction.near)
        if point is not None and point != letters.starts[letters.row_at(point)]:
            here = cuts.setdefault(letters.row_at(point), {})
            here[point] = max(correction, here.get(point, correction), key=lambda c: (c.before, c.after))
    pieces: list[_Piece] = []
    for row, paragraph in enumerate(found):
        start, rest = letters.starts[row], paragraph
        for point in sorted(cuts.get(row, ())):
            offset = raw_offset(rest.text, point - start, cuts[row][point].before)
            part, rest = split_at(rest, offset)
            pieces.append(_Piece(part, start, point, []))
            start = point
        pieces.append(_Piece(rest, start, letters.starts[row + 1], []))
        pieces[-1 - len(cuts.get(row, ()))].found.append(paragraph.ordinal)
    return pieces


def _joined(pieces: list[_Piece], letters: Letters, joins: Sequence[Correction]) -> list[_Piece]:
    seams = {seam for correction in joins if (seam := _seam(pieces, letters, correction))}
    for tail, head in sorted(seams, reverse=True):
        first = next((piece for piece in pieces if piece.end == tail and piece.start < tail), None)
        second = next((piece for piece in pieces if piece.start == head and piece.end > head), None)
        if first is None or second is None or first.start >= second.start:
            continue
        first.paragraph = join(first.paragraph, second.paragraph)
        first.found += second.found
        pieces.remove(second)
    return pieces


def _seam(pieces: Sequence[_Piece], letters: Letters, correction: Correction) -> tuple[int, int] | None:
    """Where the paragraphs to be joined end and begin; None if they are one already, or are not there."""
    tails = {piece.end for piece in pieces if piece.end > piece.start}
    within = letters.find(correction.before[-_SURE:], correction.after[:_SURE], correction.near)
    if within is not None and within not in tails:
        return None
    tail = letters.find(correction.before, "", correction.near, tails)
    if tail is None:
        return None
    head = letters.find("", correction.after, tail, _heads(pieces))
    return None if head is None else (tail, head)


def _heads(pieces: Sequence[_Piece]) -> set[int]:
    return {piece.start for piece in pieces if piece.end > piece.start}


def _rename_kinds(pieces: Sequence[_Piece], letters: Letters, changes: Sequence[Correction]) -> None:
    for correction in changes:
        head = letters.find("", correction.after, correction.near, _heads(pieces))
        piece = next((piece for piece in pieces if piece.start == head and piece.end > piece.start), None)
        if piece is not None and correction.kind is not None:
            piece.paragraph = replace(piece.paragraph, kind=correction.kind)


def _joined_text(first: str, second: str) -> str:
    if first.endswith("\u00ad"):
        return first[:-1] + second
    hyphenated = first.endswith(("-", "\u2010")) and first[-2:-1].isalpha() and second[:1].islower()
    spaceless = _is_spaceless(first[-1:]) and _is_spaceless(second[:1])
    return first + ("" if hyphenated or spaceless else " ") + second


def _is_spaceless(character: str) -> bool:
    """Whether a character is of a script that sets no space between words."""
    return unicodedata.east_asian_width(character) in "WF" if character else False


def _split_boxes(paragraph: Paragraph, share: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """The lines above and below a point at a share of the text, the line it is in cut where it must be.

    The text is taken to run evenly over the lines: a paragraph does not keep where its words stand.
    """
    lines = paragraph.boxes
    target = share * sum(line.x1 - line.x0 for line in lines)
    for index, line in enumerate(lines):
        width = line.x1 - line.x0
        if target < width or index == len(lines) - 1:
            break
        target -= width
    if target <= line.y1 - line.y0 and index > 0:
        return lines[:index], lines[index:]
    if width - target <= line.y1 - line.y0 and index < len(lines) - 1:
        return lines[: index + 1], lines[index + 1 :]
    if _is_right_to_left(paragraph.text):
        cut = round(line.x1 - target, 2)
        right, left = replace(line, x0=cut), replace(line, x1=cut)
        return (*lines[:index], right), (left, *lines[index + 1 :])
    cut = round(line.x0 + target, 2)
    return (*lines[:index], replace(line, x1=cut)), (replace(line, x0=cut), *lines[index + 1 :])


def _is_right_to_left(text: str) -> bool:
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((d for d in directions if d in ("L", "R", "AL")), "L") != "L"


def _signs(text: str) -> int:
    """How many characters a text has before its first letter or digit."""
    return next((n for n, character in enumerate(text) if normalised(character)), len(text))


def _ends(whole: str, part: str) -> Iterator[int]:
    """Where each occurrence of a part ends."""
    start = whole.find(part)
    while start >= 0:
        yield start + len(part)
        start = whole.find(part, start + 1)
