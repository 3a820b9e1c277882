"""Where each page of a document lies in one continuous column, in view pixels, for a zoom and a view."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from app.model import Box, Page
from widgets.reader.turning import Turning

PIXELS_PER_POINT = 96 / 72
"""View pixels a point takes at 100 %."""

SIDE = 6
"""View pixels left free on either side of the widest page."""

GAP = 8
"""View pixels above, between and below pages."""

SMALLEST, LARGEST = 10, 800
"""Percents a zoom is kept within."""

_STEPS = (10, 25, 33, 50, 67, 75, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500, 650, 800)
_FEWEST_PIXELS = 16
_MOST_PIXELS = 30_000


class Fit(StrEnum):
    """How a zoom follows the size of the view."""

    WIDTH = "width"
    PAGE = "page"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Zoom:
    """How large pages are shown: fitted to the view, or at a percentage of their printed size."""

    fit: Fit = Fit.WIDTH
    percent: float = 100.0


@dataclass(frozen=True, slots=True)
class View:
    """The space pages are laid out for, in view pixels, and the device pixels each of them has."""

    width: int
    height: int
    ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in view pixels, measured from the top left of the column."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a document: page and PDF points from that page's top left; may lie beside the page."""

    page: int
    x: float
    y: float


def zoom_step(percent: float, direction: int) -> float:
    """The next percentage on the ladder, larger for a positive direction."""
    if direction > 0:
        return next((step for step in _STEPS if step > percent * 1.01), LARGEST)
    return next((step for step in reversed(_STEPS) if step < percent / 1.01), SMALLEST)


class PageSizes:
    """The sizes of a document's pages, sorted out once, since most documents have one or two."""

    def __init__(self, pages: Sequence[Page]) -> None:
        sizes = [(max(page.width, 1.0), max(page.height, 1.0)) for page in pages]
        counted = Counter(sizes)
        numbers = {size: number for number, size in enumerate(counted)}
        self.distinct = list(counted)
        self.of_page = [numbers[size] for size in sizes]
        self.commonest = counted.most_common(1)[0][0] if sizes else (1.0, 1.0)


