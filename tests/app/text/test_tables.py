"""Tables are found by their corridors and read row by row, cell by cell."""

from __future__ import annotations

from app.text.lines import merged
from app.text.measures import measure
from app.text.rows import Row, rows_of
from app.text.tables import cells_of, find_tables
from tests.app.text.composing import Sheet, prose


def rows(sheet: Sheet) -> list[Row]:
    return rows_of(merged(sheet.lines), 1)


def cells(sheet: Sheet) -> list[str]:
    found = rows(sheet)
    measures = measure([found])
    return [
        " ".join(row.text for row in cell)
        for table in find_tables(found, sheet.rules, measures)
        for cell in cells_of(found, table, sheet.rules, measures)
    ]


def test_rows_of_figures_go_with_their_labels() -> None:
    sheet = Sheet()
    for name, *figures in (("North", "12.5", "(3)"), ("South", "–", "4"), ("All the others", "1 000", "5%")):
        sheet.row(name).beside(figures[0], 250).beside(figures[1], 320)
    assert cells(sheet) == ["North 12.5 (3)", "South – 4", "All the others 1 000 5%"]


def test_a_cell_of_several_rows_is_one_cell() -> None:
    sheet = Sheet()
    sheet.row("Registration of children").beside("Achieved. The registers were", 250)
    sheet.row("who arrive alone").beside("handed over to the district", 250)
    sheet.space(6).row("Guardianship").beside("Not achieved", 250)
    sheet.space(6).row("Schools in both towns").beside("One school was opened", 250)
    assert cells(sheet) == [
        "Registration of children who arrive alone",
        "Achieved. The registers were handed over to the district",
        "Guardianship",
        "Not achieved",
        "Schools in both towns",
        "One school was opened",
    ]


def test_running_text_is_no_table() -> None:
    sheet = Sheet().paragraph(prose(0, 4)).space(6).paragraph(prose(1, 4))
    assert find_tables(rows(sheet), [], measure([rows(sheet)])) == []


def test_a_list_with_its_labels_set_off_is_no_table() -> None:
    sheet = Sheet()
    for letter in "abcdef":
        sheet.row(f"({letter})").beside("To appoint a guardian before any decision", 140)
    assert cells(sheet) == []


def test_a_table_ends_where_text_crosses_its_corridors() -> None:
    sheet = Sheet()
    for name in ("North", "South", "West"):
        sheet.row(name).beside("12.5", 250).beside("14.0", 320)
    sheet.space(8).paragraph(prose())
    tables = find_tables(rows(sheet), [], measure([rows(sheet)]))
    assert [(table.first, table.end) for table in tables] == [(0, 3)]


def test_a_rule_parts_cells() -> None:
    sheet = Sheet()
    sheet.row("A first cell with").beside("what it", 250)
    sheet.row("two rows of words").beside("says", 250)
    sheet.rules.append(type(sheet.rule().rules.pop())(90, sheet.y - 4, 400, sheet.y - 3.5))
    sheet.row("A second cell with").beside("more of", 250)
    sheet.row("two rows of words").beside("that", 250)
    assert cells(sheet)[0] == "A first cell with two rows of words"
