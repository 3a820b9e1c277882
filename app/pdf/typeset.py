"""Typesets a marked-up text as a PDF in the layout of an international council.

The same text gives the same bytes: Times is one of the fonts every reader of PDF brings along, so none is
embedded, and the dates in the file are the document's own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import pymupdf

from app.model import Kind
from app.pdf import council_layout as layout
from app.pdf.line_breaking import Line, Span, break_lines, raised
from app.pdf.markup import Face, Manuscript, Piece, read_markup
from app.pdf.page_drawing import PageDrawing
from app.pdf.page_making import NOTES_GAP, Block, PageContent, make_pages


@dataclass(frozen=True, slots=True)
class TrueParagraph:
    """A paragraph as it was written, and where it was printed.

    `text` is as printed, with the number in front and the marks of notes in it as plain digits; a note
    follows the paragraph that calls for it. Pages are counted from 1.
    """

    kind: Kind
    number: str | None
    text: str
    page: int
    last_page: int
    level: int = 0


def typeset(text: str) -> bytes:
    """The PDF of a marked-up text; UserError where the markup cannot be followed."""
    manuscript = read_markup(text)
    pages = _pages(manuscript)
    with pymupdf.open() as pdf:
        for number, page in enumerate(pages, start=1):
            _add_page(pdf, _drawn(page, manuscript, number, len(pages)))
        pdf.set_metadata(_metadata(manuscript))
        return bytes(pdf.tobytes(garbage=4, deflate=True, no_new_id=True))


def true_paragraphs(text: str) -> list[TrueParagraph]:
    """What a perfect reading of the typeset text would find, masthead, running heads and feet left out."""
    manuscript = read_markup(text)
    printed: dict[int, list[int]] = {}
    for number, page in enumerate(_pages(manuscript), start=1):
        for piece in [line.piece for line in page.lines] + [note.piece for note in page.notes]:
            printed.setdefault(id(piece), []).append(number)
    found: list[TrueParagraph] = []
    for piece in manuscript.pieces:
        for part in (piece, *(manuscript.notes[mark] for mark in piece.notes)):
            pages = printed[id(part)]
            found.append(TrueParagraph(part.kind, part.number, part.text, pages[0], pages[-1], part.level))
    return found


def _pages(manuscript: Manuscript) -> list[PageContent]:
    first_top = layout.draw_masthead(PageDrawing(layout.PAGE_HEIGHT), manuscript.masthead, _measure)
    first = next((piece for piece in manuscript.pieces if piece.kind is Kind.TITLE), None)
    blocks = [_block(piece, manuscript, first=piece is first) for piece in manuscript.pieces]
    notes = {mark: _block(note, manuscript) for mark, note in manuscript.notes.items()}
    return make_pages(blocks, notes, first_top=first_top + 16, top=layout.TOP, bottom=layout.BOTTOM)


def _block(piece: Piece, manuscript: Manuscript, *, first: bool = False) -> Block:
    style = layout.style_of(piece, first=first, numbers=manuscript.masthead["numbers"])
    lines = break_lines(piece.runs, style.measures, _measure)
    if piece.number:
        lines[0] = _labelled(lines[0], piece, style)
    with_next = style.with_next or piece.text.endswith(":")
    return Block(piece, tuple(lines), style.leading, style.space_before, with_next)


def _labelled(line: Line, piece: Piece, style: layout.Style) -> Line:
    """The line with the paragraph's number in its place."""
    size = style.measures.size
    face = Face.BOLD if piece.kind is Kind.HEADING else Face.ROMAN
    label = Span(f"{piece.number} ", face, size)
    if piece.kind is Kind.FOOTNOTE:
        label = raised(label)
    x = style.label - (_measure(label.text, face, size) if style.hang else 0.0)
    return replace(line, label=label, label_x=x)


def _drawn(page: PageContent, manuscript: Manuscript, number: int, pages: int) -> bytes:
    drawing = PageDrawing(layout.PAGE_HEIGHT)
    if number == 1:
        layout.draw_masthead(drawing, manuscript.masthead, _measure)
    else:
        layout.draw_running_head(drawing, manuscript.masthead, number, _measure)
    for line in page.lines:
        drawing.line(layout.COLUMN, line.baseline, line.line)
    _draw_notes(drawing, page)
    layout.draw_foot(drawing, manuscript.masthead, number, pages, _measure)
    return drawing.operators()


def _draw_notes(drawing: PageDrawing, page: PageContent) -> None:
    if not page.notes:
        return
    y = layout.BOTTOM - page.notes_height + NOTES_GAP
    drawing.rule(layout.COLUMN, layout.COLUMN + layout.NOTES_RULE, y - 2, 0.5)
    for note in page.notes:
        y += note.space_before
        for line in note.lines:
            y += note.leading
            drawing.line(layout.COLUMN, y, line)


def _add_page(pdf: pymupdf.Document, operators: bytes) -> None:
    page = pdf.new_page(width=layout.PAGE_WIDTH, height=layout.PAGE_HEIGHT)
    for face in Face:
        page.insert_font(fontname=face.value)
    content = pdf.get_new_xref()
    pdf.update_object(content, "<<>>")
    pdf.update_stream(content, operators, new=1)
    page.set_contents(content)


def _metadata(manuscript: Manuscript) -> dict[str, str]:
    head = manuscript.masthead
    date = datetime.strptime(head["date"], "%d %B %Y").strftime("D:%Y%m%d090000Z")
    return {
        "title": head["title"],
        "author": f"{head['organization']}, {head['body']}",
        "subject": head["foot"],
        "creator": "Diptych",
        "creationDate": date,
        "modDate": date,
    }


@cache
def _font(face: Face) -> pymupdf.Font:
    return pymupdf.Font(face.value)


@cache
def _measure(text: str, face: Face, size: float) -> float:
    return float(_font(face).text_length(text, size))
