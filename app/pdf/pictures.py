"""Finds where a page has pictures; runs in the worker process."""

from __future__ import annotations

from dataclasses import dataclass

from pymupdf import mupdf

MOST = 200
"""Pictures told apart on one page; where there are more, one frame around all of them counts."""

_MOST_HEARD_OF = 4000
"""Images on one page after which it counts as one picture: none takes longer than 0.1 s to search."""

_SMALLEST = 6.0
"""Points; what is smaller is a letter or an ornament drawn as an image, and goes with the text."""

_WHOLE = 0.6
"""The share of a page that one picture covers which is the page: a scan, or a painted ground."""

Frame = tuple[float, float, float, float]
"""Left, top, right and bottom in points of the page as displayed."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The frames of a page's pictures, and whether one of them is all of the page."""

    frames: tuple[Frame, ...]
    are_the_page: bool


class _Finder(mupdf.FzDevice2):  # type: ignore[misc]
    """Hears of nothing but images; the rest of the page passes by without reaching Python."""

    def __init__(self, page: Frame) -> None:
        super().__init__()
        self.use_virtual_fill_image()
        self._page = page
        self._heard_of = 0
        self.frames: dict[Frame, None] = {}
        self.cookie = mupdf.FzCookie()

    def fill_image(self, _context: object, _image: object, matrix: mupdf.fz_matrix, *_rest: object) -> None:
        """An image is drawn on the unit square under `matrix`, within the clip in force."""
        self._heard_of += 1
        if self.has_heard_enough:
            self.cookie.set_abort()
        xs = [matrix.e, matrix.e + matrix.a, matrix.e + matrix.c, matrix.e + matrix.a + matrix.c]
        ys = [matrix.f, matrix.f + matrix.b, matrix.f + matrix.d, matrix.f + matrix.b + matrix.d]
        clip = mupdf.fz_device_current_scissor(self)
        frame = _common((min(xs), min(ys), max(xs), max(ys)), (clip.x0, clip.y0, clip.x1, clip.y1))
        frame = _common(frame, self._page)
        if frame[2] - frame[0] >= _SMALLEST and frame[3] - frame[1] >= _SMALLEST:
            self.frames[frame] = None

    @property
    def has_heard_enough(self) -> bool:
        """Whether the page draws more images than are worth being told apart."""
        return self._heard_of >= _MOST_HEARD_OF


def pictures_in(drawing: mupdf.FzDisplayList, page_size: tuple[float, float]) -> Pictures:
    """The pictures of a page of that size in points; letters that are stencils are no pictures."""
    page = (0.0, 0.0, *page_size)
    finder = _Finder(page)
    mupdf.fz_run_display_list(drawing, finder, mupdf.FzMatrix(), mupdf.FzRect(*page), finder.cookie)
    mupdf.fz_close_device(finder)
    if finder.has_heard_enough:
        return Pictures((page,), are_the_page=True)
    frames = tuple(finder.frames)
    around = _around(frames) if frames else (0.0, 0.0, 0.0, 0.0)
    whole = _area(page)
    covered = sum(_area(frame) for frame in frames)
    are_the_page = covered >= _WHOLE * whole and _area(around) >= _WHOLE * whole
    return Pictures(frames if len(frames) <= MOST else (around,), are_the_page)


def _common(one: Frame, other: Frame) -> Frame:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _around(frames: tuple[Frame, ...]) -> Frame:
    lefts, tops, rights, bottoms = zip(*frames, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _area(frame: Frame) -> float:
    return (frame[2] - frame[0]) * (frame[3] - frame[1])
