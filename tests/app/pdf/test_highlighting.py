"""Highlights lie over the right words, look as asked, and leave the rest of the file alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest

from app.errors import DocumentRefused, PasswordNeeded
from app.model import Box
from app.pdf.marks import Mark, MarkKind
from app.pdf.pool import Pool
from app.pdf.protocol import Annotate, Open, Source, Words
from tests.app.pdf import pdfs
from tests.app.pdf.reading_marks import Found, highlights

LINES = ("Alpha beta gamma", "delta epsilon zeta", "eta theta")


def page_with(rotation: int, crop: tuple[float, ...] | None = None) -> bytes:
    """A page whose lines are upright as displayed, however it is turned and cropped."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=595, height=842)
        page.set_rotation(rotation)
        if crop:
            page.set_cropbox(pymupdf.Rect(*crop))
        for place, line in enumerate(LINES):
            at = pymupdf.Point(72, 100 + 30 * place) * page.derotation_matrix
            page.insert_text(at, line, rotate=rotation)
        return bytes(pdf.tobytes())


def line_boxes(pool: Pool, source: Source, page: int = 1) -> list[Box]:
    """Where each line is on the page as displayed."""
    words = pool.call(Words(source, page))
    boxes = []
    for start, end in words.line_ranges():
        letters = [words.box(position) for position in range(start, end)]
        lows = (min(box[side] for box in letters) for side in (0, 1))
        highs = (max(box[side] for box in letters) for side in (2, 3))
        boxes.append(Box(page, *lows, *highs))
    return boxes


def mark(*boxes: Box, **more: str) -> Mark:
    return Mark(MarkKind.HIGHLIGHT, boxes, **{"colour": "#cc3311", "author": "Ana", **more})


def drawn(pool: Pool, source: Source, *marks: Mark) -> list[Found]:
    return highlights(pool.call(Annotate(source, marks)).content, source.password)


@pytest.mark.parametrize("crop", [None, (50, 60, 500, 700)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_it_lies_over_its_words(
    pool: Pool, write: Callable[[bytes], Source], rotation: int, crop: tuple[float, ...] | None
) -> None:
    source = write(page_with(rotation, crop))
    (found,) = drawn(pool, source, mark(*line_boxes(pool, source)[:2]))
    assert found.words.replace(" ", "") == "Alphabetagammadeltaepsilonzeta"
    assert found.quads == 2


def test_it_has_colour_author_subject_and_content(pool: Pool, plain: Source) -> None:
    (box, *_) = line_boxes(pool, plain)
    (found,) = drawn(pool, plain, mark(box, subject="aid", content="aid\n\n“So” – ☃ 𝄞 (\\"))
    assert (found.colour, found.author, found.subject) == ("#cc3311", "Ana", "aid")
    assert found.content == "aid\n\n“So” – ☃ 𝄞 (\\"


def test_over_two_pages_it_is_one_on_each(pool: Pool, plain: Source) -> None:
    boxes = [line_boxes(pool, plain, page)[0] for page in (1, 2)]
    assert [(found.page, found.words) for found in drawn(pool, plain, mark(*boxes))] == [
        (1, "Page 1"),
        (2, "Page 2"),
    ]


def test_lines_that_overlap_are_coloured_once(pool: Pool, plain: Source) -> None:
    boxes = Box(1, 72, 500, 172, 520), Box(1, 72, 510, 172, 530)
    content = pool.call(Annotate(plain, (mark(*boxes, colour="#ff0000"),))).content
    with pymupdf.open(stream=content) as pdf:
        pixels = pdf[0].get_pixmap(clip=pymupdf.Rect(100, 502, 101, 528))
    greens = [pixels.pixel(0, y)[1] for y in range(pixels.height)]
    assert max(greens) - min(greens) < 10


def test_a_page_that_is_not_there_gets_none(pool: Pool, plain: Source) -> None:
    assert drawn(pool, plain, mark(Box(9, 1, 1, 2, 2))) == []


def test_the_copy_begins_with_the_original(pool: Pool, plain: Source) -> None:
    original = Path(plain.path).read_bytes()
    copy = pool.call(Annotate(plain, (mark(Box(1, 72, 90, 90, 110)),))).content
    assert copy.startswith(original)
    assert Path(plain.path).read_bytes() == original


def test_the_same_marks_make_the_same_bytes(pool: Pool, plain: Source) -> None:
    request = Annotate(plain, (mark(Box(1, 72, 90, 90, 110), created="2026-11-22T15:44:12.000000Z"),))
    assert pool.call(request) == pool.call(request)


def test_pages_shown_meanwhile_stay_without(own_pool: Pool, plain: Source) -> None:
    own_pool.call(Open(plain))
    own_pool.call(Annotate(plain, (mark(Box(1, 72, 90, 90, 110)),)))
    assert drawn(own_pool, plain, mark(Box(2, 72, 90, 90, 110)))[0].page == 2


def test_a_file_that_was_repaired_is_written_anew(pool: Pool, write: Callable[[bytes], Source]) -> None:
    source = write(pdfs.cut_short())
    (found,) = drawn(pool, source, mark(*line_boxes(pool, source)[:1]))
    assert found.words == "Page 1"


def test_an_object_beyond_repair_does_not_keep_the_pages(
    pool: Pool, write: Callable[[bytes], Source]
) -> None:
    source = write(pdfs.cut_short() + b"\n99 0 obj\n<<1 2>>\nendobj\n")
    (found,) = drawn(pool, source, mark(*line_boxes(pool, source)[:1]))
    assert found.words == "Page 1"


def test_a_protected_file_stays_protected(pool: Pool, write: Callable[..., Source]) -> None:
    source = write(pdfs.locked("sesame"), password="sesame")
    content = pool.call(Annotate(source, (mark(*line_boxes(pool, source)),))).content
    with pymupdf.open(stream=content) as pdf:
        assert pdf.needs_pass
        assert pdf.authenticate("sesame")
        assert [found.info["title"] for found in pdf[0].annots()] == ["Ana"]


@pytest.mark.parametrize(
    ("content", "error"),
    [(pdfs.locked(), PasswordNeeded), (b"<html>", DocumentRefused), (b"%PDF-1.7 rubbish", DocumentRefused)],
)
def test_what_cannot_be_read_is_refused(
    pool: Pool, write: Callable[[bytes], Source], content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        pool.call(Annotate(write(content), ()))


def test_progress_is_told_page_by_page(pool: Pool, plain: Source) -> None:
    told: list[tuple[int, int]] = []
    marks = tuple(mark(Box(page, 72, 90, 90, 110)) for page in (1, 3))
    pool.call(Annotate(plain, marks), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
