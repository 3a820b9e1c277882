"""A document's text as it is stored: its pages and its logical paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from app.model import Page, Paragraph


@dataclass(frozen=True, slots=True)
class DocumentText:
    """All that reading a document yields.

    `engine` names what read it, `title` is a guess, `notices` are for the reader; `citations` pairs the
    ordinal of a footnote with the ordinal of the paragraph that cites it.
    """

    pages: tuple[Page, ...]
    paragraphs: tuple[Paragraph, ...]
    engine: str
    title: str | None = None
    notices: tuple[str, ...] = ()
    citations: tuple[tuple[int, int], ...] = ()
