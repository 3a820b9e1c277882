"""Finds tables by the empty corridors between their columns and reads them row by row, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.text.measures import Measures
from app.text.page_text import Line, Rule
from app.text.rows import Row, row_of

NARROWEST = 0.6
"""The least width of a corridor between two columns of a table, in times the size of the letters."""
WIDE, LOOSE = 2.5, 1.8
"""A gap between cells is so many times the size of the letters, or so many times the row's usual gap."""
FEWEST = 3
"""So many rows with several cells are a table whatever is around them."""
_NUMERIC = re.compile(r"[\d\s.,()\[\]%$€£+\-–—−±/*:;<>=≥≤~…]*[a-z]?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?){5,}|…{2,}")
Corridor = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """A run of rows that are a table: the first, the one after the last, the corridors between columns."""

    first: int
    end: int
    corridors: tuple[Corridor, ...]


def find_tables(rows: Sequence[Row], rules: Sequence[Rule], measures: Measures) -> list[Table]:
    """The tables of a column, from the top down."""
    tables: list[Table] = []
    index = 0
    while index < len(rows):
        table = _table_from(rows, index, measures) if _gaps(rows[index]) else None
        if table is not None and _is_table(rows, table, rules):
            floor = tables[-1].end if tables else 0
            table = _with_head(rows, table, floor, measures)
            tables.append(table)
            index = table.end
        else:
            index += 1
    return tables


def _gaps(row: Row) -> tuple[Corridor, ...]:
    """The gaps between a row's cells; none in a row of running text, with or without a label."""
    lines = row.lines
    if row.label is not None and lines[0].text.strip() == row.label.text:
        lines = lines[1:]
    if len(lines) == 2 and len(lines[0].text.strip()) <= 3:
        return ()
    if len(lines) < 2 or row.right_to_left or _LEADERS.search(row.text):
        return ()
    least = min(WIDE * row.size, LOOSE * _word_gap(row))
    return tuple((one.x1, other.x0) for one, other in pairwise(lines) if other.x0 - one.x1 > max(least, 0.0))


def _word_gap(row: Row) -> float:
    """The usual gap between words of a row: justified text may be set as loosely as a table."""
    gaps = [after[0] - before[1] for before, after in pairwise(row.words)]
    return median(gaps) if gaps else 0.0


def _table_from(rows: Sequence[Row], first: int, measures: Measures) -> Table | None:
    corridors = _gaps(rows[first])
    end = last = first + 1
    many = 1
    while end < len(rows):
        row, step = rows[end], rows[end].baseline - rows[end - 1].baseline
        left, gaps = _cleared(corridors, row), _gaps(row)
        if not left or step > 3.5 * measures.leading(row):
            break
        if not gaps and _leaves(corridors, left, many, step, measures.leading(row)):
            break
        if not gaps and step > 1.15 * measures.leading(row) and not _many_follow(rows, end, left, measures):
            break
        corridors = left
        end += 1
        if gaps:
            last, many = end, many + 1
    while last < end and rows[last].baseline - rows[last - 1].baseline <= 1.15 * measures.leading(rows[last]):
        last += 1
    return Table(first, last, corridors)


def _leaves(
    corridors: Sequence[Corridor], left: Sequence[Corridor], many: int, step: float, leading: float
) -> bool:
    """Whether a row of one cell, set off, closes a corridor that the rows above kept open."""
    return many >= FEWEST and len(left) < len(corridors) and step > 1.15 * leading


def _many_follow(rows: Sequence[Row], index: int, corridors: Sequence[Corridor], measures: Measures) -> bool:
    """Whether the table goes on below a row that has only one cell."""
    for row in rows[index + 1 : index + 5]:
        corridors = _cleared(corridors, row)
        if not corridors or row.baseline - rows[index].baseline > 9 * measures.leading(row):
            return False
        if _gaps(row):
            return True
    return False


def _cleared(corridors: Sequence[Corridor], row: Row) -> tuple[Corridor, ...]:
    """What a row leaves open of the corridors."""
    open_: list[Corridor] = list(corridors)
    for line in row.lines:
        cut: list[Corridor] = []
        for left, right in open_:
            if line.x1 <= left or line.x0 >= right:
                cut.append((left, right))
                continue
            cut.extend(
                piece
                for piece in ((left, line.x0), (line.x1, right))
                if piece[1] - piece[0] >= NARROWEST * row.size
            )
        open_ = cut
    return tuple(open_)


