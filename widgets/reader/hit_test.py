"""What of a document lies under a point."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from widgets.reader.page_index import Block, DocumentIndex, PageIndex
from widgets.reader.page_layout import PageLayout

REACH_X, REACH_Y = 16.0, 2.0
"""Points beside and above or below its lines within which a paragraph is still meant."""


@dataclass(frozen=True, slots=True)
class Target:
    """A point of a page, in PDF points, and the paragraph there, if any."""

    page: int
    x: float
    y: float
    ordinal: int | None


def hit(layout: PageLayout, index: DocumentIndex, x: float, y: float) -> Target | None:
    """What is at a point of the column, in view pixels; None beside the pages."""
    if not layout.page_count:
        return None
    place = layout.place_at(x, y)
    turning, page = layout.turning(place.page), index.on(place.page)
    if not (0 <= place.x <= turning.width and 0 <= place.y <= turning.height):
        return None
    margins = page.margins(turning)
    ordinal = paragraph_at(page.turned(margins), *margins.to_shown(place.x, place.y))
    return Target(place.page, place.x, place.y, ordinal)


def paragraph_at(page: PageIndex, x: float, y: float) -> int | None:
    """The paragraph at a point of a page, in points: the nearest whose surroundings hold it.

    The page's outer margins count as the edge of its text: bars and names belong to their paragraph.
    """
    x = min(max(x, page.text_left), page.text_right)
    best: tuple[float, float] | None = None
    found: int | None = None
    at = bisect_right(page.tops, y + REACH_Y) - 1
    while at >= 0 and page.reach[at] >= y - REACH_Y:
        block = page.blocks[at]
        distance = _distance(block, x, y)
        if distance is not None and (best is None or distance < best):
            best, found = distance, block.ordinal
        at -= 1
    return found


def is_on_text(block: Block, target: Target) -> bool:
    """Whether a point is on a block's lines, not on what is drawn in the margins beside them."""
    box, x, y = block.box, target.x, target.y
    return box.x0 - REACH_Y <= x <= box.x1 + REACH_Y and box.y0 - REACH_Y <= y <= box.y1 + REACH_Y


def _distance(block: Block, x: float, y: float) -> tuple[float, float] | None:
    """How far outside a block a point is, then how large the block is; None when out of reach."""
    box = block.box
    beside = max(box.x0 - x, x - box.x1, 0.0)
    above = max(box.y0 - y, y - box.y1, 0.0)
    if beside > REACH_X or above > REACH_Y:
        return None
    return beside + above, (box.x1 - box.x0) * (box.y1 - box.y0)
