"""The sheets of a workbook (.xlsx) as rows of text: what its cells show last, nothing in them worked out."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserError
from app.exchange import packed

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import ReadOnlyCell


MAX_COLUMNS = 50
MAX_SHEETS = 100
MAX_GAP = 10_000
"""Empty rows after which a sheet is at its end: a harmful one has a last row that no sheet has room for."""
MAX_PART = 60_000_000
MAX_TAGS = 1_000_000
"""Of a sheet or the texts of all sheets; the library holds them all until the part is read."""
MAX_OTHER_TAGS = 100_000
"""Of any other part, styles above all, which the library takes its time over."""

_LIMITS = packed.Limits("workbook", 2_000, 300_000_000)
_CHUNK = 1 << 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNSOUND = (
    *(ValueError, TypeError, LookupError, AttributeError, AssertionError),
    *(SyntaxError, ArithmeticError, *packed.DAMAGE),
)
"""What the library raises for what is no sound workbook; damaged XML is a SyntaxError."""


@contextmanager
def opened(path: Path) -> Iterator[Iterator[tuple[str, Iterator[list[str]]]]]:
    """Each sheet's name and rows, in order. Raises UserError where it is no sound workbook, or harmful."""
    _refuse_old(path)
    with packed.opened(path, _LIMITS) as unpacked, _told_damage(path.name), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and charts, which nobody asked for
        for entry in packed.files(unpacked):
            if entry.filename.lower().endswith((".xml", ".rels")):
                _check_part(unpacked, entry, path.name)
        import openpyxl  # slow to load, and for this format alone

        with path.open("rb") as stream:  # of a path it leaves the file open where it fails
            yield _sheets(openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False))


def _refuse_old(path: Path) -> None:
    """Workbooks with a password, and those of the last century, are of another make."""
    content = path.read_bytes()
    if not content.startswith(_OLE):
        return
    if _ENCRYPTED in content:
        raise UserError(
            f"“{path.name}” is protected with a password. Save it without one in the spreadsheet program, "
            "then try again."
        )
    raise UserError(f"“{path.name}” is an old workbook (.xls). Save it as .xlsx or CSV, then try again.")


def _check_part(unpacked: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    tags = 0
    if entry.file_size <= MAX_PART:
        with unpacked.open(entry) as part:
            while chunk := part.read(_CHUNK):
                tags += chunk.count(b"<")
    holds_cells = "worksheets/" in entry.filename or entry.filename.endswith("sharedStrings.xml")
    if entry.file_size > MAX_PART or tags > (MAX_TAGS if holds_cells else MAX_OTHER_TAGS):
        raise UserError(
            f"“{name}” is too large to be read. Keep only the codebook in it, or save that as CSV."
        )


@contextmanager
def _told_damage(name: str) -> Iterator[None]:
    try:
        yield
    except _UNSOUND as error:
        raise UserError(
            f"“{name}” is damaged or no workbook that can be read, so nothing of it was taken. Save it once "
            "more as .xlsx, or as CSV."
        ) from error


def _sheets(book: Workbook) -> Iterator[tuple[str, Iterator[list[str]]]]:
    for sheet in book.worksheets[:MAX_SHEETS]:
        sheet.reset_dimensions()  # what a file says of its own size need not be so
        yield sheet.title, _rows(sheet.iter_rows(max_col=MAX_COLUMNS))


def _rows(rows: Iterator[Sequence[ReadOnlyCell]]) -> Iterator[list[str]]:
    """The rows with anything in them."""
    empty = 0
    for row in rows:
        cells = [_text(cell) for cell in row]
        empty = 0 if any(cells) else empty + 1
        if not empty:
            yield cells
        elif empty > MAX_GAP:
            return


def _text(cell: ReadOnlyCell) -> str:
    value = cell.value
    if value is None or cell.data_type == "e":  # an error such as #REF! is nobody's word
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).replace("_x000D_", "").replace("\r\n", "\n")
