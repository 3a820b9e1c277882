"""Where the links of one page lie, found by place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from app.addresses import may_be_followed
from app.model import Box
from app.pdf.protocol import Link

MOST = 2_000
"""Links of a page that are kept, whatever a worker says there are."""

REACH = 1.5
"""Points beside a link within which it is still meant: the marks of footnotes are small."""


class LinkMap:
    """The links of a page that lead to a page or to an address one may follow, from the top."""

    def __init__(self, links: Sequence[Link]) -> None:
        sound = (link for link in links[:MOST] if link.page > 0 or may_be_followed(link.address))
        self._links = sorted(sound, key=lambda link: link.box[1])
        self._tops = [link.box[1] for link in self._links]
        self._reach = list(accumulate((link.box[3] for link in self._links), max))

    def at(self, x: float, y: float) -> Link | None:
        """The link at a point of the page, in PDF points; the nearest, and of several the smallest."""
        best: tuple[float, float] | None = None
        found: Link | None = None
        at = bisect_right(self._tops, y + REACH) - 1
        while at >= 0 and self._reach[at] >= y - REACH:
            distance = _distance(self._links[at], x, y)
            if distance is not None and (best is None or distance < best):
                best, found = distance, self._links[at]
            at -= 1
        return found

    def within(self, boxes: Iterable[Box]) -> list[Link]:
        """The links whose middle lies in these boxes, from the top; each way is named once."""
        found: dict[tuple[int, float, str], Link] = {}
        areas = list(boxes)
        for link in self._links:
            x, y = (link.box[0] + link.box[2]) / 2, (link.box[1] + link.box[3]) / 2
            if any(box.x0 <= x <= box.x1 and box.y0 - REACH <= y <= box.y1 + REACH for box in areas):
                found.setdefault((link.page, link.y, link.address), link)
        return list(found.values())


def _distance(link: Link, x: float, y: float) -> tuple[float, float] | None:
    """How far outside a link a point is, then how large the link is; None when out of reach."""
    x0, y0, x1, y1 = link.box
    beside, above = max(x0 - x, x - x1, 0.0), max(y0 - y, y - y1, 0.0)
    if beside > REACH or above > REACH:
        return None
    return beside + above, (x1 - x0) * (y1 - y0)
