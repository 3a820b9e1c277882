"""What is at hand: paragraphs of one document, or a part of them instead."""

from __future__ import annotations

from dataclasses import dataclass

from app.model import Passage, PassageKind


@dataclass(frozen=True, slots=True)
class Selection:
    """The paragraphs at hand in one document, by ordinal, both ends included; 0 where there are none.

    `part` is what is at hand instead of them: a stretch of their text, or a region of a page.
    """

    document_id: str
    first: int
    last: int
    part: Passage | None = None

    @classmethod
    def of(cls, part: Passage) -> Selection:
        """Have a stretch of text or a region at hand; whole paragraphs are no part."""
        whole = part.kind is PassageKind.PARAGRAPH
        return cls(part.document_id, part.first or 0, part.last or 0, None if whole else part)
