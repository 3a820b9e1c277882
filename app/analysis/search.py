"""Search as people type it: words, “phrases”, words to leave out; each find with the text around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.project.database import Project
from app.project.full_text import Match, Phrase, matching

SURROUNDINGS = 60
"""How many characters before the first word found a snippet begins, at most."""

LENGTH = 240
_PART = re.compile(r"""(-?)(?:["“”„«»]([^"“”„«»]*)["“”„«»]?|([^\s"“”„«»]+))""")
# Han, kana, Thai, Lao, Khmer and Myanmar: written without spaces between words.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph found; `marks` are where the words stand in the snippet, ends exclusive."""

    document_id: str
    ordinal: int
    page: int
    snippet: str
    marks: tuple[tuple[int, int], ...]


def find(project: Project, query: str, *, document_id: str | None = None, limit: int = 1000) -> list[Hit]:
    """The paragraphs that have all the words and phrases of a query, in the order of documents and text.

    Words between quotation marks stand together, a word after a minus must not occur, and the last word may
    be unfinished. Capitals and accents do not matter; anything may be typed, and nothing is an error.
    """
    wanted, unwanted = parse(query)
    found = matching(project, wanted, unwanted, document_id=document_id, limit=limit)
    return [_hit(match) for match in found]


def parse(query: str) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases a query wants and those it does not."""
    wanted: list[Phrase] = []
    unwanted: list[Phrase] = []
    for part in _PART.finditer(query):
        minus, quoted, word = part.groups()
        text = word if quoted is None else quoted
        if not any(character.isalnum() for character in text):
            continue
        if minus and part.start() != 0 and not query[part.start() - 1].isspace():
            minus = ""
        unfinished = quoted is None and part.end() == len(query) and not minus
        within = _WITHOUT_SPACES.search(text) is not None and not minus
        (unwanted if minus else wanted).append(Phrase(text, unfinished and not within, within))
    return wanted, unwanted


def _hit(match: Match) -> Hit:
    first = match.spans[0][0] if match.spans else 0
    start = _word_start(match.text, max(0, first - SURROUNDINGS), first)
    end = min(len(match.text), start + LENGTH)
    before, after = "…" if start else "", "…" if end < len(match.text) else ""
    shift = len(before) - start
    marks = tuple((a + shift, min(b, end) + shift) for a, b in match.spans if a < end)
    snippet = before + match.text[start:end].replace("\n", " ") + after
    return Hit(match.document_id, match.ordinal, match.page, snippet, marks)


def _word_start(text: str, earliest: int, latest: int) -> int:
    """Where a word begins, at or after `earliest`, so that a snippet does not open in the middle of one."""
    if earliest == 0:
        return 0
    space = text.find(" ", earliest - 1, latest)
    return earliest if space < 0 else space + 1
