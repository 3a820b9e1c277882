"""Boxes as stored: a JSON list of `[page, x0, y0, x1, y1]`, points to two decimals, one a printed line."""

from __future__ import annotations

import json
from collections.abc import Sequence

from app.model import Box


def pack(boxes: Sequence[Box]) -> str:
    """Boxes to the text stored in a row."""
    rows = [[b.page, *(round(value, 2) for value in (b.x0, b.y0, b.x1, b.y1))] for b in boxes]
    return json.dumps(rows, separators=(",", ":"))


def unpack(packed: str) -> tuple[Box, ...]:
    """The boxes a stored row holds. Raises ValueError or TypeError if the text does not name any."""
    return tuple([Box(*row) for row in json.loads(packed)])


def rounded(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """Boxes as they will come back from the project."""
    return tuple(Box(b.page, round(b.x0, 2), round(b.y0, 2), round(b.x1, 2), round(b.y1, 2)) for b in boxes)
