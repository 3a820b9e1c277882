from __future__ import annotations

import pymupdf
import pytest

from app.pdf.opening import LARGEST_SIDE, OpenPdf, open_pdf
from app.pdf.protocol import STRIP_HEIGHT, Render, Source
from app.pdf.rendering import LARGEST_STRIP, draw_strip, strip_of
from tests.app.pdf import pdfs

SOURCE = Source("a.pdf")


def drawn(pdf: OpenPdf, request: Render) -> tuple[int, int, bytes]:
    strip = strip_of(pdf.page_size(request.page), request)
    pixels = memoryview(bytearray(strip.size))
    draw_strip(pdf, request, strip, pixels)
    return strip.width, strip.height, bytes(pixels)


def by_pymupdf(content: bytes, scale: float, rotation: int = 0) -> tuple[int, int, bytes]:
    """The first page as blue, green, red and an opaque fourth byte, drawn by PyMuPDF's own means."""
    with pymupdf.open(stream=content) as pdf:
        matrix = pymupdf.Matrix(scale, scale).prerotate(rotation)
        pixmap = pdf[0].get_pixmap(matrix=matrix, alpha=False)
        pixels = bytearray(b"\xff" * (4 * pixmap.width * pixmap.height))
        for place, colour in enumerate((2, 1, 0)):
            pixels[place::4] = pixmap.samples[colour::3]
        return pixmap.width, pixmap.height, bytes(pixels)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_looks_as_pymupdf_draws_it(rotation: int) -> None:
    content = pdfs.plain(1, size=(300.0, 200.0))
    assert drawn(open_pdf(content), Render(SOURCE, 1, 1.5, 0, rotation)) == by_pymupdf(content, 1.5, rotation)


def test_strips_join_into_the_page() -> None:
    content = pdfs.plain(1, size=(200.0, 900.0), lines=40)
    pdf = open_pdf(content)
    parts = [drawn(pdf, Render(SOURCE, 1, 2.0, strip)) for strip in (0, 1)]
    assert [height for _, height, _ in parts] == [STRIP_HEIGHT, 1800 - STRIP_HEIGHT]
    assert b"".join(pixels for _, _, pixels in parts) == by_pymupdf(content, 2.0)[2]


@pytest.mark.parametrize(
    ("strip", "top", "height"), [(0, 0, 1024), (1, 1024, 660), (2, 1683, 1), (99, 1683, 1), (-1, 0, 1)]
)
def test_strips_end_with_the_page(strip: int, top: int, height: int) -> None:
    found = strip_of((595.0, 842.0), Render(SOURCE, 1, 2.0, strip))
    assert (found.width, found.top, found.height, found.scale) == (1190, top, height, 2.0)


@pytest.mark.parametrize("rotation", [0, 90])
@pytest.mark.parametrize("scale", [0.01, 20.0, 1000.0])
def test_no_strip_is_absurdly_large(scale: float, rotation: int) -> None:
    request = Render(SOURCE, 1, scale, 0, rotation)
    strip = strip_of((LARGEST_SIDE, 10.0), request)
    assert strip.size <= LARGEST_STRIP * 1.01
    assert strip.scale <= scale


def test_a_strip_at_a_smaller_scale_covers_the_same_part_of_the_page() -> None:
    request = Render(SOURCE, 1, 40.0, 3)
    strip = strip_of((2000.0, 2000.0), request)
    assert strip.scale < request.scale
    assert strip.top / strip.scale == pytest.approx(3 * STRIP_HEIGHT / request.scale, rel=0.01)