class PageLayout:
    """Pages below one another, centred. Edges fall on device pixels, so pages are never resampled.

    All of them may be turned; places and boxes are those of the pages as they lie in the document.
    """

    def __init__(self, sizes: PageSizes, zoom: Zoom, view: View, rotation: int = 0) -> None:
        self.rotation = rotation
        self._turnings = [Turning(*size, rotation) for size in sizes.distinct]
        self._of_page = sizes.of_page
        self._ratio = view.ratio
        self._room = (
            max(_FEWEST_PIXELS, int((view.width - 2 * SIDE) * view.ratio)),
            max(_FEWEST_PIXELS, int((view.height - 2 * GAP) * view.ratio)),
        )
        common = self._common_scale(*Turning(*sizes.commonest, rotation).size, zoom)
        self.percent = common / view.ratio / PIXELS_PER_POINT * 100
        shown = [turning.size for turning in self._turnings]
        self._scales = [self._scale(*size, common, zoom.fit) for size in shown]
        sized = list(zip(shown, self._scales, strict=True))
        self._widths = [_pixels(width * scale) for (width, _), scale in sized]
        self._heights = [_pixels(height * scale) for (_, height), scale in sized]
        self._place(view)

    def _common_scale(self, width: float, height: float, zoom: Zoom) -> float:
        """Device pixels a point, such that the commonest page is a whole number of them wide."""
        room_x, room_y = self._room
        if zoom.fit is Fit.WIDTH:
            pixels = float(room_x)
        elif zoom.fit is Fit.PAGE:
            pixels = min(room_x, room_y * width / height)
        else:
            percent = min(max(zoom.percent, SMALLEST), LARGEST)
            pixels = width * percent / 100 * PIXELS_PER_POINT * self._ratio
        return _pixels(pixels) / width

    def _scale(self, width: float, height: float, common: float, fit: Fit) -> float:
        """The common scale, or less where a larger page would not fit a fitted view or a picture."""
        most = _MOST_PIXELS / max(width, height)
        if fit is not Fit.NONE:
            most = min(most, self._room[0] / width)
        if fit is Fit.PAGE:
            most = min(most, self._room[1] / height)
        return min(common, most)

    def _place(self, view: View) -> None:
        ratio = view.ratio
        gap = round(GAP * ratio)
        steps = [height + gap for height in self._heights]
        self._tops = list(accumulate((steps[size] for size in self._of_page), initial=gap))
        self.height = self._tops.pop() / ratio
        self.width = max(view.width, max(self._widths, default=0) / ratio + 2 * SIDE)
        column = round(self.width * ratio)
        self._lefts = [(column - width) // 2 for width in self._widths]

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._of_page)

    def device_scale(self, page: int) -> float:
        """Device pixels a point of this page takes: what to render it at."""
        return self._scales[self._of_page[page - 1]]

    def scale(self, page: int) -> float:
        """View pixels a point of this page takes."""
        return self._scales[self._of_page[page - 1]] / self._ratio

    def rect(self, page: int) -> Rect:
        """Where a page lies."""
        size, ratio = self._of_page[page - 1], self._ratio
        return Rect(
            self._lefts[size] / ratio,
            self._tops[page - 1] / ratio,
            self._widths[size] / ratio,
            self._heights[size] / ratio,
        )

    def device_height(self, page: int) -> int:
        """How many rows of device pixels a page has."""
        return self._heights[self._of_page[page - 1]]

    def page_at(self, y: float) -> int:
        """The page at a height; within a gap, the page above it. There must be pages."""
        return max(1, bisect_right(self._tops, y * self._ratio))

    def pages_between(self, top: float, bottom: float) -> range:
        """The pages any part of which lies between two heights."""
        if not self._tops or bottom <= top:
            return range(0)
        first, last = self.page_at(top), self.page_at(bottom)
        if self.rect(first).bottom <= top:
            first += 1
        return range(first, last + 1)

    def most_seen(self, top: float, bottom: float) -> int:
        """The page the largest share of which lies between two heights. There must be pages."""

        def share(page: int) -> float:
            rect = self.rect(page)
            return round((min(rect.bottom, bottom) - max(rect.y, top)) / rect.height, 3)

        return max(self.pages_between(top, bottom), key=share, default=self.page_at(top))

    def turning(self, page: int) -> Turning:
        """How a page is turned, with its size."""
        return self._turnings[self._of_page[page - 1]]

    def place_at(self, x: float, y: float, page: int | None = None) -> Place:
        """The point of the document at a point of the column: what to hold still while zooming.

        It is on the page at that height, or beside the one that is named.
        """
        page = page or self.page_at(y)
        rect, scale = self.rect(page), self.scale(page)
        return Place(page, *self.turning(page).from_shown((x - rect.x) / scale, (y - rect.y) / scale))

    def position(self, place: Place) -> tuple[float, float]:
        """The reverse of `place_at`; a page beyond the document's counts as its last."""
        page = min(max(place.page, 1), self.page_count)
        rect, scale = self.rect(page), self.scale(page)
        x, y = self.turning(page).to_shown(place.x, place.y)
        return rect.x + x * scale, rect.y + y * scale

    def pages_above(self, y: float) -> float:
        """How many pages lie above a height, the part of one counted by its share."""
        rect = self.rect(page := self.page_at(y))
        return page - 1 + min((y - rect.y) / rect.height, 1.0)

    def height_below(self, pages: float) -> float:
        """The reverse of `pages_above`; before the first page or beyond the last as far as it would be."""
        page = min(max(int(pages // 1) + 1, 1), self.page_count)
        rect = self.rect(page)
        return rect.y + (pages - (page - 1)) * rect.height

    def to_view(self, box: Box) -> Rect:
        """A box on a page as a rectangle of the column."""
        rect, scale = self.rect(box.page), self.scale(box.page)
        box = self.turning(box.page).box(box)
        return Rect(
            rect.x + box.x0 * scale,
            rect.y + box.y0 * scale,
            (box.x1 - box.x0) * scale,
            (box.y1 - box.y0) * scale,
        )


def _pixels(length: float) -> int:
    return int(min(max(round(length), _FEWEST_PIXELS), _MOST_PIXELS))