def _is_table(rows: Sequence[Row], table: Table, rules: Sequence[Rule]) -> bool:
    many = sum(bool(_gaps(row)) for row in rows[table.first : table.end])
    if many >= FEWEST or (many == 2 and table.end - table.first == 2):
        return True
    top, bottom = rows[table.first].y0, rows[table.end - 1].y1
    size = rows[table.first].size
    ruled = sum(rule.horizontal and top - 3 * size <= rule.y0 <= bottom + 2 * size for rule in rules)
    return many >= 2 or (many == 1 and ruled >= 2)


def _with_head(rows: Sequence[Row], table: Table, floor: int, measures: Measures) -> Table:
    """The same table with the rows of its head that have one cell only."""
    first, corridors = table.first, table.corridors
    while first > floor:
        row = rows[first - 1]
        step = rows[first].baseline - row.baseline
        left = _cleared(corridors, row)
        same = abs(row.size - rows[first].size) < 0.3
        if not left or not same or step > 1.15 * measures.leading(row) or row.start < row.left + row.size:
            break
        first -= 1
        corridors = left
    return Table(first, table.end, corridors)


def cells_of(rows: Sequence[Row], table: Table, rules: Sequence[Rule], measures: Measures) -> list[list[Row]]:
    """The table's cells, each as its rows, in reading order; a row of figures is one with its label."""
    columns = _columns(rows[table.first : table.end], table.corridors)
    figured = [
        column[number].baseline
        for index, column in columns.items()
        for number in range(len(column))
        if index > 0 and _NUMERIC.fullmatch(column[number].text)
    ]
    cells: list[tuple[int, list[Row]]] = []
    for index, column in sorted(columns.items()):
        right = max(row.end for row in column)
        if index < len(table.corridors) and all(row.text.count(" ") < 2 for row in column):
            right = table.corridors[index][1]
        current: list[Row] = []
        for row in column:
            above = current[-1] if current else None
            own = above is None or (_beside(figured, above) and _beside(figured, row))
            if above is None or own or _ends_cell(above, row, right, rules, measures):
                current = [row]
                cells.append((index, current))
            else:
                current.append(row)
    return _emitted(cells)


def _beside(figured: Sequence[float], row: Row) -> bool:
    """Whether figures stand on the row's baseline: two such rows are of two rows of the table."""
    return any(abs(baseline - row.baseline) < 0.2 * row.size for baseline in figured)


def _columns(rows: Sequence[Row], corridors: Sequence[Corridor]) -> dict[int, list[Row]]:
    """What stands in each column of a table, from the top down."""
    edges = [(left + right) / 2 for left, right in corridors]
    columns: dict[int, list[Row]] = {}
    for row in rows:
        parts: dict[int, list[Line]] = {}
        for line in row.lines:
            column = sum(edge < (line.x0 + line.x1) / 2 for edge in edges)
            parts.setdefault(column, []).append(line)
        for column, lines in parts.items():
            columns.setdefault(column, []).append(row_of(lines, row.page))
    return columns


def _ends_cell(above: Row, below: Row, right: float, rules: Sequence[Rule], measures: Measures) -> bool:
    """Whether a cell ends between two rows of a table's column."""
    if above.tag and below.tag:
        return above.tag != below.tag
    if _NUMERIC.fullmatch(above.text) and _NUMERIC.fullmatch(below.text):
        return True
    if below.baseline - above.baseline > 1.25 * measures.leading(below) or above.bold != below.bold:
        return True
    if abs(above.size - below.size) > 0.08 * above.size or below.label is not None:
        return True
    if _ruled_between(above, below, rules):
        return True
    room = right - above.end - 0.25 * above.size - below.first_word_width()
    return room > 1.0 * above.size and not below.text[:1].islower()


def _ruled_between(above: Row, below: Row, rules: Sequence[Rule]) -> bool:
    top, bottom = above.baseline, below.baseline - 0.5 * below.size
    return any(
        rule.horizontal and top < rule.y0 < bottom and rule.x0 < below.x1 and rule.x1 > below.x0
        for rule in rules
    )


def _emitted(cells: Sequence[tuple[int, list[Row]]]) -> list[list[Row]]:
    """Cells in the order they begin, row by row; figures in one row go with the label before them."""
    bands: list[list[tuple[int, list[Row]]]] = []
    for index, cell in sorted(cells, key=lambda item: item[1][0].baseline):
        if bands and cell[0].baseline - bands[-1][0][1][0].baseline < 0.4 * cell[0].size:
            bands[-1].append((index, cell))
        else:
            bands.append([(index, cell)])
    emitted: list[list[Row]] = []
    for band in bands:
        row = [cell for _, cell in sorted(band, key=lambda item: item[0])]
        figures = all(len(cell) == 1 and _NUMERIC.fullmatch(cell[0].text) for cell in row[1:])
        if len(row) > 1 and figures:
            emitted.append([part for cell in row for part in cell])
        else:
            emitted.extend(row)
    return emitted
