"""Where another program's passages lie in a document as it is read here: by their words, or their frames."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from app.exchange.refi import geometry
from app.exchange.refi.incoming import Frame
from app.model import FURNITURE, Anchor, Box, Page, Paragraph, Passage, PassageKind
from app.project import boxes, identity
from app.project.passages import CONTEXT, FullText
from app.text.anchors import Finder, Found, Way


class Surface:
    """A document's words and pages, on which passages are found."""

    def __init__(
        self, document_id: str, sha256: str, paragraphs: Sequence[Paragraph], pages: Sequence[Page]
    ) -> None:
        self.document_id = document_id
        self.nearest = 0
        """How many passages were found by words that are not quite theirs."""
        self._sha256 = sha256
        self._paragraphs = paragraphs
        self._studied = [paragraph for paragraph in paragraphs if paragraph.kind not in FURNITURE]
        self._pages = {page.number: page for page in pages}
        self._full = FullText(paragraphs)
        lengths = (len(paragraph.text) + 1 for paragraph in self._studied)
        self._starts = list(accumulate(lengths, initial=0))[: len(self._studied)]
        self._finder = Finder(self._full.text)

    @cached_property
    def letters(self) -> str:
        """The text's letters and digits, by which documents are compared."""
        return "".join(self._letters)

    def by_words(self, text: str, start: int, end: int) -> Passage | None:
        """The passage with the words that another reading of the document has from `start` to `end`."""
        ours, words = self._full.text, text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        near = start * len(ours) // max(1, len(text))
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        wanted = Anchor((), text[start:end], before, after, near, near + end - start)
        found = self._finder.find(wanted)
        passage = self._at(found) if found is not None else None
        self.nearest += passage is not None and found is not None and found.way is Way.NEAREST
        return passage

    def by_frames(self, frames: Sequence[Frame], words: str, *, from_top: bool) -> Passage | None:
        """The region of these frames, or the running head or foot they hold; None if off the pages."""
        found = [
            box
            for frame in frames
            if (page := self._pages.get(frame.page + 1)) is not None
            and (box := geometry.box(frame, page, from_top=from_top)) is not None
        ]
        if not found:
            return None
        furniture = self._furniture(found[0].page, identity.normalised(words))
        if furniture is not None:
            return self._full.passage(self.document_id, self._sha256, furniture, furniture)
        lines = boxes.rounded(found)
        starts = zip(self._starts, self._studied, strict=True)
        place = next((at for at, paragraph in starts if paragraph.page >= found[0].page), 0)
        id = identity.region_passage_id(self._sha256, lines)
        anchor = Anchor(lines, words, "", "", place, place)
        return Passage(id, self.document_id, PassageKind.REGION, anchor, None, None)

    def _at(self, found: Found) -> Passage | None:
        """The passage found: whole paragraphs, where it is no less than they."""
        first, last = (bisect_right(self._starts, at) - 1 for at in (found.start, found.end - 1))
        quote = identity.normalised(self._full.text[found.start : found.end])
        if not quote:
            return None
        if quote == "".join(self._letters[first : last + 1]):
            ordinals = self._studied[first].ordinal, self._studied[last].ordinal
            return self._full.passage(self.document_id, self._sha256, *ordinals)
        return self._stretch(found.start, found.end, first, last)

    def _stretch(self, start: int, end: int, first: int, last: int) -> Passage:
        text = self._full.text
        anchor = Anchor(
            boxes.rounded(list(self._lines(start, end, first, last)) or self._studied[first].boxes),
            text[start:end],
            text[max(0, start - CONTEXT) : start],
            text[end : end + CONTEXT],
            start,
            end,
        )
        quote = identity.normalised(anchor.quote)
        before = sum(map(len, self._letters[:first]))
        before += len(identity.normalised(text[self._starts[first] : start]))
        id = identity.text_passage_id(self._sha256, quote, _earlier(self.letters, quote, before))
        ordinals = self._studied[first].ordinal, self._studied[last].ordinal
        return Passage(id, self.document_id, PassageKind.TEXT, anchor, *ordinals)

    def _lines(self, start: int, end: int, first: int, last: int) -> Iterator[Box]:
        """The printed lines of a stretch, the outer ones cut about where it begins and ends."""
        for number in range(first, last + 1):
            paragraph, offset = self._studied[number], self._starts[number]
            length = max(1, len(paragraph.text))
            yield from _cut(paragraph.boxes, max(0, start - offset) / length, (end - offset) / length)

    def _furniture(self, page: int, letters: str) -> int | None:
        for paragraph in self._paragraphs:
            here = paragraph.kind in FURNITURE and paragraph.page == page
            if here and letters and identity.normalised(paragraph.text) == letters:
                return paragraph.ordinal
        return None

    @cached_property
    def _letters(self) -> list[str]:
        return [identity.normalised(paragraph.text) for paragraph in self._studied]


def _cut(lines: Sequence[Box], start: float, end: float) -> Iterator[Box]:
    """The lines between two shares of their whole length, as if all letters were equally wide."""
    whole = sum(line.x1 - line.x0 for line in lines)
    passed = 0.0
    for line in lines:
        width = line.x1 - line.x0
        left, right = max(0.0, start * whole - passed), min(width, end * whole - passed)
        if left < right:
            yield Box(line.page, line.x0 + left, line.y0, line.x0 + right, line.y1)
        passed += width


def _earlier(whole: str, wanted: str, end: int) -> int:
    """How often some letters begin before `end`."""
    count, place = 0, whole.find(wanted)
    while 0 <= place < end:
        count, place = count + 1, whole.find(wanted, place + 1)
    return count
