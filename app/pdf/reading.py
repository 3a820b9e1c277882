"""Reads the text of a PDF's pages; runs in the worker process, the only side that may import pymupdf."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pymupdf

from app.model import Kind, Page
from app.text.document_text import DocumentText
from app.text.page_text import Face, Line, PageText, Rule, Span
from app.text.paragraphs import SEGMENTATION, segmentation

FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE | pymupdf.TEXT_COLLECT_VECTORS
TEXT_BLOCK, VECTOR_BLOCK = 0, 3
RULE_THICKNESS = 2.5
Corners = tuple[float, float, float, float]
Turn = tuple[float, float, float, float, float, float]

SUPERSCRIPT, ITALIC, MONO, BOLD = 1, 2, 8, 16
BOLD_NAME = re.compile(r"bold|heavy|black|demi|medi\b|[-_]b(?:ol)?d?\b|CMBX|SFBX", re.IGNORECASE)
ITALIC_NAME = re.compile(r"ital|obliq|slanted|CMTI|SFTI", re.IGNORECASE)


def read_document(
    pdf: pymupdf.Document, progress: Callable[[int, int], None] | None = None, *, tags: bool = True
) -> DocumentText:
    """Read every page and find the paragraphs; `progress` is told pages done and in all.

    `tags` lets the PDF's own structure have a vote.
    """
    pages = []
    for index in range(pdf.page_count):
        pages.append(read_page(pdf, index))
        if progress is not None:
            progress(index + 1, pdf.page_count)
    found = segmentation(pages, tags=tags)
    return DocumentText(
        pages=tuple(Page(page.number, page.width, page.height) for page in pages),
        paragraphs=found.paragraphs,
        engine=f"pymupdf {pymupdf.__version__}, paragraphs {SEGMENTATION}",
        title=next((p.text for p in found.paragraphs if p.kind is Kind.TITLE), None),
        notices=_notices(pages),
        citations=found.citations,
    )


def read_page(pdf: pymupdf.Document, index: int) -> PageText:
    """Read one page, `index` counted from 0; coordinates are those of the page as displayed."""
    page = pdf[index]
    matrix = page.rotation_matrix
    turn = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f) if page.rotation else None
    lines: list[Line] = []
    rules: list[Rule] = []
    text = page.get_textpage(flags=FLAGS)
    words = _Words(text.extractWORDS())
    for block in text.extractDICT()["blocks"]:
        if block["type"] == TEXT_BLOCK:
            for raw in block["lines"]:
                _add_line(raw, words, turn, lines, rules)
        elif block["type"] == VECTOR_BLOCK:
            x0, y0, x1, y1 = _turned(block["bbox"], turn)
            if min(x1 - x0, y1 - y0) <= RULE_THICKNESS and max(x1 - x0, y1 - y0) >= 2 * RULE_THICKNESS:
                rules.append(Rule(x0, y0, x1, y1))
    return PageText(index + 1, page.rect.width, page.rect.height, tuple(lines), tuple(rules))


class _Words:
    """Hands out the boxes of a page's words line by line, in the order both were extracted."""

    def __init__(self, words: list[tuple[Any, ...]]) -> None:
        self._words = words
        self._next = 0

    def of(self, text: str) -> list[tuple[float, float, float, float]]:
        """The boxes of the words of the next line; none for words the extraction did not count."""
        boxes = []
        for word in text.split():
            if self._next < len(self._words) and self._words[self._next][4] == word:
                boxes.append(self._words[self._next][:4])
                self._next += 1
        return boxes


def _add_line(
    raw: dict[str, Any], words: _Words, turn: Turn | None, lines: list[Line], rules: list[Rule]
) -> None:
    text = "".join(span["text"] for span in raw["spans"])
    boxes = words.of(text)
    if not text.strip():
        return
    x0, y0, x1, y1 = _turned(raw["bbox"], turn)
    if len(text) >= 5 and not text.strip(" _"):
        rules.append(Rule(x0, y1 - 1.0, x1, y1))
        return
    across, down = raw["dir"]
    if turn is not None:
        across = across * turn[0] + down * turn[2]
    spans = tuple(_span(span, turn) for span in raw["spans"] if span["text"])
    turned = (_turned(box, turn) for box in boxes)
    edges = tuple((box[0], box[2]) for box in turned)
    if edges and len(edges) == len(text.split()):
        x0, x1 = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    else:
        edges = ()
    lines.append(Line(x0, y0, x1, y1, spans, edges, upright=across > 0.99))


def _span(raw: dict[str, Any], turn: Turn | None) -> Span:
    face = _face(raw["font"], raw["flags"])
    x0, _, x1, _ = _turned(raw["bbox"], turn)
    x, y = raw["origin"]
    baseline = y if turn is None else x * turn[1] + y * turn[3] + turn[5]
    return Span(raw["text"], x0, x1, baseline, raw["size"], face)


@cache
def _face(font: str, flags: int) -> int:
    """How a font looks, by its flags and, since many fonts leave them out, by its name."""
    face = Face.BOLD if flags & BOLD or BOLD_NAME.search(font) else Face.PLAIN
    if flags & ITALIC or ITALIC_NAME.search(font):
        face |= Face.ITALIC
    if flags & SUPERSCRIPT:
        face |= Face.RAISED
    if flags & MONO:
        face |= Face.MONO
    return face


def _turned(box: Corners, turn: Turn | None) -> Corners:
    if turn is None:
        return box
    a, b, c, d, e, f = turn
    xs = (box[0] * a + box[1] * c + e, box[2] * a + box[3] * c + e)
    ys = (box[0] * b + box[1] * d + f, box[2] * b + box[3] * d + f)
    return min(xs), min(ys), max(xs), max(ys)


def _notices(pages: list[PageText]) -> tuple[str, ...]:
    empty = [page.number for page in pages if not page.lines]
    if not empty:
        return ()
    if len(empty) == len(pages):
        return ("No page has text that can be read: the document is probably a scan.",)
    listed = ", ".join(map(str, empty[:12])) + (", …" if len(empty) > 12 else "")
    return (f"Pages without text that can be read: {listed}.",)
