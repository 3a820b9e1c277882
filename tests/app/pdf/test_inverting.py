"""Light letters on dark paper."""

from __future__ import annotations

import pymupdf
import pytest

from app.pdf.dark_pages import DARK_PAPER, LIGHT_INK
from app.pdf.opening import OpenPdf, open_pdf
from app.pdf.protocol import Render, Source
from app.pdf.rendering import draw_strip, strip_of

SOURCE = Source("a.pdf")
PAPER, LETTER, PICTURE, BLUE = (10, 10), (60, 60), (150, 150), (30, 320)
RED = 200, 40, 20

Colour = tuple[int, int, int]


def page(*, scan: bool = False) -> OpenPdf:
    """A page with a black square for a letter, a blue one, and a red picture, or all of it that."""
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8))
    pixmap.set_rect(pixmap.irect, RED)
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=300, height=400)
        page.draw_rect(pymupdf.Rect(50, 50, 70, 70), color=None, fill=(0, 0, 0))
        page.draw_rect(pymupdf.Rect(10, 300, 60, 350), color=None, fill=(0, 0, 1))
        area = page.rect if scan else pymupdf.Rect(100, 100, 200, 200)
        page.insert_image(area, pixmap=pixmap, keep_proportion=False)
        return open_pdf(pdf.tobytes())


class Drawn:
    """The first page, drawn a pixel a point."""

    def __init__(self, pdf: OpenPdf, *, inverted: bool = True, rotation: int = 0) -> None:
        request = Render(SOURCE, 1, 1.0, 0, rotation, inverted)
        self._strip = strip_of(pdf.page_size(1), request)
        self._pixels = memoryview(bytearray(self._strip.size))
        self.inverted = draw_strip(pdf, request, self._strip, self._pixels)

    def at(self, x: int, y: int) -> Colour:
        start = 4 * (y * self._strip.width + x)
        blue, green, red = self._pixels[start : start + 3]
        return red, green, blue


def rgb(colour: int) -> Colour:
    return colour >> 16, colour >> 8 & 0xFF, colour & 0xFF


def test_letters_are_light_on_dark_paper() -> None:
    drawn = Drawn(page())
    assert drawn.inverted
    assert drawn.at(*PAPER) == rgb(DARK_PAPER)
    assert drawn.at(*LETTER) == pytest.approx(rgb(LIGHT_INK), abs=1)


def test_colours_keep_their_hue() -> None:
    red, green, blue = Drawn(page()).at(*BLUE)
    assert blue > red == green > 128


@pytest.mark.parametrize(("rotation", "at"), [(0, (150, 150)), (90, (249, 150)), (270, (150, 149))])
def test_a_picture_keeps_its_colours_but_for_their_brightness(rotation: int, at: tuple[int, int]) -> None:
    red, green, blue = Drawn(page(), rotation=rotation).at(*at)
    assert (green / red, blue / red) == pytest.approx((RED[1] / RED[0], RED[2] / RED[0]), abs=0.02)
    assert RED[0] * 0.75 < red < RED[0]


def test_a_picture_ends_where_it_ends() -> None:
    drawn = Drawn(page())
    assert drawn.at(99, 150) == drawn.at(200, 150) == rgb(DARK_PAPER)
    assert drawn.at(100, 150) == drawn.at(199, 150) == drawn.at(*PICTURE)


def test_a_scan_is_left_as_it_is() -> None:
    drawn = Drawn(page(scan=True))
    assert not drawn.inverted
    assert drawn.at(*PAPER) == RED


def test_nothing_is_inverted_unasked() -> None:
    drawn = Drawn(page(), inverted=False)
    assert not drawn.inverted
    assert drawn.at(*PAPER) == (255, 255, 255)
    assert drawn.at(*PICTURE) == RED
