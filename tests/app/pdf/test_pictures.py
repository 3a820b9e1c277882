"""Where pages have pictures."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest

from app.pdf.opening import open_pdf
from app.pdf.pictures import MOST, Pictures

SIZE = 300.0, 400.0


def picture(colour: tuple[int, int, int] = (200, 0, 0)) -> pymupdf.Pixmap:
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8))
    pixmap.set_rect(pixmap.irect, colour)
    return pixmap


def found(draw: Callable[[pymupdf.Page], object], size: tuple[float, float] = SIZE) -> Pictures:
    with pymupdf.open() as pdf:
        draw(pdf.new_page(width=size[0], height=size[1]))
        return open_pdf(pdf.tobytes()).pictures(1)


def test_text_and_drawings_are_no_pictures() -> None:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((50, 50), "Decides that")
        page.draw_rect(pymupdf.Rect(0, 0, *SIZE), color=None, fill=(0, 0, 1))

    assert found(draw) == Pictures((), False)


def test_a_picture_is_where_it_is_drawn() -> None:
    pictures = found(lambda page: page.insert_image(pymupdf.Rect(100, 120, 200, 220), pixmap=picture()))
    assert pictures.frames == ((100, 120, 200, 220),)
    assert not pictures.are_the_page


def test_of_a_picture_beyond_the_page_only_the_page_counts() -> None:
    pictures = found(lambda page: page.insert_image(pymupdf.Rect(-50, -50, 50, 50), pixmap=picture()))
    assert pictures.frames == ((0, 0, 50, 50),)


def test_of_a_picture_that_is_cut_only_what_is_seen_counts() -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=SIZE[0], height=SIZE[1])
        page.insert_image(pymupdf.Rect(100, 100, 200, 200), pixmap=picture())
        (drawing,) = page.get_contents()
        pdf.update_stream(drawing, b"q 0 0 150 400 re W n " + pdf.xref_stream(drawing) + b" Q")
        assert open_pdf(pdf.tobytes()).pictures(1).frames == ((100, 100, 150, 200),)


def test_an_image_the_size_of_a_letter_goes_with_the_text() -> None:
    pictures = found(lambda page: page.insert_image(pymupdf.Rect(100, 100, 105, 105), pixmap=picture()))
    assert pictures.frames == ()


@pytest.mark.parametrize("pieces", [1, 4])
def test_a_scan_is_the_page(pieces: int) -> None:
    def draw(page: pymupdf.Page) -> None:
        height = SIZE[1] / pieces
        for piece in range(pieces):
            area = pymupdf.Rect(0, piece * height, SIZE[0], (piece + 1) * height)
            page.insert_image(area, pixmap=picture(), keep_proportion=False)

    assert found(draw).are_the_page


def test_a_page_of_countless_pictures_is_one() -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=SIZE[0], height=SIZE[1])
        page.insert_image(pymupdf.Rect(0, 0, 8, 8), pixmap=picture())
        (drawing,) = page.get_contents()
        pdf.update_stream(drawing, pdf.xref_stream(drawing) * 5000)
        assert open_pdf(pdf.tobytes()).pictures(1).are_the_page


def test_many_pictures_count_as_one() -> None:
    def draw(page: pymupdf.Page) -> None:
        image = page.insert_image(pymupdf.Rect(0, 0, 8, 8), pixmap=picture())
        for place in range(1, MOST + 1):
            x, y = place % 20 * 10, place // 20 * 10
            page.insert_image(pymupdf.Rect(x, y, x + 8, y + 8), xref=image)

    assert found(draw).frames == ((0, 0, 198, 108),)
