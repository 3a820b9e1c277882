"""Columns of text are told from tables, labels and sidebars."""

from __future__ import annotations

from app.text.columns import columns_of
from app.text.page_text import Line
from tests.app.text.composing import Sheet, line, prose


def column(left: float, right: float, *, top: float = 100, size: float = 10, first: int = 0) -> list[Line]:
    sheet = Sheet(left=left, right=right, y=top, size=size, leading=1.2 * size)
    return sheet.paragraph(prose(first, 6)).lines


def firsts(columns: list[list[Line]]) -> list[float]:
    return [min(line.x0 for line in lines) for lines in columns]


def test_two_columns() -> None:
    assert firsts(columns_of([*column(260, 440), *column(60, 240)])) == [60, 260]


def test_three_columns() -> None:
    lines = [*column(60, 180), *column(200, 320, first=2), *column(340, 460, first=4)]
    assert firsts(columns_of(lines)) == [60, 200, 340]


def test_one_column_stays_one() -> None:
    assert len(columns_of(column(100, 400))) == 1


def test_labels_are_no_column() -> None:
    rows = [line(prose(number, 1)[:50], 130, 100 + 12 * number) for number in range(12)]
    labels = [line(f"{number}.", 100, 100 + 12 * number) for number in range(12)]
    assert len(columns_of([*rows, *labels])) == 1


def test_cells_are_no_columns() -> None:
    cells = []
    for number in range(12):
        cells.append(line(f"The harbour of town {number}", 60, 100 + 12 * number))
        cells.append(line("Closed since the winter" if number % 3 else "Open", 260, 100 + 12 * number))
    assert len(columns_of(cells)) == 1


def test_a_sidebar_in_small_type_is_a_column() -> None:
    side = column(20, 110, top=140.5, size=7, first=1)
    assert firsts(columns_of([*side, *column(150, 450)])) == [20, 150]


def test_what_spans_the_columns_divides_them() -> None:
    heading = line("A heading that runs across both of the columns of this page", 60, 310, size=14)
    upper = [*column(60, 240), *column(260, 440, first=1)]
    lower = [*column(60, 240, top=330, first=2), *column(260, 440, top=330, first=3)]
    found = columns_of([*lower, heading, *upper])
    assert firsts(found) == [60, 260, 60, 60, 260]
    assert found[2] == [heading]


def test_columns_of_arabic_are_read_from_the_right() -> None:
    word = "قرر المجلس أن يبقي المسألة قيد نظره"
    lines = [line(word, x, 100 + 12 * row, end=x + 180) for x in (60, 260) for row in range(12)]
    assert firsts(columns_of(lines)) == [260, 60]


def test_nothing_has_no_columns() -> None:
    assert columns_of([]) == []
