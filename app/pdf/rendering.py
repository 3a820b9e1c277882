"""Draws strips of PDF pages into memory that is given; runs in the worker process."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pymupdf import mupdf

from app.pdf.inverting import invert
from app.pdf.opening import OpenPdf
from app.pdf.protocol import STRIP_HEIGHT, Render

LARGEST_STRIP = 32 * 1024 * 1024
"""Bytes; a strip that would be larger is drawn at a smaller scale and shown stretched."""

BYTES_A_PIXEL = 4


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a strip lies, in device pixels at `scale`, counted from the top left corner of its page."""

    width: int
    top: int
    height: int
    scale: float

    @property
    def size(self) -> int:
        """Bytes of its pixels."""
        return self.width * self.height * BYTES_A_PIXEL


def strip_of(page_size: tuple[float, float], request: Render) -> Strip:
    """The strip asked for on a page of that size (points, not yet turned), or the page's last row beyond it.

    A view that holds another size for the page, by a rounding or a changed file, must not see it fail.
    """
    width, height = page_size if request.rotation % 180 == 0 else page_size[::-1]
    largest = math.sqrt(LARGEST_STRIP * request.scale / (BYTES_A_PIXEL * width * STRIP_HEIGHT))
    scale = min(request.scale, largest)
    rows = STRIP_HEIGHT * scale / request.scale
    end = max(1, round(height * scale))
    top = min(max(0, round(request.strip * rows)), end - 1)
    bottom = min(max(top + 1, round((request.strip + 1) * rows)), end)
    return Strip(max(1, round(width * scale)), top, bottom - top, scale)


def whole_page(page_size: tuple[float, float], strip: Strip, rotation: int) -> Strip:
    """All strips of a page as one, drawn like the one given."""
    height = page_size[1] if rotation % 180 == 0 else page_size[0]
    return Strip(strip.width, 0, max(1, round(height * strip.scale)), strip.scale)


def draw_strip(pdf: OpenPdf, request: Render, strip: Strip, pixels: memoryview) -> bool:
    """Draw a strip on white, 32 bits a pixel, blue first, rows without gaps; `pixels` has its exact size.

    Answers whether it was inverted: as asked, but not where the whole page is a picture.
    """
    drawing, page_size = pdf.drawing(request.page)
    area = mupdf.FzIrect(0, strip.top, strip.width, strip.top + strip.height)
    pixmap = mupdf.fz_new_pixmap_with_bbox_and_data(
        mupdf.fz_device_bgr(), area, mupdf.FzSeparations(), 1, mupdf.python_buffer_data(pixels)
    )
    mupdf.fz_clear_pixmap_with_value(pixmap, 0xFF)
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixmap)
    matrix = mupdf.FzMatrix(*_turned(page_size, request.rotation, strip.scale))
    mupdf.fz_run_display_list(drawing, device, matrix, mupdf.FzRect(area), mupdf.FzCookie())
    mupdf.fz_close_device(device)
    inverted = request.inverted and not pdf.pictures(request.page).are_the_page
    if inverted:
        invert(pixmap, matrix, pdf.pictures(request.page))
    return inverted


def _turned(page_size: tuple[float, float], rotation: int, scale: float) -> tuple[float, ...]:
    """From points on the page as displayed to device pixels on the page turned clockwise."""
    width, height = page_size
    a, b, c, d, e, f = {
        0: (1, 0, 0, 1, 0.0, 0.0),
        90: (0, 1, -1, 0, height, 0.0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0.0, width),
    }[rotation % 360]
    return tuple(scale * value for value in (a, b, c, d, e, f))
