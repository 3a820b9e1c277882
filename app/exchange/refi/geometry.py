"""Rectangles on pages: ours in points from the top left, REFI-QDA's in whole points from the bottom left.

REFI-QDA counts pages from 0 and heights from the foot of the media box. A page is taken as it is displayed:
where its crop box is smaller than its media box, or it is turned, other programs see the rectangle elsewhere.
"""

from __future__ import annotations

from app.exchange.refi.incoming import Frame
from app.model import Box, Page


def frame(box: Box, page: Page) -> Frame:
    """The box as REFI-QDA has it, at least a point wide and high.

    Heights are rounded from the top first, for the id of a region is made of rounded heights from the top.
    """
    left, top = round(box.x0), round(box.y0)
    right, bottom = max(left + 1, round(box.x1)), max(top + 1, round(box.y1))
    return Frame(box.page - 1, left, round(page.height - bottom), right, round(page.height - top))


def box(found: Frame, page: Page, *, from_top: bool) -> Box | None:
    """The frame as a box within its page; None if nothing of it is on the page."""
    left, right = sorted((found.x0, found.x1))
    low, high = sorted((found.y0, found.y1))
    top, bottom = (low, high) if from_top else (round(page.height - high), round(page.height - low))
    x0, x1 = max(0, left), min(page.width, right)
    y0, y1 = max(0, top), min(page.height, bottom)
    if x0 >= x1 or y0 >= y1:
        return None
    return Box(found.page + 1, float(x0), float(y0), float(x1), float(y1))
