"""What commands print: data on standard output, as UTF-8; notices and progress on standard error."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import click

from app.exchange.jsonl import line

_GAP = "  "
_ELLIPSIS = "…"
_NARROWEST = 8

Record = Mapping[str, object]


def json_lines(records: Iterable[Record]) -> None:
    """Print one JSON object a line."""
    stream = sys.stdout.buffer
    for record in records:
        stream.write(line(record))
    stream.flush()


def listing(records: Sequence[Record], *, as_json: bool, nothing: str) -> None:
    """Print records for people, or for programs; `nothing` is said when there are none."""
    if as_json:
        json_lines(records)
    elif records:
        table(records)
    else:
        notice(nothing)


def table(records: Sequence[Record]) -> None:
    """Print records as aligned columns; on a terminal the widest are cut until the lines fit."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for row in aligned(records, width):
        click.echo(row)


def aligned(records: Sequence[Record], width: int | None) -> list[str]:
    """The lines of a table, heads first, numbers to the right; `width` in columns of a terminal."""
    names = list(records[0])
    numeric = [isinstance(records[0][name], int) for name in names]
    lines = [names, *([_printed(record[name]) for name in names] for record in records)]
    widths = [max(map(wide, column)) for column in zip(*lines, strict=True)]
    if width is not None:
        _narrow(widths, width)
    return [_row(cells, widths, numeric) for cells in lines]


def _row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    return _GAP.join(_cell(*cell) for cell in zip(cells, widths, numeric, strict=True)).rstrip()


def _printed(value: object) -> str:
    """A value on one line: no control characters, which could steer a terminal."""
    text = "" if value is None else str(value)
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())


def wide(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _narrow(widths: list[int], width: int) -> None:
    """Take from the widest column until the line fits, or all columns are as narrow as is of use."""
    spare = width - len(_GAP) * (len(widths) - 1) - sum(widths)
    while spare < 0 and max(widths) > _NARROWEST:
        ordered = sorted(widths)
        widest, second = ordered[-1], ordered[-2] if len(ordered) > 1 else 0
        cut = min(-spare, max(1, widest - max(second, _NARROWEST)))
        widths[widths.index(widest)] -= cut
        spare += cut


def _cell(text: str, width: int, numeric: bool) -> str:
    if wide(text) > width:
        while wide(text) > width - 1:
            text = text[:-1]
        text += _ELLIPSIS
    space = " " * (width - wide(text))
    return space + text if numeric else text + space


def notice(message: str) -> None:
    """Say something on standard error."""
    click.echo(message, err=True)


class Progress:
    """One line on standard error that tells how far the work is; silent where that is no terminal."""

    def __init__(self) -> None:
        self._shown = ""
        self._live = sys.stderr.isatty()

    def show(self, text: str) -> None:
        """Replace the line."""
        if self._live and text != self._shown:
            width = shutil.get_terminal_size().columns - 1
            click.echo("\r" + text[:width].ljust(min(len(self._shown), width)), err=True, nl=False)
            self._shown = text

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            self.show(" ")
            click.echo("\r", err=True, nl=False)
            self._shown = ""
