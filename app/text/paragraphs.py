"""Finds the logical paragraphs of a document in the text of its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.model import Box, Kind, Paragraph
from app.text.breaks import split_column
from app.text.citing import citations, marks_in
from app.text.columns import columns_of
from app.text.footnotes import begins_note, first_note, note_number, split_notes
from app.text.front_page import settle_front
from app.text.furniture import find_furniture
from app.text.hyphens import Hyphens
from app.text.joining import goes_on, stops_short
from app.text.kinds import rank_headings, settle_kinds
from app.text.labels import LabelKind
from app.text.line_numbers import find_line_numbers
from app.text.lines import merged
from app.text.measures import Measures, measure, set_margins
from app.text.nesting import nest_items
from app.text.numbering import strip_list_numbers, strip_note_numbers
from app.text.page_text import Line, PageText, Rule
from app.text.pieces import Piece
from app.text.rows import Row, row_of, rows_of
from app.text.run_in import without_run_in
from app.text.tables import Table, cells_of, find_tables
from app.text.tags import are_sane, without_tags

SEGMENTATION = 1
"""Raised whenever the same pages give other paragraphs than before."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """The paragraphs of a document in reading order; pairs of ordinals, a footnote and who cites it."""

    paragraphs: tuple[Paragraph, ...]
    citations: tuple[tuple[int, int], ...]


def segment(pages: Sequence[PageText], *, tags: bool = True) -> tuple[Paragraph, ...]:
    """The paragraphs of a document in reading order; `tags` lets the PDF's own structure have a vote."""
    return segmentation(pages, tags=tags).paragraphs


def segmentation(pages: Sequence[PageText], *, tags: bool = True) -> Segmentation:
    """The same with the links between footnotes and the text that cites them."""
    counted = find_line_numbers(pages)
    pages = [_without(page, numbers) for page, numbers in zip(pages, counted, strict=True)]
    furniture = find_furniture(pages)
    beside = [_beside(page, numbers) for page, numbers in zip(pages, counted, strict=True)]
    columns = [_columns(page, found) for page, found in zip(pages, furniture, strict=True)]
    every = [column for page in columns for column in page]
    measures = measure(every)
    if not tags or not are_sane(every, measures):
        without_tags(every)
    pieces = _pieces(pages, columns, furniture, beside, measures)
    _settle(pieces, pages, measures)
    hyphens = Hyphens(row for column in every for row in column)
    cited = tuple((note + 1, text + 1) for note, text in citations(pieces))
    return Segmentation(_paragraphs(pieces, pages, hyphens), cited)


def _pieces(
    pages: Sequence[PageText],
    columns: Sequence[list[list[Row]]],
    furniture: Sequence[list[tuple[Row, Kind]]],
    beside: Sequence[list[Piece]],
    measures: Measures,
) -> list[Piece]:
    pieces: list[Piece] = []
    opened: list[Piece] = []
    note: Piece | None = None
    for page, page_columns, found, aside in zip(pages, columns, furniture, beside, strict=True):
        pieces.extend(Piece(kind, [row]) for row, kind in found if row.baseline < page.height / 2)
        notes: list[Piece] = []
        cited = marks_in(row for column in page_columns for row in column)
        for column in page_columns:
            tables = find_tables(column, page.rules, measures)
            floor = tables[-1].end if tables else 0
            cut = floor + first_note(column[floor:], page.rules, cited, measures)
            _add_text(pieces, _flow(column[:cut], tables, page.rules, measures), opened, measures)
            note = _add_notes(notes, column[cut:], note)
        pieces.extend(notes)
        pieces.extend(aside)
        pieces.extend(Piece(kind, [row]) for row, kind in found if row.baseline >= page.height / 2)
    return pieces


def _settle(pieces: Sequence[Piece], pages: Sequence[PageText], measures: Measures) -> None:
    settle_kinds(pieces, measures)
    front = next((page for page in pages if page.lines), None)
    if front is not None:
        settle_front(pieces, front, measures)
    rank_headings(pieces)
    nest_items(pieces)
    _settle_numbers(pieces)


def _without(page: PageText, lines: Sequence[Line]) -> PageText:
    taken = set(map(id, lines))
    return replace(page, lines=tuple(line for line in page.lines if id(line) not in taken)) if taken else page


