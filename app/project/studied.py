"""The paragraphs people study and where each begins in the document's text, worked out a little at a time."""

from __future__ import annotations

from collections.abc import Sequence

from app.model import FURNITURE, Paragraph
from app.project import identity

_AT_ONCE = 250
"""Paragraphs looked at in one step, which takes a millisecond."""


class Studied:
    """All but running heads, page feet and page numbers, in reading order; the lists run in parallel.

    In the text paragraphs are joined by one newline, in the normalised text by nothing. `ordinals` ascend.
    """

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._all = paragraphs
        self._seen = 0
        self._length = 0
        self._normalised_length = 0
        self.paragraphs: list[Paragraph] = []
        self.ordinals: list[int] = []
        self.starts: list[int] = []
        self.normalised: list[str] = []
        self.normalised_starts: list[int] = []

    def read_on(self, most: int = _AT_ONCE) -> bool:
        """Look at the next few; False where there were no more."""
        some = self._all[self._seen : self._seen + most]
        self._seen += len(some)
        for paragraph in some:
            if paragraph.kind not in FURNITURE:
                self._take(paragraph)
        return bool(some)

    def whole(self) -> Studied:
        """The same, once all have been looked at."""
        self.read_on(len(self._all) - self._seen)
        return self

    def _take(self, paragraph: Paragraph) -> None:
        letters = identity.normalised(paragraph.text)
        self.paragraphs.append(paragraph)
        self.ordinals.append(paragraph.ordinal)
        self.starts.append(self._length)
        self.normalised.append(letters)
        self.normalised_starts.append(self._normalised_length)
        self._length += len(paragraph.text) + 1
        self._normalised_length += len(letters)
