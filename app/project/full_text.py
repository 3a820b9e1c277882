"""Paragraphs found by their words, through the index SQLite keeps of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.model import FURNITURE
from app.project.database import Project

_OPEN, _CLOSE = "\x02", "\x03"
_FURNITURE = ", ".join(f"'{kind.value}'" for kind in sorted(FURNITURE))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to each other; `unfinished` if the last may go on, `within` to look inside words too.

    Looking inside words is for scripts written without spaces, where the index holds whole clauses as words.
    """

    text: str
    unfinished: bool = False
    within: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A paragraph found; `spans` are where the words stand in its text, ends exclusive."""

    document_id: str
    ordinal: int
    page: int
    text: str
    spans: tuple[tuple[int, int], ...]


def matching(
    project: Project,
    wanted: Sequence[Phrase],
    unwanted: Sequence[Phrase] = (),
    *,
    document_id: str | None = None,
    limit: int = 1000,
) -> list[Match]:
    """The paragraphs with all phrases wanted and none unwanted, in the order of documents and text.

    Running heads, page feet and page numbers are left out. Capitals and accents do not matter.
    """
    if not wanted:
        return []
    inside = [phrase.text for phrase in wanted if phrase.within]
    expression = " ".join(_expression(phrase) for phrase in wanted if not phrase.within)
    conditions = [("p.document_id = ?", document_id)] if document_id else []
    conditions += [("paragraphs_fts MATCH ?", expression)] if expression else []
    conditions += [("instr(p.text, ?) > 0", text) for text in inside]
    conditions += [(_WITHOUT, _expression(phrase)) for phrase in unwanted]
    found = project.rows(
        f"""
        SELECT p.document_id, p.ordinal, p.page, p.text, {_MARKED if expression else "p.text"} AS marked
        FROM paragraphs p JOIN documents d ON d.id = p.document_id AND d.deleted IS NULL
        {"JOIN paragraphs_fts f ON f.rowid = p.id" if expression else ""}
        WHERE p.kind NOT IN ({_FURNITURE}) AND {" AND ".join(condition for condition, _ in conditions)}
        ORDER BY d.created, d.id, p.ordinal LIMIT ?
        """,
        (*(value for _, value in conditions), limit),
    )
    return [
        Match(document_id, ordinal, page, text, _spans(text, marked, inside))
        for document_id, ordinal, page, text, marked in found
    ]


_MARKED = f"highlight(paragraphs_fts, 0, char({ord(_OPEN)}), char({ord(_CLOSE)}))"
_WITHOUT = "p.id NOT IN (SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts MATCH ?)"


def _expression(phrase: Phrase) -> str:
    """A phrase in FTS5's own language, where everything between double quotes is only words."""
    words = phrase.text.replace("\0", " ").replace('"', '""')
    return f'"{words}"' + ("*" if phrase.unfinished else "")


def _spans(text: str, marked: str, inside: Sequence[str]) -> tuple[tuple[int, int], ...]:
    spans = list(_marked_spans(text, marked))
    for part in inside:
        start = text.find(part)
        while start >= 0:
            spans.append((start, start + len(part)))
            start = text.find(part, start + len(part))
    return tuple(sorted(spans))


def _marked_spans(text: str, marked: str) -> Iterator[tuple[int, int]]:
    """Where the marks stand, as positions in the text; the text itself may hold the marks' characters."""
    position = start = 0
    for character in marked:
        if position < len(text) and character == text[position]:
            position += 1
        elif character == _OPEN:
            start = position
        elif character == _CLOSE:
            yield start, position
