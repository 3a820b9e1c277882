"""The letters of the pages of the document shown, asked of a worker when first needed."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.model import Box
from app.pdf.protocol import Answer, PageWords, Words
from widgets.reader.letter_map import LetterMap
from widgets.reader.shown_document import ShownDocument
from widgets.session import Session

_KEPT = 16
"""Pages whose letters are kept."""


class PageLetters(QObject):
    """Answers at once from what is kept; what is not is asked for, and `ready` says when a page has come."""

    ready = Signal(int)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: ShownDocument | None = None
        self._kept: OrderedDict[int, LetterMap] = OrderedDict()
        self._asked: set[int] = set()

    def show(self, shown: ShownDocument | None) -> None:
        """Begin with a document."""
        self._shown = shown
        self._kept.clear()
        self._asked = set()

    def on(self, page: int) -> LetterMap | None:
        """The letters of a page, None until they have come."""
        if page in self._kept:
            self._kept.move_to_end(page)
            return self._kept[page]
        if self._shown is not None and page not in self._asked and 1 <= page <= len(self._shown.pages):
            self._asked.add(page)
            document = self._session.catalogue.document(self._shown.id)
            request = Words(self._session.sources.of(document), page)
            self._session.pool.submit(request, partial(self._take, self._shown, page), urgent=True)
        return self._kept.get(page)

    def boxes(self, pages: range, start: int, end: int) -> tuple[Box, ...] | None:
        """The boxes of a stretch of the text on these pages; None until the letters of all have come."""
        maps = [self.on(page) for page in pages]
        found = [page.boxes(start, end) for page in maps if page is not None]
        return tuple(box for boxes in found for box in boxes) if len(found) == len(maps) else None

    def _take(self, shown: ShownDocument, page: int, answer: Answer) -> None:
        if shown is not self._shown:
            return
        # A page that cannot be read has no letters to select; its picture says what is wrong.
        words = answer if isinstance(answer, PageWords) else _nothing_on(page)
        self._kept[page] = shown.letters(words)
        self._asked.discard(page)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(page)


def _nothing_on(page: int) -> PageWords:
    return PageWords(page, "", array("f"), array("I"), array("I"))
