"""Finds a passage again after its document was read anew: by position, by its words, by the nearest words.

Texts are compared by letters and digits alone (NFKC, case folded), so that spaces, hyphens and ligatures,
which differ between versions of an extraction, do not matter.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz.distance import Indel

from app.model import FURNITURE, Anchor, Paragraph

NEAREST = 0.72
"""The least likeness, from 0 to 1, at which other words are taken for the passage's, edited."""
NEAREST_SHORT, SHORT = 0.86, 24
"""Short quotes are found by chance more easily, so they must be more alike."""
SEED, SEEDS = 10, 60
"""How many letters a stretch of the quote has that is looked for, and how many stretches are tried."""


class Way(StrEnum):
    """How a passage was found again."""

    POSITION = "position"
    QUOTE = "quote"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Found:
    """Where a passage is in the text it was looked for in; `likeness` is 1 but for the nearest words."""

    way: Way
    start: int
    end: int
    likeness: float = 1.0


class Finder:
    """Looks for anchors in one text, which it prepares once."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, anchor: Anchor) -> Found | None:
        """Where the anchor's passage is now; None when nothing like it is left."""
        if anchor.quote and self._text[anchor.start : anchor.end] == anchor.quote:
            return Found(Way.POSITION, anchor.start, anchor.end)
        quote, _ = _letters(anchor.quote)
        if not quote:
            return None
        found = self._exact(quote, anchor) or self._nearest(quote, anchor)
        return self._with_signs(found, anchor.quote) if found else None

    def _exact(self, quote: str, anchor: Anchor) -> Found | None:
        letters, places = self._prepared
        prefix, suffix = _letters(anchor.prefix)[0], _letters(anchor.suffix)[0]
        best: tuple[float, int, int] | None = None
        at = letters.find(quote)
        while at >= 0:
            likeness = self._context(at, at + len(quote), prefix, suffix)
            rank = (round(likeness, 2), -abs(places[at] - anchor.start), at)
            best = rank if best is None or rank > best else best
            at = letters.find(quote, at + 1)
        if best is None or (len(quote) < SHORT // 4 and best[0] < 0.5):
            return None
        return Found(Way.QUOTE, places[best[2]], places[best[2] + len(quote) - 1] + 1)

    def _context(self, start: int, end: int, prefix: str, suffix: str) -> float:
        letters, _ = self._prepared
        before = letters[max(0, start - len(prefix)) : start]
        after = letters[end : end + len(suffix)]
        return (Indel.normalized_similarity(prefix, before) + Indel.normalized_similarity(suffix, after)) / 2

    def _nearest(self, quote: str, anchor: Anchor) -> Found | None:
        letters, places = self._prepared
        best: Found | None = None
        likely = self._likely(quote, anchor)
        likely.sort(key=lambda at: -Indel.normalized_similarity(quote, letters[at : at + len(quote)]))
        for at in likely[:3]:
            room = max(40, len(quote) // 4)
            low = max(0, at - room)
            first, last = _aligned(quote, letters[low : at + len(quote) + room])
            likeness = Indel.normalized_similarity(quote, letters[low + first : low + last])
            if last > first and (best is None or likeness > best.likeness):
                best = Found(Way.NEAREST, places[low + first], places[low + last - 1] + 1, likeness)
        least = NEAREST_SHORT if len(quote) < SHORT else NEAREST
        return best if best is not None and best.likeness >= least else None

    def _likely(self, quote: str, anchor: Anchor) -> list[int]:
        """Where the quote may begin, by the stretches of it that occur in the text."""
        letters, places = self._prepared
        votes: Counter[int] = Counter()
        step = max(1, (len(quote) - SEED) // SEEDS)
        for offset in range(0, max(1, len(quote) - SEED + 1), step):
            seed = quote[offset : offset + SEED]
            at, seen = letters.find(seed), 0
            while at >= 0 and seen < 50:
                votes[round((at - offset) / 40) * 40] += 1
                seen += 1
                at = letters.find(seed, at + 1)
        if votes:
            return [start for start, _ in votes.most_common(8)]
        shift = next((index for index, place in enumerate(places) if place >= anchor.start), len(places))
        return list(range(max(0, shift - 2000), min(len(letters), shift + 2000), max(20, len(quote) // 2)))

    def _with_signs(self, found: Found, quote: str) -> Found:
        """The signs before and after the quote's letters taken in again, where they still stand there."""
        start, end = found.start, found.end
        lead = len(quote) - len(quote.lstrip(_signs(quote)))
        tail = len(quote) - len(quote.rstrip(_signs(quote)))
        while lead and start > 0 and self._text[start - 1] == quote[lead - 1]:
            start, lead = start - 1, lead - 1
        while tail and end < len(self._text) and self._text[end] == quote[len(quote) - tail]:
            end, tail = end + 1, tail - 1
        return Found(found.way, start, end, found.likeness)

    @cached_property
    def _prepared(self) -> tuple[str, list[int]]:
        return _letters(self._text)


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, folded, and the position in it each comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = character.casefold() if character.isascii() else _folded(character)
        for letter in folded:
            if letter.isalnum():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()


def _signs(text: str) -> str:
    return "".join({character for character in text if not character.isalnum()})


def _aligned(quote: str, window: str) -> tuple[int, int]:
    """The stretch of the window most like the quote; it begins and ends where whole stretches agree."""
    blocks = [block for block in Indel.opcodes(quote, window) if block.tag == "equal"]
    solid = [block for block in blocks if block.src_end - block.src_start >= 4] or blocks
    starts = {max(0, block.dest_start - block.src_start) for block in solid[:6]} or {0}
    ends = {min(len(window), block.dest_end + len(quote) - block.src_end) for block in solid[-6:]} or {
        len(window)
    }
    stretches = ((start, end) for start in starts for end in ends if end > start)
    return max(
        stretches,
        key=lambda stretch: Indel.normalized_similarity(quote, window[stretch[0] : stretch[1]]),
        default=(0, len(window)),
    )


def paragraphs_at(paragraphs: Sequence[Paragraph], start: int, end: int) -> tuple[int, int] | None:
    """The ordinals of the first and the last paragraph that a stretch of a document's text touches.

    The text is that of the paragraphs people study, joined by one newline.
    """
    touched: list[int] = []
    place = 0
    for paragraph in paragraphs:
        if paragraph.kind in FURNITURE:
            continue
        if place < end and place + len(paragraph.text) > start:
            touched.append(paragraph.ordinal)
        place += len(paragraph.text) + 1
    return (touched[0], touched[-1]) if touched else None
