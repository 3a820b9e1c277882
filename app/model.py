"""What a project is made of: frozen records without behaviour beyond their own reading.

Geometry is in PDF points with the origin at the top left of the page as displayed; pages and paragraphs
are counted from 1; positions in text are code points, the end exclusive; times are ISO 8601 in UTC.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What part a paragraph plays in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    FOOTNOTE = "footnote"
    CAPTION = "caption"
    TABLE = "table"
    CONTENTS = "contents"
    MASTHEAD = "masthead"
    SIGN_OFF = "sign_off"
    HEADER = "header"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"


FURNITURE = frozenset({Kind.HEADER, Kind.FOOTER, Kind.PAGE_NUMBER})
"""Kinds that repeat on the pages and are not part of the text people study."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, origin top left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Page:
    """The size of one page as displayed (its rotation applied), in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A logical paragraph found in a document; `boxes` holds one box a printed line, in reading order."""

    ordinal: int
    kind: Kind
    number: str | None
    text: str
    boxes: tuple[Box, ...]
    level: int = 0

    @property
    def page(self) -> int:
        """The page it begins on."""
        return self.boxes[0].page

    @property
    def last_page(self) -> int:
        """The page it ends on."""
        return self.boxes[-1].page


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF in the project; `sha256` is of the file as it was added."""

    id: str
    sha256: str
    title: str
    file_name: str
    page_count: int
    engine: str
    added: str


class PassageKind(StrEnum):
    """How much a passage covers: whole paragraphs, a stretch of text, or a region of one page."""

    PARAGRAPH = "paragraph"
    TEXT = "text"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a passage is, in terms that survive a change of text extraction.

    `start` and `end` are positions in the document's text (paragraph texts joined by one newline);
    `prefix` and `suffix` are up to 32 characters around the quote.
    """

    boxes: tuple[Box, ...]
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is annotated; `first` and `last` are the ordinals of the paragraphs it touches, None when lost."""

    id: str
    document_id: str
    kind: PassageKind
    anchor: Anchor
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Theme:
    """A label of the codebook; `colour` is `#rrggbb`, `key` the one character that tags with it."""

    id: str
    name: str
    colour: str
    key: str | None
    parent_id: str | None
    definition: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Coder:
    """A person who annotates."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One coder giving one passage one theme."""

    id: str
    passage_id: str
    theme_id: str
    coder_id: str
    created: str
    changed: str


class MemoTarget(StrEnum):
    """What a memo is written on."""

    PASSAGE = "passage"
    THEME = "theme"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Memo:
    """A coder's free note on a passage, a theme or a document."""

    id: str
    target: MemoTarget
    target_id: str
    coder_id: str
    text: str
    created: str
    changed: str
