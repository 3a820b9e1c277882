"""Which strips of which pages a view wants, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator

from app.pdf.protocol import STRIP_HEIGHT
from widgets.reader.page_layout import PageLayout
from widgets.reader.tiles import TileKey

_AHEAD, _BEHIND = 1.0, 0.5
"""Heights of the view to render beyond what is seen, in the direction of travel and against it."""


def wishes(
    layout: PageLayout,
    document_id: str,
    top: float,
    height: float,
    direction: int,
    ratio: float,
    inverted: bool = False,
) -> tuple[list[TileKey], list[TileKey]]:
    """The strips between `top` and `top + height` of the column; those ahead, then those behind."""
    bottom = top + height
    below = _AHEAD if direction >= 0 else _BEHIND
    above = _BEHIND if direction >= 0 else _AHEAD

    def between(start: float, end: float) -> list[TileKey]:
        return list(strips(layout, document_id, start, end, ratio, inverted))

    seen = between(top, bottom)
    after = between(bottom, bottom + below * height)
    before = between(max(0.0, top - above * height), top)
    before.reverse()
    beyond = [*after, *before] if direction >= 0 else [*before, *after]
    return seen, [key for key in dict.fromkeys(beyond) if key not in seen]


def strips(
    layout: PageLayout, document_id: str, top: float, bottom: float, ratio: float, inverted: bool = False
) -> Iterator[TileKey]:
    """The strips any part of which lies between two heights of the column, from the top."""
    for page in layout.pages_between(top, bottom):
        rect = layout.rect(page)
        start = max(0.0, top - rect.y) * ratio
        end = min(bottom - rect.y, rect.height) * ratio
        last = (layout.device_height(page) - 1) // STRIP_HEIGHT
        for strip in range(int(start // STRIP_HEIGHT), min(int(end // STRIP_HEIGHT), last) + 1):
            yield TileKey(document_id, page, layout.device_scale(page), strip, layout.rotation, inverted)
