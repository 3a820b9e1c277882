"""Joins a paragraph's rows into running text and decides what a hyphen at a row's end was."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from app.text.rows import Row

SOFT, HYPHENS = "\u00ad", ("-", "\u2010")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+)[-\u2010]$")
_FIRST = re.compile(r"[^\W\d_]+")
_CLOSE = re.compile(r"[\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]")


class Hyphens:
    """What a document writes with a hyphen and what without, learnt from words inside its rows."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._seen: Counter[str] = Counter()
        cut = False
        for row in rows:
            words = _WORD.findall(row.text.replace("\u2010", "-"))
            if cut:
                del words[:1]
            cut = row.text.endswith(HYPHENS)
            if cut:
                del words[-1:]
            self._seen.update(word.casefold() for word in words)
        self._words = sorted(word for word in self._seen if "-" not in word)
        self._heads = frozenset(word.partition("-")[0] for word in self._seen if "-" in word)

    def keeps(self, before: str, after: str) -> bool:
        """Whether the hyphen between two halves of a word at a row's end belongs to the word."""
        last, first = _LAST.search(before), _FIRST.match(after)
        if last is None or first is None or not after[:1].islower():
            return True
        head, tail = last.group(1).casefold(), first.group().casefold()
        whole, split = self._seen[head + tail], self._seen[f"{head}-{tail}"]
        if whole or split:
            return split > whole
        if head in self._heads:
            return True
        return self._seen[tail] > 0 and (self._seen[head] > 0 or not self._begins_a_word(head))

    def _begins_a_word(self, head: str) -> bool:
        """Whether the document has a word that begins so, of which a row's end may show the first half."""
        place = bisect_left(self._words, head)
        return place < len(self._words) and self._words[place].startswith(head)

    def text(self, rows: Sequence[Row]) -> str:
        """The running text of rows that make one paragraph."""
        text = ""
        for row in rows:
            text = self._joined(text, row.text) if text else row.text
        return text.replace(SOFT, "")

    def _joined(self, before: str, after: str) -> str:
        if before.endswith(SOFT):
            return before[:-1] + after
        if before.endswith(HYPHENS) and before[-2:-1].isalnum():
            return before + after if self.keeps(before, after) else before[:-1] + after
        if _CLOSE.match(before[-1]) and _CLOSE.match(after[0]):
            return before + after
        return f"{before} {after}"
