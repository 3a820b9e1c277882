"""Marks that people make in PDFs with any program: highlights, underlines, comments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model import Box


class MarkKind(StrEnum):
    """What a mark looks like on the page."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKEOUT = "strikeout"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on one or more pages; `boxes` holds one box a printed line, on the pages as displayed.

    `colour` is `#rrggbb`, or empty where a file gives none; `created` and `changed` are ISO 8601 in UTC, or
    empty. Of a mark that was read from a PDF, `quote` is the text under it, and `prefix` and `suffix` are up
    to 32 characters around that. `name` identifies the mark for good.
    """

    kind: MarkKind
    boxes: tuple[Box, ...]
    colour: str
    author: str = ""
    subject: str = ""
    content: str = ""
    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    name: str = ""
    created: str = ""
    changed: str = ""
