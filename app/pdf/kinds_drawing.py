"""Draws what was found over the pages of a PDF: a frame around every paragraph, coloured and named by kind.

For people and developers who want to see how a document was read; runs where pymupdf may be imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pymupdf

from app.model import Box, Kind, Paragraph

Colour = tuple[float, float, float]

_COLOURS: dict[Kind, Colour] = {
    Kind.TITLE: (0.75, 0.1, 0.1),
    Kind.HEADING: (0.85, 0.4, 0.0),
    Kind.PARAGRAPH: (0.1, 0.35, 0.8),
    Kind.ITEM: (0.0, 0.55, 0.5),
    Kind.FOOTNOTE: (0.5, 0.2, 0.7),
    Kind.CAPTION: (0.75, 0.15, 0.55),
    Kind.TABLE: (0.35, 0.5, 0.05),
    Kind.CONTENTS: (0.45, 0.35, 0.2),
    Kind.MASTHEAD: (0.3, 0.3, 0.3),
    Kind.SIGN_OFF: (0.0, 0.45, 0.65),
    Kind.HEADER: (0.6, 0.6, 0.6),
    Kind.FOOTER: (0.6, 0.6, 0.6),
    Kind.PAGE_NUMBER: (0.6, 0.6, 0.6),
}
_LABEL_SIZE = 5.5
_MARGIN = 1.5


def debug_pdf(pdf: pymupdf.Document, paragraphs: Iterable[Paragraph]) -> bytes:
    """A copy of the PDF with every paragraph framed, numbered and named; the PDF given is left as it is."""
    with pymupdf.open("pdf", pdf.tobytes()) as copy:
        for paragraph in paragraphs:
            parts = [list(boxes) for _, boxes in groupby(paragraph.boxes, key=lambda box: box.page)]
            for part, boxes in enumerate(parts, start=1):
                _frame(copy[boxes[0].page - 1], paragraph, boxes, part, len(parts))
        return bytes(copy.tobytes(garbage=3, deflate=True))


def _frame(page: pymupdf.Page, paragraph: Paragraph, boxes: list[Box], part: int, parts: int) -> None:
    colour = _COLOURS[paragraph.kind]
    back = page.derotation_matrix
    shape = page.new_shape()
    for box in boxes:
        shape.draw_rect(pymupdf.Rect(box.x0, box.y0, box.x1, box.y1) * back)
    shape.finish(color=None, fill=colour, fill_opacity=0.08)
    around = pymupdf.Rect(
        min(box.x0 for box in boxes) - _MARGIN,
        min(box.y0 for box in boxes) - _MARGIN,
        max(box.x1 for box in boxes) + _MARGIN,
        max(box.y1 for box in boxes) + _MARGIN,
    )
    shape.draw_rect(around * back)
    shape.finish(color=colour, width=0.6)
    label = pymupdf.Point(around.x0, around.y0 - 0.8) * back
    shape.insert_text(
        label, _name(paragraph, part, parts), fontsize=_LABEL_SIZE, color=colour, rotate=page.rotation
    )
    shape.commit()


def _name(paragraph: Paragraph, part: int, parts: int) -> str:
    level = f" {paragraph.level}" if paragraph.level else ""
    number = f" [{paragraph.number}]" if paragraph.number else ""
    pages = f" {part}/{parts}" if parts > 1 else ""
    return f"{paragraph.ordinal} {paragraph.kind}{level}{number}{pages}"
