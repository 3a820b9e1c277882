"""Running heads and feet are known by coming back, not by their words."""

from __future__ import annotations

from collections.abc import Callable

from app.model import Kind
from app.text.furniture import find_furniture
from app.text.page_text import PageText
from tests.app.text.composing import Sheet, line, prose


def book(pages: int, decorate: Callable[[Sheet], None]) -> list[PageText]:
    sheets = []
    for number in range(1, pages + 1):
        sheet = Sheet(number).paragraph(prose(number, 5)).space(6).paragraph(prose(number + 2, 5))
        decorate(sheet)
        sheets.append(sheet.page)
    return sheets


def kinds(pages: list[PageText]) -> list[list[tuple[str, Kind]]]:
    return [[(row.text, kind) for row, kind in found] for found in find_furniture(pages)]


def test_heads_feet_and_page_numbers_are_found() -> None:
    def decorate(sheet: Sheet) -> None:
        sheet.lines.append(line("Journal of Harbours", 100, 50, size=8))
        sheet.lines.append(line(f"Page {sheet.number} of 6", 230, 770, size=8))

    for number, found in enumerate(kinds(book(6, decorate)), start=1):
        assert found == [("Journal of Harbours", Kind.HEADER), (f"Page {number} of 6", Kind.FOOTER)]


def test_a_bare_number_that_follows_the_page_is_a_page_number() -> None:
    def decorate(sheet: Sheet) -> None:
        sheet.lines.append(line(f"{sheet.number + 40}/90", 230, 770, size=8))

    assert kinds(book(5, decorate))[2] == [("43/90", Kind.PAGE_NUMBER)]


def test_numbers_that_do_not_follow_the_page_are_text() -> None:
    def decorate(sheet: Sheet) -> None:
        sheet.lines.append(line(f"Decision {sheet.number // 2 + 1}", 100, 60, size=12))

    assert kinds(book(8, decorate)) == [[] for _ in range(8)]


def test_heads_may_change_sides_and_words_with_the_page() -> None:
    def decorate(sheet: Sheet) -> None:
        odd = sheet.number % 2
        sheet.lines.append(line("The Harbours" if odd else "A. Writer", 300 if odd else 100, 50, size=8))

    assert all(len(found) == 1 for found in kinds(book(8, decorate)))


def test_a_heading_that_comes_back_now_and_then_is_a_heading() -> None:
    def decorate(sheet: Sheet) -> None:
        if sheet.number in (3, 9, 14, 19):
            sheet.lines.append(line("Annex", 100, 60, size=12))

    assert kinds(book(20, decorate)) == [[] for _ in range(20)]


def test_the_first_page_may_have_a_foot_of_its_own() -> None:
    def decorate(sheet: Sheet) -> None:
        text = "24-05120 (E)" if sheet.number == 1 else f"24-05120 {sheet.number}/6"
        sheet.lines.append(line(text, 100, 770, size=8))

    assert kinds(book(6, decorate))[0] == [("24-05120 (E)", Kind.FOOTER)]


def test_one_page_repeats_nothing() -> None:
    assert kinds([Sheet().paragraph(prose()).page]) == [[]]
