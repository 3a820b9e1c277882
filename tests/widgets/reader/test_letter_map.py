"""Letters on a page and characters of the text, matched."""

from __future__ import annotations

from array import array

import pytest

from app.model import Box, Kind, Paragraph
from app.pdf.protocol import PageWords
from widgets.reader.letter_map import LetterMap

WIDE = 10.0


def words_of(lines: list[tuple[str, float]], page: int = 1) -> PageWords:
    """Lines of text at these heights, every letter ten points wide and high, from the left edge."""
    text, letters, words, rows = "", array("f"), array("I"), array("I")
    for line, y in lines:
        start = len(text)
        for at in range(len(line)):
            letters.extend((at * WIDE, y, (at + 1) * WIDE, y + 10))
        offset = 0
        for word in line.split(" "):
            words.extend((start + offset, start + offset + len(word)))
            offset += len(word) + 1
        rows.extend((start, start + len(line)))
        text += line + "\n"
        letters.extend((0, 0, 0, 0))
    return PageWords(page, text, letters, words, rows)


def paragraph(text: str, *places: tuple[int, float]) -> Paragraph:
    return Paragraph(1, Kind.PARAGRAPH, None, text, tuple(Box(page, 0, y, 200, y + 10) for page, y in places))


def test_a_hyphen_that_is_no_part_of_the_text_goes_with_its_letter() -> None:
    letters = LetterMap(
        words_of([("the pro-", 0), ("curement", 12)]),
        [(paragraph("the procurement", (1, 0), (1, 12)), 100)],
    )
    assert letters.boxes(104, 107) == [Box(1, 40, 0, 80, 10)]
    assert letters.boxes(107, 110) == [Box(1, 0, 12, 30, 22)]
    assert letters.caret(79, 5) == 107


def test_a_hyphen_of_the_text_is_a_letter_of_its_own() -> None:
    letters = LetterMap(words_of([("a well-known one", 0)]), [(paragraph("a well-known one", (1, 0)), 0)])
    assert letters.boxes(6, 7) == [Box(1, 60, 0, 70, 10)]


@pytest.mark.parametrize(("page", "lines", "box"), [(1, ["one two", "one"], 4), (2, ["two one", "two"], 18)])
def test_a_paragraph_on_two_pages_is_matched_by_its_end_on_each(
    page: int, lines: list[str], box: int
) -> None:
    text = "one two one two one two"
    whole = paragraph(text, (1, 0), (1, 12), (2, 0), (2, 12))
    letters = LetterMap(words_of([(lines[0], 0), (lines[1], 12)], page), [(whole, 0)])
    places = {1: Box(1, 40, 0, 70, 10), 2: Box(2, 40, 0, 70, 10)}
    start = {1: 4, 2: 16}[page]
    assert letters.boxes(start, start + 3)[0] == places[page]


def test_a_ligature_is_one_letter() -> None:
    letters = LetterMap(words_of([("of \ufb01re", 0)]), [(paragraph("of fire", (1, 0)), 0)])
    assert letters.boxes(3, 4) == letters.boxes(3, 5) == [Box(1, 30, 0, 40, 10)]


def test_letters_that_differ_leave_the_others_matched() -> None:
    letters = LetterMap(words_of([("one ?? three", 0)]), [(paragraph("one two three", (1, 0)), 0)])
    assert letters.boxes(8, 13) == [Box(1, 70, 0, 120, 10)]


@pytest.mark.parametrize(
    ("x", "y", "caret"), [(-5, 5, 0), (4, 5, 0), (6, 5, 1), (500, 5, 3), (1, -40, 0), (1, 60, 4)]
)
def test_a_point_is_nearest_a_position(x: float, y: float, caret: int) -> None:
    letters = LetterMap(words_of([("one", 0), ("two", 12)]), [(paragraph("one two", (1, 0), (1, 12)), 0)])
    assert letters.caret(x, y) == caret


def test_a_page_without_letters_has_no_positions() -> None:
    letters = LetterMap(words_of([]), [])
    assert letters.caret(1, 1) is None
    assert letters.boxes(0, 10) == []
