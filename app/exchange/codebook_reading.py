"""A codebook from a table (CSV, JSON lines, or a workbook), as themes to take in.

Columns are known by name, in any order: theme (or code, name, label), parent, colour (or color), key,
definition (or description, memo). A column called quote makes it a table of annotations, which gives no
more than its themes. Of a workbook it is the sheet called codebook, or else the first sheet
that has a column of themes. A theme that is in the project already stays as it is.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.errors import UserError
from app.exchange import workbook_reading
from app.exchange.assembling import Assembly
from app.exchange.csv import plain
from app.project.codebook import LONGEST_DEFINITION
from app.project.database import Project

MAX_BYTES = 20_000_000
MAX_THEMES = 10_000
_COLUMNS = {
    "theme": ("theme", "code", "name", "label"),
    "parent": ("parent",),
    "colour": ("colour", "color"),
    "key": ("key",),
    "definition": ("definition", "description", "memo"),
    "quote": ("quote",),
}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_CODEBOOK = "codebook"

Entry = Mapping[str, str]
Places = Mapping[str, int | None]


def read(path: Path, project: Project) -> Assembly:
    """The themes of a table. Raises UserError if it has no column of themes, or is no table."""
    if path.stat().st_size > MAX_BYTES:
        raise UserError(f"“{path.name}” is too large to be a codebook.")
    entries = [entry for entry in _entries(path) if entry["theme"].strip()]
    if len({entry["theme"] for entry in entries}) > MAX_THEMES:
        raise UserError(f"“{path.name}” holds more than {MAX_THEMES:,} themes, so nothing of it was taken.")
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assembly = Assembly(project, written.isoformat(timespec="microseconds").replace("+00:00", "Z"))
    for entry in entries:
        _take(entry, assembly)
    for entry in entries:
        if entry["parent"].strip():
            assembly.place_theme(entry["theme"], entry["parent"])
    return assembly


def _take(entry: Entry, assembly: Assembly) -> None:
    here = assembly.has_theme(entry["theme"])
    if entry["quote"]:
        assembly.lose("annotations (a table gives its themes alone; an exchange file loses nothing)")
    elif here:
        assembly.lose("themes that are here already (kept as they are)")
    if here:
        return
    colour = entry["colour"].strip().lower()
    key = entry["key"].strip().casefold()
    assembly.add_theme(
        entry["theme"],
        colour=colour if _COLOUR.fullmatch(colour) else None,
        key=key if len(key) == 1 else None,
        definition=entry["definition"].strip()[:LONGEST_DEFINITION],
    )


def _entries(path: Path) -> Iterator[Entry]:
    if path.suffix.lower() in WORKBOOKS:
        yield from _of_workbook(path)
        return
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(f"“{path.name}” is not in UTF-8. Save it as CSV UTF-8, then try again.") from error
    if text.lstrip().startswith("{"):
        yield from _of_lines(text, path.name)
        return
    yield from _of_table(text, path.name)


def _of_table(text: str, name: str) -> Iterator[Entry]:
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UserError(f"“{name}” is not a table that can be read: {error}.") from error
    places = _places(rows[0] if rows else [], name)
    for row in rows[1:]:
        yield _entry([plain(cell) for cell in row], places)


def _of_workbook(path: Path) -> Iterator[Entry]:
    with workbook_reading.opened(path) as sheets:
        chosen: tuple[Places, Iterator[list[str]]] | None = None
        for name, rows in sheets:
            places = _known(next(rows, []))
            if places["theme"] is not None and (chosen is None or name.casefold() == _CODEBOOK):
                chosen = (places, rows)
        if chosen is None:
            raise UserError(f"“{path.name}” has no sheet with a column called theme in its first row.")
        places, rows = chosen
        for row in rows:
            yield _entry(row, places)


def _entry(row: Sequence[str], places: Places) -> Entry:
    return {
        column: row[place] if place is not None and place < len(row) else ""
        for column, place in places.items()
    }


def _of_lines(text: str, name: str) -> Iterator[Entry]:
    for line in text.splitlines():
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UserError(f"“{name}” cannot be read: a line of it is not JSON.") from error
        if not isinstance(value, dict):
            raise UserError(f"“{name}” cannot be read: a line of it is no object.")
        cells = {str(key): "" if cell is None else str(cell) for key, cell in value.items()}
        places = _places(list(cells), name)
        yield _entry(list(cells.values()), places)


def _known(names: Sequence[str]) -> Places:
    """Where each column is, as far as it is there; what a coder noted on a passage defines no theme."""
    known = [cell.strip().casefold() for cell in names]
    if "quote" in known:
        known = ["" if cell == "memo" else cell for cell in known]
    return {
        column: next((known.index(other) for other in others if other in known), None)
        for column, others in _COLUMNS.items()
    }


def _places(names: Sequence[str], name: str) -> Places:
    """Where each column is; the themes' own must be there."""
    places = _known(names)
    if places["theme"] is None:
        raise UserError(f"“{name}” has no column called theme, so no codebook can be read from it.")
    return places