def _columns(page: PageText, furniture: Sequence[tuple[Row, Kind]]) -> list[list[Row]]:
    taken: set[int] = {id(line) for row, _ in furniture for line in row.lines}
    lines: list[Line] = [line for line in page.lines if line.upright and id(line) not in taken]
    return [rows_of(column, page.number) for column in columns_of(merged(lines))]


def _beside(page: PageText, numbers: Sequence[Line]) -> list[Piece]:
    """What stands beside the text or across it: line numbers, stamps in the margin, the labels of axes."""
    across = sorted((line for line in page.lines if not line.upright), key=lambda line: (line.x0, line.y0))
    pieces = [Piece(Kind.HEADER, [row_of([line], page.number)]) for line in across]
    if numbers:
        pieces.append(Piece(Kind.PAGE_NUMBER, [row_of([line], page.number) for line in numbers]))
    return pieces


def _flow(
    rows: Sequence[Row], tables: Sequence[Table], rules: Sequence[Rule], measures: Measures
) -> list[Piece]:
    """The text of one column: its tables cell by cell, the rest paragraph by paragraph."""
    pieces: list[Piece] = []
    start = 0
    for table in tables:
        pieces.extend(_text(rows[start : table.first], measures))
        pieces.extend(Piece(Kind.TABLE, cell) for cell in cells_of(rows, table, rules, measures))
        start = table.end
    pieces.extend(_text(rows[start:], measures))
    return pieces


def _text(rows: Sequence[Row], measures: Measures) -> list[Piece]:
    set_margins(rows)
    groups = (part for group in split_column(rows, measures) for part in without_run_in(group))
    return [Piece(Kind.PARAGRAPH, group) for group in groups]


def _add_text(pieces: list[Piece], found: list[Piece], opened: list[Piece], measures: Measures) -> None:
    """Add a column's text; its first paragraph may carry on one that earlier columns left open.

    `opened` holds the last paragraph so far and, before it, the last one that stops in mid-sentence.
    """
    at_head = True
    for piece in found:
        floats = piece.kind is Kind.TABLE or piece.rows[0].size < 0.93 * measures.body_size
        if at_head and not floats:
            at_head = False
            candidates = opened[::-1] if piece.rows[0].text[:1].islower() else opened[-1:]
            before = next((one for one in candidates if goes_on(one.rows, piece.rows, measures)), None)
            if before is not None:
                before.rows.extend(piece.rows)
                opened[:] = [before]
                continue
        pieces.append(piece)
        if not floats:
            unfinished = [one for one in opened if stops_short(one.rows)]
            opened[:] = [*unfinished[-1:], piece]


def _add_notes(notes: list[Piece], rows: Sequence[Row], note: Piece | None) -> Piece | None:
    before = note_number(note.rows[0]) if note is not None else None
    for index, group in enumerate(split_notes(rows, before)):
        if index == 0 and note is not None and not begins_note(group[0], before):
            note.rows.extend(group)
            continue
        note = Piece(Kind.FOOTNOTE, group)
        notes.append(note)
    return note


def _settle_numbers(pieces: Sequence[Piece]) -> None:
    """Keep each number as printed, and take out of the text those that only number."""
    for piece in pieces:
        piece.number = _number(piece)
    strip_list_numbers([piece.rows for piece in pieces if piece.kind in (Kind.PARAGRAPH, Kind.ITEM)])
    strip_note_numbers(
        [piece.rows for piece in pieces if piece.kind is Kind.FOOTNOTE],
        [piece.rows for piece in pieces if piece.kind is not Kind.FOOTNOTE],
    )


def _paragraphs(
    pieces: Sequence[Piece], pages: Sequence[PageText], hyphens: Hyphens
) -> tuple[Paragraph, ...]:
    by_number = {page.number: page for page in pages}
    return tuple(
        Paragraph(
            ordinal=ordinal,
            kind=piece.kind,
            number=piece.number,
            text=hyphens.text(piece.rows),
            boxes=tuple(_box(row, by_number[row.page]) for row in piece.rows),
            level=piece.level,
        )
        for ordinal, piece in enumerate(pieces, 1)
    )


def _box(row: Row, page: PageText) -> Box:
    return Box(row.page, *page.as_displayed(row.x0, row.y0, row.x1, row.y1))


def _number(piece: Piece) -> str | None:
    first = piece.rows[0]
    if piece.kind is Kind.FOOTNOTE:
        return note_number(first)
    label = first.label
    return label.text if label is not None and label.kind is not LabelKind.BULLET else None
