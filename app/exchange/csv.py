"""Tables as CSV that spreadsheets open rightly and safely: UTF-8 with byte-order mark, RFC 4180.

A cell that a spreadsheet would run as a formula (it begins with = + - @, their full-width forms, a tab or a
line break) is written with an apostrophe before it. So that nothing is ambiguous, a cell that begins with
apostrophes and then such a character gets one more; to read a table back, take one apostrophe off each cell
that `[']+` and such a character begin (`plain` does).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from app.exchange.rows import Cell, Table

_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write(table: Table, stream: BinaryIO) -> int:
    """Write the table and return how many rows it had."""
    stream.write(codecs.BOM_UTF8)
    stream.write(_line(column.name for column in table.columns))
    count = 0
    for row in table.rows:
        stream.write(_line(row.cells))
        count += 1
    return count


def harmless(cell: Cell) -> Cell:
    """The cell as no spreadsheet takes it for a formula."""
    return f"'{cell}" if isinstance(cell, str) and _DANGEROUS.match(cell) else cell


def plain(cell: str) -> str:
    """What `harmless` was given."""
    return cell[1:] if cell.startswith("'") and _DANGEROUS.match(cell) else cell


def _line(cells: Iterable[Cell]) -> bytes:
    line = io.StringIO(newline="")
    csv.writer(line, lineterminator="\r\n").writerow(harmless(cell) for cell in cells)
    return line.getvalue().encode("utf-8", "replace")
