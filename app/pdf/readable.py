"""Which files that are no PDFs can be typeset as one, told by their ending."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Manuscript(StrEnum):
    """What is typeset; the values name it to people."""

    TEXT = "text"
    HTML = "HTML"
    EPUB = "EPUB"
    WORD = "Word"


_ENDINGS = {
    ".txt": Manuscript.TEXT,
    ".text": Manuscript.TEXT,
    ".md": Manuscript.TEXT,
    ".html": Manuscript.HTML,
    ".htm": Manuscript.HTML,
    ".xhtml": Manuscript.HTML,
    ".epub": Manuscript.EPUB,
    ".docx": Manuscript.WORD,
}
ENDINGS = tuple(_ENDINGS)
"""The endings of files that can be typeset."""


def manuscript(path: Path) -> Manuscript | None:
    """What a file is by its name; None for PDFs and whatever else is not typeset."""
    return _ENDINGS.get(path.suffix.lower())
