"""Reads the text of a PDF's pages; runs in the worker process, the only side that may import pymupdf."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

import pymupdf
from pymupdf import mupdf

from app.model import Kind, Page
from app.pdf.opening import size_of
from app.pdf.structure import Structure, has_structure
from app.text.document_text import DocumentText
from app.text.page_text import Corners, Face, Line, PageText, Rule, Span
from app.text.paragraphs import SEGMENTATION, segmentation

FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE | pymupdf.TEXT_COLLECT_VECTORS
TEXT_BLOCK, VECTOR_BLOCK = 0, 3
RULE_THICKNESS = 2.5
Turn = tuple[float, float, float, float, float, float]

BLANK = (595.0, 842.0)
"""The size a page is given that cannot be read, in points."""
STRAIGHT: Turn = (1, 0, 0, 1, 0, 0)
TALLEST, DEEPEST = 1.1, 0.45
"""How far letters reach above and below their baseline, in times their size; some fonts claim far more."""
SUPERSCRIPT, ITALIC, MONO, BOLD = 1, 2, 8, 16
BOLD_NAME = re.compile(r"bold|heavy|black|demi|medi\b|[-_]b(?:ol)?d?\b|CMBX|SFBX", re.IGNORECASE)
ITALIC_NAME = re.compile(r"ital|obliq|slanted|CMTI|SFTI", re.IGNORECASE)
SCANS_CAN_BE_RECOGNISED = (
    "Where Tesseract is installed, the text of scans can be recognised: right-click the document in the "
    "list, or use “diptych recognise”."
)
AS_LETTERS = 40
"""Drawn shapes on a page without text from which on they are likely to be letters drawn as outlines."""


class ReadPage(Protocol):
    """Reads one page; raises what MuPDF raises where the page is damaged."""

    def __call__(self, pdf: pymupdf.Document, index: int, /, *, tags: bool = False) -> PageText:
        """Read it."""


def read_document(
    pdf: pymupdf.Document,
    progress: Callable[[int, int], None] | None = None,
    *,
    tags: bool = True,
    read: ReadPage | None = None,
) -> DocumentText:
    """Read every page and find the paragraphs; `progress` is told pages done and in all.

    `tags` lets the PDF's own structure have a vote; `read` reads pages in another way than from their text.
    """
    pages: list[PageText] = []
    damaged: list[int] = []
    scans: list[int] = []
    tags = tags and has_structure(pdf)
    for index in range(pdf.page_count):
        try:
            pages.append((read or read_page)(pdf, index, tags=tags))
            if not pages[-1].lines and is_scan(pdf, index):
                scans.append(index + 1)
        except mupdf.FzErrorBase:
            damaged.append(index + 1)
            del pages[index:]
            pages.append(PageText(index + 1, *BLANK, ()))
        if progress is not None:
            progress(index + 1, pdf.page_count)
    found = segmentation(pages, tags=tags)
    return DocumentText(
        pages=tuple(Page(page.number, *page.displayed_size) for page in pages),
        paragraphs=found.paragraphs,
        engine=f"pymupdf {pymupdf.__version__}, paragraphs {SEGMENTATION}",
        title=next((p.text for p in found.paragraphs if p.kind is Kind.TITLE), None),
        notices=_notices(pages, damaged, scans, offer=read is None),
        citations=found.citations,
    )


def read_page(pdf: pymupdf.Document, index: int, *, tags: bool = False) -> PageText:
    """Read one page, `index` counted from 0; with `tags`, also which lines its structure puts together."""
    page = pdf[index]
    structure = Structure(page) if tags else None
    return page_text(page, index, page.get_textpage(flags=FLAGS), structure)


def is_scan(pdf: pymupdf.Document, index: int) -> bool:
    """Whether a page that has no text shows a picture, or shapes enough to be letters."""
    drawn = [kind for kind, _ in pdf[index].get_bboxlog()]
    return any("im" in kind and "ignore" not in kind for kind in drawn) or len(drawn) >= AS_LETTERS


def page_text(
    page: pymupdf.Page, index: int, text: pymupdf.TextPage, structure: Structure | None = None
) -> PageText:
    """What MuPDF extracted from a page, before it was rotated for display, as the page is displayed."""
    blocks = text.extractDICT()["blocks"]
    width, height = size_of(page.this)
    matrix = page.rotation_matrix
    shown = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
    turned = _turned_by(blocks, shown)
    turn = _then(shown, _clockwise(turned, width, height))
    lines: list[Line] = []
    rules: list[Rule] = []
    words = _Words(text.extractWORDS())
    for block in blocks:
        if block["type"] == TEXT_BLOCK:
            for raw in block["lines"]:
                _add_line(raw, words, turn, lines, rules, structure)
        elif block["type"] == VECTOR_BLOCK:
            x0, y0, x1, y1 = _turned(block["bbox"], turn)
            if min(x1 - x0, y1 - y0) <= RULE_THICKNESS and max(x1 - x0, y1 - y0) >= 2 * RULE_THICKNESS:
                rules.append(Rule(x0, y0, x1, y1))
    if turned in (90, 270):
        width, height = height, width
    return PageText(index + 1, width, height, tuple(lines), tuple(rules), turned)


def _clockwise(degrees: int, width: float, height: float) -> Turn:
    """How to turn a page of this size."""
    match degrees:
        case 90:
            return (0, 1, -1, 0, height, 0)
        case 180:
            return (-1, 0, 0, -1, width, height)
        case 270:
            return (0, -1, 1, 0, 0, width)
        case _:
            return STRAIGHT


def _turned_by(blocks: list[dict[str, Any]], shown: Turn) -> int:
    """By how many degrees clockwise a page has to be turned for most of its text to read across."""
    letters = dict.fromkeys((0, 90, 180, 270), 0)
    for block in blocks:
        for line in block.get("lines", ()):
            across, down = _direction(line["dir"], shown)
            ways = {0: across, 90: -down, 180: -across, 270: down}
            way = max(ways, key=lambda degrees: ways[degrees])
            letters[way] += sum(len(span["text"]) for span in line["spans"])
    return max(letters, key=lambda degrees: letters[degrees])


def _direction(direction: tuple[float, float], turn: Turn) -> tuple[float, float]:
    across, down = direction
    return across * turn[0] + down * turn[2], across * turn[1] + down * turn[3]


def _then(first: Turn, second: Turn) -> Turn | None:
    """One turn after the other; None when they leave everything where it is."""
    (a, b, c, d, e, f), (g, h, i, j, k, m) = first, second
    both = (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
    )  # fmt: skip
    return None if both == STRAIGHT else both


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
    raw: dict[str, Any],
    words: _Words,
    turn: Turn | None,
    lines: list[Line],
    rules: list[Rule],
    structure: Structure | None,
) -> None:
    text = "".join(span["text"] for span in raw["spans"])
    boxes = words.of(text)
    if not text.strip():
        return
    x0, y0, x1, y1 = _turned(raw["bbox"], turn)
    if len(text) >= 5 and not text.strip(" _"):
        rules.append(Rule(x0, y1 - 1.0, x1, y1))
        return
    across = raw["dir"][0] if turn is None else _direction(raw["dir"], turn)[0]
    spans = tuple(_span(span, turn) for span in raw["spans"] if span["text"])
    turned = (_turned(box, turn) for box in boxes)
    edges = tuple((box[0], box[2]) for box in turned)
    if edges and len(edges) == len(text.split()):
        x0, x1 = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    else:
        edges = ()
    upright = across > 0.99
    if upright:
        y0 = max(y0, min(span.baseline - TALLEST * span.size for span in spans))
        y1 = min(y1, max(span.baseline + DEEPEST * span.size for span in spans))
    tag = structure.paragraph_at(*raw["bbox"]) if structure is not None else 0
    lines.append(Line(x0, y0, x1, y1, spans, edges, upright, tag))


def _span(raw: dict[str, Any], turn: Turn | None) -> Span:
    face = _face(raw["font"], raw["flags"])
    x0, _, x1, _ = _turned(raw["bbox"], turn)
    x, y = raw["origin"]
    baseline = y if turn is None else x * turn[1] + y * turn[3] + turn[5]
    return Span(raw["text"], x0, x1, baseline, max(raw["size"], 0.1), face)


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


def _notices(pages: list[PageText], damaged: list[int], scans: list[int], *, offer: bool) -> tuple[str, ...]:
    """What the reader should know; with `offer`, that the text of scans can be recognised."""
    said = [f"Pages too damaged to be read: {listed(damaged)}."] if damaged else []
    empty = [page.number for page in pages if not page.lines and page.number not in damaged]
    blank = [number for number in empty if number not in scans]
    if empty and len(empty) == len(pages):
        said.append("No page has text that can be read: the document is probably a scan.")
    else:
        said += [f"Pages that are scans, without text that can be read: {listed(scans)}."] if scans else []
        said += [f"Pages without text that can be read: {listed(blank)}."] if blank else []
    if scans and offer:
        said.append(SCANS_CAN_BE_RECOGNISED)
    return tuple(said)


def listed(numbers: list[int]) -> str:
    """Page numbers for people, the first of them if they are many."""
    return ", ".join(map(str, numbers[:12])) + (", …" if len(numbers) > 12 else "")
