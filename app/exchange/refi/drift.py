"""Which reading of a text its positions were counted in: with byte-order mark or without, which line ends.

The standard leaves both open and programs differ. The reading in which most selections begin and end with
whole words, and begin with the words they are named by, is taken.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence

from app.project.identity import normalised

Span = tuple[int, int, str]
"""Start, end, and what the selection is called: often its first words, or nothing."""

_NAMED = 6
_ENOUGH = 2000


def decoded(content: bytes) -> str:
    """A text file as text, its byte-order mark dropped; what is not UTF-8 or UTF-16 is taken as Windows'."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def reading(content: bytes, spans: Sequence[Span]) -> str:
    """The text in which these positions are meant; the file as it is, where others do not fit better."""
    some = spans[:_ENOUGH]
    return max(_readings(decoded(content)), key=lambda text: _fit(text, some))


def _readings(text: str) -> Iterator[str]:
    yield text
    plain = text.replace("\r\n", "\n")
    for other in (plain, plain.replace("\n", "\r\n")):
        if other != text:
            yield other
    yield f"\ufeff{text}"
    if plain != text:
        yield f"\ufeff{plain}"


def _fit(text: str, spans: Sequence[Span]) -> int:
    return sum(_fits(text, *span) for span in spans)


def _fits(text: str, start: int, end: int, name: str) -> int:
    if not 0 <= start < end <= len(text):
        return 0
    named = normalised(name.rstrip("… ."))
    begins = bool(named) and normalised(text[start : start + 4 * len(name)]).startswith(named)
    return (
        _NAMED * begins
        + _edge(text[start - 1 : start], text[start])
        + _edge(text[end : end + 1], text[end - 1])
    )


def _edge(outside: str, inside: str) -> int:
    """How much of an edge is between two characters: between words 2, within signs 1, within a word none."""
    if not outside or outside.isspace():
        return 0 if inside.isspace() else 2
    return int(outside.isalnum() != inside.isalnum())
