"""The hits of a search in the document of one view: how many, which is current, where they are drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.model import Box
from widgets.reader import find
from widgets.reader.find import Question
from widgets.reader.page_letters import PageLetters
from widgets.reader.shown_document import ShownDocument
from widgets.reader.text_selection import Span


class Found(QObject):
    """Boxes are looked up a page at a time, when the page is painted."""

    changed = Signal()

    def __init__(self, letters: PageLetters, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self._shown: ShownDocument | None = None
        self._question = Question()
        self._hits: Sequence[Span] = ()
        self._starts: list[int] = []
        self._boxes: dict[int, list[tuple[Box, int]]] = {}
        self.current: int | None = None
        letters.ready.connect(self._take_letters)

    @property
    def question(self) -> Question:
        """What was looked for."""
        return self._question

    @property
    def count(self) -> int:
        """How many hits there are."""
        return len(self._hits)

    def show(self, shown: ShownDocument | None) -> None:
        """Begin with a document: what was looked for is looked for in it."""
        self._shown = shown
        self.ask(self._question)

    def ask(self, question: Question) -> None:
        """Look for something else; nothing for no words."""
        self._question = question
        asked = self._shown if question.words.strip() else None  # the whole text is read only for words
        self._hits = find.hits(asked.full_text.text, question) if asked else ()
        self._starts = [hit.start for hit in self._hits]
        self._boxes.clear()
        self.current = None
        self.changed.emit()

    def step(self, by: int, start: int) -> bool:
        """Go to the next hit or the one before; False where that leads around an end, or there is none."""
        before = self.current
        self.current = find.step(self._hits, before, start, by)
        self.changed.emit()
        if self.current is None:
            return False
        return before is None or (self.current - before) * by > 0

    def go_to_end(self, by: int) -> None:
        """Go to the first hit, or for a negative number to the last."""
        self.current = (0 if by > 0 else self.count - 1) if self.count else None
        self.changed.emit()

    def leave(self) -> None:
        """Have no hit current."""
        self.current = None
        self.changed.emit()

    @property
    def start(self) -> int | None:
        """Where in the text the current hit begins."""
        return self._hits[self.current].start if self.current is not None else None

    @property
    def ordinal(self) -> int | None:
        """The paragraph the current hit begins in."""
        if self._shown is None or self.current is None:
            return None
        hit = self._hits[self.current]
        return next((each.ordinal for each in self._shown.full_text.touched(hit.start, hit.end)), None)

    def place(self) -> Box | None:
        """The line the current hit begins on, as nearly as is known before its letters have come."""
        start, ordinal = self.start, self.ordinal
        return self._line(start, ordinal) if start is not None and ordinal is not None else None

    def lines(self) -> list[Box]:
        """The lines of all hits, as nearly as is known."""
        if self._shown is None or not self._hits:
            return []
        places, lines = [], []
        for ordinal in self._shown.index.readable:
            start = self._shown.full_text.place_of(ordinal)
            places.append((start, ordinal))
        starts = [start for start, _ in places]
        for hit in self._hits:
            at = bisect_left(starts, hit.start + 1) - 1
            if at >= 0:
                lines.append(self._line(hit.start, places[at][1]))
        return lines

    def on(self, page: int) -> list[tuple[Box, bool]]:
        """The boxes of the hits on a page, and whether they are the current one's."""
        if not self._hits or self._shown is None:
            return []
        if page not in self._boxes:
            letters = self._letters.on(page)
            if letters is None:
                return []
            self._boxes[page] = [
                (box, number)
                for number in self._near(page)
                for box in letters.boxes(self._hits[number].start, self._hits[number].end)
            ]
        return [(box, number == self.current) for box, number in self._boxes[page]]

    def _near(self, page: int) -> list[int]:
        """The hits in the paragraphs of a page."""
        assert self._shown is not None
        found: set[int] = set()
        for ordinal in self._shown.index.on(page).ordinals:
            start = self._shown.full_text.place_of(ordinal)
            end = start + len(self._shown.index.paragraph(ordinal).text)
            first = max(0, bisect_left(self._starts, start) - 1)
            found.update(range(first, bisect_left(self._starts, end)))
        return sorted(found)

    def _line(self, position: int, ordinal: int) -> Box:
        assert self._shown is not None
        paragraph = self._shown.index.paragraph(ordinal)
        return find.line_of(paragraph, position - self._shown.full_text.place_of(ordinal))

    def _take_letters(self, page: int) -> None:
        self._boxes.pop(page, None)
        if self._hits:
            self.changed.emit()
