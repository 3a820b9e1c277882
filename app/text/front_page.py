"""Finds the masthead and the title on a document's first page."""

from __future__ import annotations

from collections.abc import Sequence

from app.model import Kind
from app.text.measures import Measures, size_key
from app.text.page_text import PageText
from app.text.pieces import Piece
from app.text.rows import Row

_FRONT = frozenset({Kind.PARAGRAPH, Kind.HEADING, Kind.TABLE, Kind.ITEM, Kind.CAPTION, Kind.SIGN_OFF})


def settle_front(pieces: Sequence[Piece], page: PageText, measures: Measures) -> None:
    """Mark the masthead and the title among the pieces that begin on the first page with text."""
    front = [piece for piece in pieces if piece.first.page == page.number and piece.kind in _FRONT]
    front.sort(key=lambda piece: piece.first.y0)
    masthead = _masthead(front, page)
    for piece in masthead:
        piece.kind = Kind.MASTHEAD
    _settle_title(front[len(masthead) :], pieces, measures)


def _masthead(front: Sequence[Piece], page: PageText) -> Sequence[Piece]:
    """What stands above the lowest long rule in the upper part of the page, if none of it is prose."""
    if not front:
        return ()
    width = max(piece.first.x1 for piece in front) - min(piece.first.x0 for piece in front)
    for height in sorted(_dividing_heights(page, width), reverse=True):
        above = [piece for piece in front if _ends_above(piece, height)]
        if above and all(piece.length < 90 for piece in above) and len(above) < len(front):
            return above
    return ()


def _ends_above(piece: Piece, height: float) -> bool:
    last = piece.rows[-1]
    return last.page == piece.first.page and last.baseline < height + 1


def _dividing_heights(page: PageText, width: float) -> list[float]:
    """Where rules run across the upper part of a page; programs draw long ones in several lengths."""
    lengths: dict[int, float] = {}
    for rule in page.rules:
        if rule.horizontal and rule.y0 < 0.4 * page.height:
            lengths[round(rule.y0)] = lengths.get(round(rule.y0), 0.0) + rule.x1 - rule.x0
    return [float(height) for height, length in lengths.items() if length > 0.7 * width]


def _settle_title(front: Sequence[Piece], pieces: Sequence[Piece], measures: Measures) -> None:
    """The title is in the largest type before the text begins, with the bold lines that follow it."""
    before = _before_text(front)
    if not before:
        return
    largest = max(before, key=lambda piece: (round(piece.first.size * 2), piece.first.bold)).first
    if largest.size <= 1.12 * measures.body_size and not largest.bold:
        return
    headings = {_type(piece) for piece in pieces if piece.kind is Kind.HEADING and piece not in before}
    started = False
    for piece in before:
        if piece.first is largest or (started and _of_title(piece, largest, headings)):
            piece.kind = Kind.TITLE
            started = True
        elif started:
            return


def _of_title(piece: Piece, largest: Row, headings: set[tuple[float, bool]]) -> bool:
    """Whether a line below the title's first belongs to it: bold as that, and not in the type of headings."""
    if piece.first.label is not None or piece.first.bold != largest.bold:
        return False
    if abs(piece.first.size - largest.size) < 0.3:
        return True
    return largest.bold and _type(piece) not in headings


def _type(piece: Piece) -> tuple[float, bool]:
    return (size_key(piece.first.size), piece.first.bold)


def _before_text(front: Sequence[Piece]) -> list[Piece]:
    """The pieces down to the first that is as long as a paragraph."""
    before: list[Piece] = []
    for piece in front:
        if piece.length > 250 or len(before) == 12:
            break
        before.append(piece)
    return before
