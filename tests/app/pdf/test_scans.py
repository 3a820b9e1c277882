"""Scanned pages are told from others, and drawn whole once instead of strip by strip."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest

from app.pdf.opening import OpenPdf, open_pdf
from app.pdf.protocol import STRIP_HEIGHT, Render, Source
from app.pdf.rendering import draw_strip, strip_of
from app.pdf.scans import Scan, Scans, scan_on

SIZE = 1000, 1400
SCALE = 2.5


def scanned(colours: pymupdf.Colorspace, width: int = SIZE[0], height: int = SIZE[1]) -> OpenPdf:
    """One page with one picture that has another brightness in each row."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=500, height=700)
        rows = (bytes([40 + row % 200]) * (width * colours.n) for row in range(height))
        picture = pymupdf.Pixmap(colours, width, height, b"".join(rows), False)
        page.insert_image(page.rect, pixmap=picture)
        return open_pdf(pdf.tobytes())


def pixels(draw: Callable[..., None], pdf: OpenPdf, strip: int, rotation: int = 0) -> bytes:
    request = Render(Source("a.pdf"), 1, SCALE, strip, rotation)
    place = strip_of(pdf.page_size(1), request)
    drawn = bytearray(place.size)
    draw(pdf, request, place, memoryview(drawn))
    return bytes(drawn)


def test_a_large_picture_makes_a_scan() -> None:
    assert scan_on(scanned(pymupdf.csGRAY), 1) is Scan.GREY
    assert scan_on(scanned(pymupdf.csRGB), 1) is Scan.COLOURED


def test_a_small_picture_and_text_make_none() -> None:
    assert scan_on(scanned(pymupdf.csGRAY, 100, 100), 1) is Scan.NONE
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), "Text")
        assert scan_on(open_pdf(pdf.tobytes()), 1) is Scan.NONE


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("colours", [pymupdf.csGRAY, pymupdf.csRGB])
def test_strips_of_the_whole_are_what_they_are_by_themselves(
    colours: pymupdf.Colorspace, rotation: int
) -> None:
    pdf, scans = scanned(colours), Scans()
    height = 700 if rotation % 180 == 0 else 500
    for strip in range(-(-round(height * SCALE) // STRIP_HEIGHT)):
        apart = pixels(draw_strip, pdf, strip, rotation)
        whole = pixels(scans.draw, pdf, strip, rotation)
        assert len(apart) == len(whole)
        assert max(abs(a - b) for a, b in zip(apart[:40_000], whole[:40_000], strict=True)) <= 1


def test_the_second_strip_is_no_work_of_its_own() -> None:
    pdf, scans = scanned(pymupdf.csRGB), Scans()
    pixels(scans.draw, pdf, 0)
    pdf.drawing = None  # type: ignore[assignment, method-assign] -- drawing again would need it
    assert pixels(scans.draw, pdf, 1)


def test_colours_are_managed_again_after_a_grey_page() -> None:
    cmyk = pymupdf.open()
    cmyk.new_page(width=100, height=100).draw_rect((0, 0, 100, 100), fill=(1, 0, 0, 0), color=(1, 0, 0, 0))
    coloured = open_pdf(cmyk.tobytes())
    before = pixels(draw_strip, coloured, 0)
    assert before[:3] != b"\xff\xff\x00", "plain cyan, blue first, as it is without management"
    pixels(Scans().draw, scanned(pymupdf.csGRAY), 0)
    assert pixels(draw_strip, coloured, 0) == before
