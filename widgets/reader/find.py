"""Where words occur in a document's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Box, Paragraph
from widgets.reader.text_selection import Span

MOST = 5_000
"""Hits beyond which nobody goes through them."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for, and how."""

    words: str = ""
    match_case: bool = False
    whole_words: bool = False


def hits(text: str, question: Question) -> list[Span]:
    """Each occurrence, at most `MOST`; any space stands for any other, a paragraph's end included."""
    words = question.words.split()
    if not words:
        return []
    pattern = r"\s+".join(re.escape(word) for word in words)
    if question.whole_words:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    flags = re.NOFLAG if question.match_case else re.IGNORECASE
    found = (Span(*hit.span()) for hit in re.finditer(pattern, text, flags))
    return [span for span, _ in zip(found, range(MOST), strict=False)]


def line_of(paragraph: Paragraph, offset: int) -> Box:
    """The line a position in a paragraph's text is likely on, the text running evenly over its lines."""
    widths = [box.x1 - box.x0 for box in paragraph.boxes]
    rest = sum(widths) * offset / max(1, len(paragraph.text))
    for box, width in zip(paragraph.boxes, widths, strict=True):
        if rest < width:
            return box
        rest -= width
    return paragraph.boxes[-1]


def step(hits: Sequence[Span], current: int | None, start: int, by: int) -> int | None:
    """The number of the next hit, or of the one before, around the ends; at first the one after `start`."""
    if not hits:
        return None
    if current is not None:
        return (current + by) % len(hits)
    after = next((number for number, hit in enumerate(hits) if hit.start >= start), 0)
    return after if by > 0 else (after - 1) % len(hits)
