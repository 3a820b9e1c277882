"""Stretches of a document's text: letters, words and sentences around a position."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_WORD = re.compile(r"\w+(?:['’\-\u2010]\w+)*")
_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+(?=[\"“‘«(\[]?[A-Z\u00c0-\u00de0-9])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|\d{1,3}|Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Art|art|para|paras|p|pp|Vol|vol|cf|al|e\.g|i\.e|etc)\.$"
)


class Unit(Enum):
    """What a selection grows by."""

    LETTER = auto()
    WORD = auto()
    SENTENCE = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, the end exclusive."""

    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The stretch from the one to the other, both in it."""
        return Span(min(self.start, other.start), max(self.end, other.end))


def around(text: str, at: int, unit: Unit) -> Span:
    """The word or sentence a position is in; for letters, nothing but the position."""
    if unit is Unit.LETTER:
        return Span(at, at)
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    paragraph = text[start : end if end >= 0 else len(text)]
    found = _word(paragraph, at - start) if unit is Unit.WORD else _sentence(paragraph, at - start)
    return Span(start + found.start, start + found.end)


def trimmed(text: str, span: Span) -> Span:
    """The same without spaces at its ends."""
    quote = text[span.start : span.end]
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, max(start, span.start + len(quote.rstrip())))


def _word(text: str, at: int) -> Span:
    found = next((word for word in _WORD.finditer(text) if word.start() <= at < word.end()), None)
    return Span(*found.span()) if found else Span(at, min(at + 1, len(text)))


def _sentence(text: str, at: int) -> Span:
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATED.search(text[start : end.end()].rstrip()):
            continue
        if end.end() > at:
            return Span(start, start + len(text[start : end.end()].rstrip()))
        start = end.end()
    return Span(start, len(text))
