"""Ids that come out the same on every machine for the same thing, so that projects merge by id alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from uuid import UUID, uuid4, uuid5

from app.model import Box

_NAMESPACE = UUID("d1b7c1f0-6f0a-5e0e-9c52-44495054594b")
_NOT_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_ASCII_DROPPED = bytes(code for code in range(128) if not chr(code).isalnum())


def folded(name: str) -> str:
    """A name as compared: compatibility forms unified, case folded, outer and repeated spaces dropped."""
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return " ".join(once.split())


def normalised(text: str) -> str:
    """Text reduced to its letters and digits, folded: what stays the same when extraction changes."""
    if text.isascii():
        return text.lower().encode().translate(None, _ASCII_DROPPED).decode()
    once = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return _NOT_LETTER_OR_DIGIT.sub("", once)


def random_id() -> str:
    """An id for what has no identity of its own."""
    return str(uuid4())


def document_id(sha256: str) -> str:
    """The id of the document whose file has this hash."""
    return _id("document", sha256)


def theme_id(name: str) -> str:
    """The id of a theme first made under this name."""
    return _id("theme", folded(name))


def coder_id(name: str) -> str:
    """The id of a coder first met under this name."""
    return _id("coder", folded(name))


def text_passage_id(sha256: str, normalised_quote: str, earlier: int) -> str:
    """The id of a passage of text; `earlier` counts the same normalised quote before it in the document."""
    return _id("passage", sha256, "text", normalised_quote, str(earlier))


def region_passage_id(sha256: str, boxes: Sequence[Box]) -> str:
    """The id of a region, or of paragraphs without a letter or digit, by boxes rounded to whole points."""
    places = [f"{b.page}:{round(b.x0)},{round(b.y0)},{round(b.x1)},{round(b.y1)}" for b in boxes]
    return _id("passage", sha256, "region", *places)


def annotation_id(passage_id: str, theme_id: str, coder_id: str) -> str:
    """The id of one coder's giving one passage one theme."""
    return _id("annotation", passage_id, theme_id, coder_id)


def memo_id(target: str, target_id: str, coder_id: str) -> str:
    """The id of one coder's memo on one thing."""
    return _id("memo", target, target_id, coder_id)


def completion_id(document_id: str, coder_id: str) -> str:
    """The id of one coder's being done with one document."""
    return _id("completion", document_id, coder_id)


def correction_id(document_id: str, about: str, normalised_words: str, earlier: int) -> str:
    """The id of a correction about a boundary or a kind, at the point between these words."""
    return _id("correction", document_id, about, normalised_words, str(earlier))


def version_id(table: str, row_id: str, content: str, *, removed: bool, moment: str = "") -> str:
    """The id of what a row said, its content being JSON, or of its saying so at one moment."""
    return _id("version", table, row_id, content, "removed" if removed else "", moment)


def _id(*parts: str) -> str:
    # The unit separator occurs in no part: names have no control characters, the rest is hex or reduced text.
    return str(uuid5(_NAMESPACE, "\x1f".join(parts)))
