"""Draws scanned pages whole, for MuPDF decodes a picture anew for every strip; runs in the worker process."""

from __future__ import annotations

import dataclasses
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum, auto

from pymupdf import mupdf

from app.pdf.mending import MUPDF_ERRORS
from app.pdf.opening import OpenPdf
from app.pdf.protocol import Render
from app.pdf.rendering import Strip, draw_strip, whole_page

FEWEST_PIXELS = 1_000_000
"""Of the largest picture on a page that counts as a scan."""

MOST_PICTURES = 4
"""On a page that counts as a scan; some are stored as a few bands."""

LARGEST_WHOLE = 24 * 1024 * 1024
"""Bytes of a page's pixels beyond which it is drawn strip by strip after all."""

KEPT = 2
"""Whole pages kept: two that meet in a view."""


class Scan(Enum):
    """What sort of picture a page is."""

    NONE = auto()
    GREY = auto()
    COLOURED = auto()


class Scans:
    """Draws strips; of scanned pages from the whole page, drawn when its first strip is."""

    def __init__(self) -> None:
        self._whole: OrderedDict[Render, tuple[bytearray, bool]] = OrderedDict()

    def draw(self, pdf: OpenPdf, request: Render, strip: Strip, pixels: memoryview) -> bool:
        """Draw a strip into `pixels`, which has its exact size, and answer as `draw_strip` does."""
        page = dataclasses.replace(request, strip=0)
        whole = whole_page(pdf.page_size(request.page), strip, request.rotation)
        scan = scan_on(pdf, request.page)
        if page not in self._whole:
            with _grey_as_it_is(scan):
                if scan is Scan.NONE or strip.height == whole.height or whole.size > LARGEST_WHOLE:
                    return draw_strip(pdf, request, strip, pixels)
                drawn = bytearray(whole.size)
                self._whole[page] = drawn, draw_strip(pdf, page, whole, memoryview(drawn))
            while len(self._whole) > KEPT:
                self._whole.popitem(last=False)
        start = strip.top * strip.width * (strip.size // (strip.width * strip.height))
        drawn, inverted = self._whole[page]
        pixels[:] = memoryview(drawn)[start : start + strip.size]
        return inverted

    def forget(self) -> None:
        """Let go of the pages kept."""
        self._whole.clear()


def scan_on(pdf: OpenPdf, page: int) -> Scan:
    """Whether a page (1-based) is mostly one large picture; a page that cannot be searched is none."""
    found: Scan | None = pdf.scans.get(page)
    if found is None:
        found = Scan.NONE
        with suppress(*MUPDF_ERRORS):
            found = _looked_up(pdf, page)
        pdf.scans[page] = found
    return found


def _looked_up(pdf: OpenPdf, page: int) -> Scan:
    pictures = pdf.pdf.get_page_images(page - 1)
    if not 0 < len(pictures) <= MOST_PICTURES:
        return Scan.NONE
    if max(width * height for _, _, width, height, *_ in pictures) < FEWEST_PIXELS:
        return Scan.NONE
    document = mupdf.pdf_document_from_fz_document(pdf.pdf.this)
    loaded = [
        mupdf.pdf_load_image(document, mupdf.pdf_new_indirect(document, xref, 0)) for xref, *_ in pictures
    ]
    return Scan.GREY if all(image.m_internal.n == 1 for image in loaded) else Scan.COLOURED


@contextmanager
def _grey_as_it_is(scan: Scan) -> Iterator[None]:
    """Without colour management, which takes half of the time and leaves grey pictures as they are."""
    if scan is not Scan.GREY:
        yield
        return
    mupdf.fz_disable_icc()
    try:
        yield
    finally:
        mupdf.fz_enable_icc()
