"""Reads the marked-up text of a sample document into its masthead, its paragraphs and its notes.

Lines `name: value` before the first blank line are the masthead. Below it one block of lines is one
paragraph; how it begins says what it is:

    # title                 ## heading        ### heading under a heading      > closing line
    1. numbered paragraph   (a) lettered item          (i) item under an item
    [^3]: note 3, printed at the foot of the page where [^3] stands in the text

Anything else is a paragraph without a number. `*words*` are set in italics, `~` is a space that no line
breaks at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.errors import UserError
from app.model import Kind


class Face(StrEnum):
    """The three cuts of the one type family; the values are PyMuPDF's names for them."""

    ROMAN = "tiro"
    ITALIC = "tiit"
    BOLD = "tibo"


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one face; `note` is the mark of a note instead, and `text` what is printed for it."""

    text: str
    face: Face = Face.ROMAN
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph as written: its part in the document, its number as printed, its text."""

    kind: Kind
    runs: tuple[Run, ...]
    number: str | None = None
    level: int = 0

    @property
    def text(self) -> str:
        """What is printed, number and note marks included."""
        words = "".join(run.text for run in self.runs).replace("~", " ")
        return f"{self.number} {words}" if self.number else words

    @property
    def notes(self) -> tuple[str, ...]:
        """The marks of the notes its text calls for, in order."""
        return tuple(run.note for run in self.runs if run.note)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A sample document as written: masthead by field name, paragraphs in order, notes by mark."""

    masthead: Mapping[str, str]
    pieces: tuple[Piece, ...]
    notes: Mapping[str, Piece]


_HEADINGS = {
    "# ": (Kind.TITLE, 0),
    "## ": (Kind.HEADING, 1),
    "### ": (Kind.HEADING, 2),
    "> ": (Kind.SIGN_OFF, 0),
}
_HEADING_NUMBER = re.compile(r"([IVXL]+\.|[A-Z]\.)\s+")
_NUMBERED = re.compile(r"(\d+\.)\s+")
_SUB_ITEM = re.compile(r"(\([ivx]+\))\s+")
_ITEM = re.compile(r"(\([a-z]\))\s+")
_NOTE = re.compile(r"\[\^(\w+)\]:\s+")
_INLINE = re.compile(r"\*([^*]+)\*|\[\^(\w+)\]")


def read_markup(text: str) -> Manuscript:
    """The manuscript a marked-up text describes; UserError names a note missing or never called for."""
    head, _, body = text.strip().partition("\n\n")
    masthead = dict(_field(line) for line in head.splitlines())
    pieces: list[Piece] = []
    notes: dict[str, Piece] = {}
    for block in re.split(r"\n\s*\n", body):
        written = " ".join(block.split())
        if found := _NOTE.match(written):
            notes[found[1]] = Piece(Kind.FOOTNOTE, tuple(_runs(written[found.end() :])), found[1])
        else:
            pieces.append(_piece(written, pieces[-1] if pieces else None))
    manuscript = Manuscript(masthead, tuple(pieces), notes)
    _check_notes(manuscript)
    return manuscript


def _field(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise UserError(f"The masthead has a line without a colon: “{line}”.")
    return name.strip(), value.strip()


def _piece(written: str, before: Piece | None) -> Piece:
    for sign, (kind, level) in _HEADINGS.items():
        if written.startswith(sign):
            face = Face.ITALIC if kind is Kind.SIGN_OFF else Face.BOLD
            number, words = _numbered(written.removeprefix(sign), _HEADING_NUMBER)
            return Piece(kind, tuple(_runs(words, face)), number, level)
    number, words = _numbered(written, _NUMBERED)
    if number:
        return Piece(Kind.PARAGRAPH, tuple(_runs(words)), number)
    number, words = _numbered(written, _SUB_ITEM)
    if number and not (before and before.number == "(h)"):
        return Piece(Kind.ITEM, tuple(_runs(words)), number, 2)
    number, words = _numbered(written, _ITEM)
    return Piece(Kind.ITEM if number else Kind.PARAGRAPH, tuple(_runs(words)), number, 1 if number else 0)


def _numbered(written: str, pattern: re.Pattern[str]) -> tuple[str | None, str]:
    found = pattern.match(written)
    return (found[1], written[found.end() :]) if found else (None, written)


def _runs(words: str, face: Face = Face.ROMAN) -> Iterator[Run]:
    end = 0
    for found in _INLINE.finditer(words):
        if found.start() > end:
            yield Run(words[end : found.start()], face)
        yield Run(found[1], Face.ITALIC) if found[1] else Run(found[2], face, found[2])
        end = found.end()
    if end < len(words):
        yield Run(words[end:], face)


def _check_notes(manuscript: Manuscript) -> None:
    called = [note for piece in manuscript.pieces for note in piece.notes]
    if sorted(called) != sorted(manuscript.notes):
        odd = set(called) ^ set(manuscript.notes) or {note for note in called if called.count(note) > 1}
        raise UserError(
            f"Every note needs one mark in the text and one text below it: {', '.join(sorted(odd))}."
        )
