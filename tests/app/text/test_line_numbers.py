"""Numbers that count lines are told from numbers that say something."""

from __future__ import annotations

from app.model import FURNITURE, Kind
from app.text.line_numbers import find_line_numbers
from app.text.paragraphs import segment
from tests.app.text.composing import Sheet, line, prose


def draft(number: int, *, every: int = 1, right: bool = False) -> Sheet:
    sheet = Sheet(number).paragraph(prose(number, 4), indent=20).paragraph(prose(number + 1, 4), indent=20)
    for place, row in enumerate(list(sheet.lines), start=1):
        if place % every == 0:
            text = str(place)
            x = 440.0 if right else 80.0 - 5 * len(text)
            sheet.lines.append(line(text, x, row.spans[0].baseline, size=8))
    return sheet


def test_numbers_beside_the_lines_are_no_text() -> None:
    sheets = [draft(1), draft(3)]
    found = segment([sheet.page for sheet in sheets])
    texts = [paragraph.text for paragraph in found if paragraph.kind not in FURNITURE]
    assert texts == [prose(1, 4), prose(2, 4), prose(3, 4), prose(4, 4)]
    counts = [paragraph for paragraph in found if paragraph.kind is Kind.PAGE_NUMBER]
    assert [paragraph.text.split()[:3] for paragraph in counts] == [["1", "2", "3"], ["1", "2", "3"]]


def test_numbers_of_paragraphs_in_the_margin_are_not_taken() -> None:
    sheets = []
    for page in (1, 2):
        sheet = Sheet(page)
        for number in range(6):
            sheet.lines.append(line(str(6 * page + number), 70, sheet.y + 12, size=8))
            sheet.paragraph(prose(number, 1 + number % 3)).space(6)
        sheets.append(sheet.page)
    assert find_line_numbers(sheets) == [[], []]


def test_one_page_alone_is_not_enough() -> None:
    assert find_line_numbers([draft(1).page]) == [[]]
