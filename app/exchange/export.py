"""Writing a project, or what is selected of it, as a file of some format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from app.exchange import csv, jsonl, rows
from app.exchange.contents import EVERYTHING, Contents, Selection
from app.exchange.whole_file import written_whole
from app.project.database import Project


class Format(StrEnum):
    """What a project can be written as."""

    CSV = "csv"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many rows, and what the reader should know."""

    rows: int
    notices: tuple[str, ...]


_WRITERS: dict[Format, Callable[[rows.Table, BinaryIO], int]] = {
    Format.CSV: csv.write,
    Format.JSONL: jsonl.write,
}


def export(
    project: Project,
    format_: Format,
    target: Path | BinaryIO,
    selection: Selection = EVERYTHING,
) -> Exported:
    """Write the selection to a file, which is replaced only by a complete one, or to a stream."""
    if isinstance(target, Path):
        with written_whole(target) as stream:
            return export(project, format_, stream, selection)
    chosen = table(project, selection)
    return Exported(_WRITERS[format_](chosen, target), chosen.notices)


def table(project: Project, selection: Selection) -> rows.Table:
    """The table an export writes: annotations, or every paragraph in the data-set form."""
    contents = Contents(project, selection)
    return rows.paragraph_table(contents) if selection.all_paragraphs else rows.annotation_table(contents)


def preview(chosen: rows.Table, count: int = 20) -> list[tuple[rows.Cell, ...]]:
    """The first cells of a table, for people to look at before they write it."""
    return [row.cells for row in islice(chosen.rows, count)]
