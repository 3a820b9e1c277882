"""Nests the items of lists: an item of a new family of labels stands below the one before it."""

from __future__ import annotations

from collections.abc import Sequence

from app.model import FURNITURE, Kind
from app.text.labels import LabelKind, begins_list, follows
from app.text.pieces import Piece

_BETWEEN = FURNITURE | {Kind.FOOTNOTE, Kind.CAPTION, Kind.TABLE}


def nest_items(pieces: Sequence[Piece]) -> None:
    """Set the level of every item, counted from 1."""
    open_: list[Piece] = []
    for piece in pieces:
        if piece.kind in _BETWEEN:
            continue
        if piece.kind is not Kind.ITEM:
            if not _resumes(piece, open_):
                open_.clear()
            continue
        del open_[_depth(open_, piece) :]
        open_.append(piece)
        piece.level = len(open_)


def _depth(open_: Sequence[Piece], piece: Piece) -> int:
    """How many of the open items an item stands below."""
    label = piece.first.label
    if label is None or not open_:
        return 0
    if label.kind is LabelKind.BULLET:
        return _bullet_depth(open_, piece)
    for depth in range(len(open_) - 1, -1, -1):
        before = open_[depth].first.label
        if before is not None and follows(before, label):
            return depth
    if begins_list(label):
        return len(open_)
    same = [
        depth for depth, one in enumerate(open_) if one.first.label and one.first.label.kind is label.kind
    ]
    return same[-1] if same else 0


def _bullet_depth(open_: Sequence[Piece], piece: Piece) -> int:
    """Bullets nest by how far they are set in."""
    inset = piece.first.start - piece.first.left
    for depth, one in enumerate(open_):
        label = one.first.label
        bullet = label is not None and label.kind is LabelKind.BULLET
        if bullet and one.first.start - one.first.left > inset - 0.8 * piece.first.size:
            return depth
    return len(open_)


def _resumes(piece: Piece, open_: Sequence[Piece]) -> bool:
    """Whether an unnumbered paragraph is set in as far as the items around it, and so carries one on."""
    if piece.kind is not Kind.PARAGRAPH or piece.first.label is not None or not open_:
        return False
    return piece.first.start > piece.first.left + piece.first.size
