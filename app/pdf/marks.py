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

    `colour` is `#rrggbb`; `created` and `changed` are ISO 8601 in UTC, or empty; `quote` is the text under
    the mark where it was read from a PDF; `name` identifies it for good.
    """

    kind: MarkKind
    boxes: tuple[Box, ...]
    colour: str
    author: str = ""
    subject: str = ""
    content: str = ""
    quote: str = ""
    name: str = ""
    created: str = ""
    changed: str = ""
