"""A workbook of a project: its table, its codebook and documents, and what each column means.

Every cell is written as the type of its column, so that no text is taken for a formula, a link or a date.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from app.errors import UserError
from app.exchange.rows import Cell, Column, Row, Table
from app.progress import Watch, unwatched

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MAX_ROWS = 1_048_575
MAX_TEXT = 32_767
"""Of a cell, in UTF-16 code units, which spreadsheets count; they repair a file that has more."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_WIDTHS = {int: 10, datetime: 20}
_LONG, _SHORT = 60, 20
_LONG_COLUMNS = {"quote", "text", "memo", "definition", "meaning"}


MAX_COLUMNS = 16_384
_EVERY = 250
"""Rows written between looks at whether they are still wanted."""


def write(tables: list[Table], stream: BinaryIO, watch: Watch = unwatched) -> tuple[int, tuple[str, ...]]:
    """Write one sheet a table and a last one with their columns; return the rows of the first, and notices.

    Raises UserError where a table has more rows or columns than a sheet.
    """
    import xlsxwriter  # a heavy import, for this format alone

    cut = 0
    counts = []
    book = xlsxwriter.Workbook(stream, _OPTIONS)
    formats = {
        "head": book.add_format({"bold": True}),
        "time": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    sheets = _watched_sheets(watch)
    for table in [*tables, _dictionary(tables)]:
        rows, shortened = _sheet(book.add_worksheet(table.name, sheets), table, formats)
        counts.append(rows)
        cut += shortened
    book.close()  # not where anything went wrong: it writes all of it
    notices = [notice for table in tables for notice in table.notices]
    if cut:
        notices.append(f"{cut} texts were cut: a cell of a spreadsheet holds {MAX_TEXT:,} characters.")
    return counts[0], tuple(notices)


def _watched_sheets(watch: Watch) -> type[Worksheet]:
    """Sheets that can be stopped while they are put into the file, which takes as long as filling them."""
    from xlsxwriter.worksheet import Worksheet

    class Watched(Worksheet):  # type: ignore[misc]  # xlsxwriter is not typed
        def _write_row(self, row: int, *rest: Any, **more: Any) -> None:
            if row % _EVERY == 0:
                watch(0, 0)
            super()._write_row(row, *rest, **more)

    return Watched


def _sheet(sheet: Worksheet, table: Table, formats: dict[str, Format]) -> tuple[int, int]:
    """Write one table; return how many rows it had and how many texts were cut."""
    if len(table.columns) > MAX_COLUMNS:
        raise UserError(f"A sheet holds {MAX_COLUMNS:,} columns; {table.name} has more. Export less, or CSV.")
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, formats["head"])
        width = _LONG if column.name in _LONG_COLUMNS else _WIDTHS.get(column.type, _SHORT)
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    count = cut = 0
    for row in table.rows:
        count += 1
        if count > MAX_ROWS:
            raise UserError(f"A sheet holds {MAX_ROWS:,} rows; {table.name} has more. Export less, or CSV.")
        for place, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            cut += _write(sheet, (count, place), column, cell, formats["time"])
    sheet.autofilter(0, 0, max(count, 1), len(table.columns) - 1)
    return count, cut


def _write(sheet: Worksheet, place: tuple[int, int], column: Column, cell: Cell, time: Format) -> bool:
    """Write one cell as its column's type; True if its text had to be cut."""
    if cell is None:
        return False
    if column.type in (int, float):
        sheet.write_number(*place, float(cell))
    elif column.type is datetime:
        sheet.write_datetime(*place, datetime.fromisoformat(str(cell)).replace(tzinfo=None), time)
    else:
        fitting = _fitting(str(cell))
        sheet.write_string(*place, fitting)
        return fitting != str(cell)
    return False


def _fitting(text: str) -> str:
    """As much of a text as a cell holds."""
    if 2 * len(text) <= MAX_TEXT:
        return text
    return text.encode("utf-16-le", "replace")[: 2 * MAX_TEXT].decode("utf-16-le", "ignore")


def _dictionary(tables: list[Table]) -> Table:
    columns = (
        Column("sheet", str, ""),
        Column("column", str, ""),
        Column("type", str, ""),
        Column("meaning", str, ""),
    )
    names = {int: "number", float: "number", str: "text", datetime: "time (UTC)"}
    rows = [Row((t.name, c.name, names[c.type], c.about)) for t in tables for c in t.columns]
    return Table("columns", columns, rows)
