"""Says what part each piece of the running text plays: title, heading, item, caption, contents, sign-off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from app.model import Kind
from app.text.labels import LISTED, LabelKind
from app.text.measures import Measures
from app.text.pieces import Piece
from app.text.rows import Row

LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}|(?:·\s?){5,}")
_CAPTION = re.compile(r"[^\W\d_]{2,12}\.?\s?\d{1,3}(?:[.\-]\d{1,3})?(?:[.:|]|\s|$)")
_RUNNING = re.compile(r"[;,.،。]\W?\d{0,2}$")
_HEADING_LABELS = frozenset({LabelKind.ROMAN, LabelKind.LETTER, LabelKind.SECTION})
_TEXT = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING})
_FAMILIES = (LabelKind.ROMAN, LabelKind.LETTER, LabelKind.NUMBER, LabelKind.SECTION)
LONGEST_HEADING = 300


def settle_kinds(pieces: Sequence[Piece], measures: Measures) -> None:
    """Give every piece of the running text its kind."""
    for piece in pieces:
        if piece.kind is Kind.PARAGRAPH:
            piece.kind = _kind(piece, measures)
    _captions(pieces, measures)
    _sign_offs(pieces)


def _kind(piece: Piece, measures: Measures) -> Kind:
    if LEADERS.search(piece.rows[-1].text):
        return Kind.CONTENTS
    if _is_heading(piece, measures):
        return Kind.HEADING
    label = piece.first.label
    if label is None:
        return Kind.PARAGRAPH
    if label.kind in LISTED:
        return Kind.ITEM
    small = label.kind in (LabelKind.LETTER, LabelKind.ROMAN) or (
        label.kind is LabelKind.NUMBER and hangs(piece) and piece.first.start > piece.first.left + 0.5
    )
    return Kind.ITEM if small else Kind.PARAGRAPH


def hangs(piece: Piece) -> bool:
    """Whether a labelled piece's further rows begin where its text does, the label standing out in front."""
    rows = piece.rows
    same_page = len(rows) > 1 and rows[1].page == rows[0].page
    return same_page and abs(rows[1].start - rows[0].text_start) < 0.35 * rows[0].size


def _is_heading(piece: Piece, measures: Measures) -> bool:
    first = piece.first
    if len(piece.rows) > 5 or piece.length > LONGEST_HEADING or not any(map(str.isalpha, first.text)):
        return False
    if first.size > 1.12 * measures.body_size:
        return True
    if first.size < 0.85 * measures.body_size or _RUNNING.search(piece.rows[-1].text):
        return False
    if all(row.bold for row in piece.rows):
        return first.label is None or first.label.kind not in LISTED
    italic = all(row.italic for row in piece.rows)
    return italic and len(piece.rows) <= 3 and not _ranged_right(first)


def _ranged_right(row: Row) -> bool:
    return row.start > row.left + 0.4 * (row.right - row.left)


def _captions(pieces: Sequence[Piece], measures: Measures) -> None:
    """A short piece that counts (`Table 3`, `Fig. 2`) is a caption beside a table, or in smaller type."""
    for index, piece in enumerate(pieces):
        if piece.kind not in _TEXT or not _CAPTION.match(piece.first.text):
            continue
        if piece.first.size < 0.95 * measures.body_size and piece.length < 1500:
            piece.kind = Kind.CAPTION
            continue
        follow = index + 1
        while follow < len(pieces) and follow <= index + 2 and pieces[follow].kind is Kind.HEADING:
            follow += 1
        if follow < len(pieces) and pieces[follow].kind is Kind.TABLE and piece.length < LONGEST_HEADING:
            for part in pieces[index:follow]:
                part.kind = Kind.CAPTION


def _sign_offs(pieces: Sequence[Piece]) -> None:
    """Short lines on the far side of the column below the text: place, date, signature."""
    text: Piece | None = None
    for piece in pieces:
        if piece.kind in (Kind.PARAGRAPH, Kind.ITEM):
            if text is not None and _closes(piece, text):
                piece.kind = Kind.SIGN_OFF
            else:
                text = piece
        elif piece.kind in (Kind.TABLE, Kind.CAPTION):
            text = None


def _closes(piece: Piece, text: Piece) -> bool:
    first, last = piece.first, text.rows[-1]
    same_size = abs(first.size - last.size) < 0.07 * last.size
    words = " " in first.text and sum(map(str.isalpha, first.text)) >= 3
    return same_size and words and piece.length < 90 and _ranged_right(first) and first.page == last.page


def rank_headings(pieces: Sequence[Piece]) -> None:
    """Set the level of headings: those in one type are of one level, larger ones stand higher.

    Among headings of one size, roman numbers stand above letters, letters above figures.
    """
    headings = [piece for piece in pieces if piece.kind is Kind.HEADING]
    sizes = _grades(piece.first.size for piece in headings)
    keys = {id(piece): _rank(piece, sizes) for piece in headings}
    ranks = sorted(set(keys.values()))
    for piece in headings:
        piece.level = min(ranks.index(keys[id(piece)]) + 1, 6)


def _grades(sizes: Iterable[float]) -> dict[float, int]:
    """Sizes by grade, the largest first; sizes hardly apart are of one grade."""
    grades: dict[float, int] = {}
    before, grade = 0.0, -1
    for size in sorted(set(sizes), reverse=True):
        if grade < 0 or before - size > 0.4:
            grade += 1
        grades[size], before = grade, size
    return grades


def _rank(piece: Piece, grades: Mapping[float, int]) -> tuple[int, int, int, int]:
    first = piece.first
    order = len(_FAMILIES)
    if first.label is not None and first.label.kind in _FAMILIES:
        order = _FAMILIES.index(first.label.kind)
        if first.label.kind is LabelKind.SECTION:
            order += first.label.text.rstrip(".").count(".") - 1
    return (grades[first.size], order, 0 if first.bold else 1, 1 if first.italic else 0)
