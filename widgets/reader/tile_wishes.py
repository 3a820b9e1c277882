"""Which strips of which pages a view wants, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterator

from app.pdf.protocol import STRIP_HEIGHT
from widgets.reader.page_layout import PageLayout
from widgets.reader.tiles import TileKey

_AHEAD, _BEHIND = 1.0, 0.5
"""Heights of the view to render beyond what is seen, in the direction of travel and against it."""


def wishes(
    layout: PageLayout, document_id: str, top: float, height: float, direction: int, ratio: float
) -> tuple[list[TileKey], list[TileKey]]:
    """The strips between `top` and `top + height` of the column; those ahead, then those behind."""
    bottom = top + height
    below = _AHEAD if direction >= 0 else _BEHIND
    above = _BEHIND if direction >= 0 else _AHEAD
    seen = list(strips(layout, document_id, top, bottom, ratio))
    after = list(strips(layout, document_id, bottom, bottom + below * height, ratio))
    before = list(strips(layout, document_id, max(0.0, top - above * height), top, ratio))
    before.reverse()
    beyond = [*after, *before] if direction >= 0 else [*before, *after]
    return seen, [key for key in dict.fromkeys(beyond) if key not in seen]


def strips(
    layout: PageLayout, document_id: str, top: float, bottom: float, ratio: float
) -> Iterator[TileKey]:
    """The strips any part of which lies between two heights of the column, from the top."""
    for page in layout.pages_between(top, bottom):
        rect = layout.rect(page)
        start = max(0.0, top - rect.y) * ratio
        end = min(bottom - rect.y, rect.height) * ratio
        last = (layout.device_height(page) - 1) // STRIP_HEIGHT
        for strip in range(int(start // STRIP_HEIGHT), min(int(end // STRIP_HEIGHT), last) + 1):
            yield TileKey(document_id, page, layout.device_scale(page), strip)
