"""Where another program's passages lie in a document as it is read here: by their words, or their frames."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from app.exchange.assembling import DocumentWords
from app.exchange.refi import geometry
from app.exchange.refi.incoming import Frame
from app.model import FURNITURE, Anchor, Document, Page, Paragraph, Passage, PassageKind
from app.project import boxes, identity, passages
from app.project.passages import CONTEXT, FullText


class Surface:
    """A document's words and pages, on which passages are found."""

    def __init__(self, document: Document, paragraphs: Sequence[Paragraph], pages: Sequence[Page]) -> None:
        self.document = document
        self.nearest = 0
        """How many passages were found by words that are not quite theirs."""
        self._paragraphs = paragraphs
        self._pages = {page.number: page for page in pages}
        self._words = DocumentWords(paragraphs)
        self._length = len(FullText(paragraphs).text)

    @cached_property
    def letters(self) -> str:
        """The text's letters and digits, by which documents are compared."""
        studied = (paragraph for paragraph in self._paragraphs if paragraph.kind not in FURNITURE)
        return "".join(identity.normalised(paragraph.text) for paragraph in studied)

    def by_words(self, text: str, start: int, end: int) -> Passage | None:
        """The passage with the words that another reading of the document has from `start` to `end`."""
        words = text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        near = start * self._length // max(1, len(text))
        before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        wanted = Anchor((), text[start:end], before, after, near, near + end - start)
        found = self._words.passage(self.document, wanted)
        if found is not None:
            self.nearest += identity.normalised(found.anchor.quote) != identity.normalised(words)
        return found

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
        id, sha256 = self.document.id, self.document.sha256
        furniture = self._furniture(found[0].page, identity.normalised(words))
        if furniture is not None:
            return passages.of_paragraphs(self._paragraphs, id, sha256, furniture, furniture)
        lines = boxes.rounded(found)
        anchor = Anchor(lines, words, "", "", 0, 0)
        return Passage(identity.region_passage_id(sha256, lines), id, PassageKind.REGION, anchor, None, None)

    def _furniture(self, page: int, letters: str) -> int | None:
        for paragraph in self._paragraphs:
            here = paragraph.kind in FURNITURE and paragraph.page == page
            if here and letters and identity.normalised(paragraph.text) == letters:
                return paragraph.ordinal
        return None
