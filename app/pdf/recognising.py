"""Reads the text of scanned pages by recognising it, with MuPDF's Tesseract; runs in the worker process."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import pymupdf
from pymupdf import mupdf

from app.errors import UserError
from app.pdf.reading import is_scan, listed, page_text, read_document, read_page
from app.text.document_text import DocumentText
from app.text.page_text import Face, Line, PageText, Span

DPI = 300
"""What Tesseract reads best."""

MOST_PIXELS = 24_000_000
"""Pixels of one page that are looked at; larger pages are read at less than `DPI`."""

FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE

_ALIKE = 0.2
"""How far a line's height may be from the usual one, as a share of that, and still be of the same size."""


def recognise_document(
    pdf: pymupdf.Document, language: str, folder: str, progress: Callable[[int, int], None] | None = None
) -> DocumentText:
    """Read a document as ever, but recognise the text of its scanned pages.

    `folder` holds Tesseract's data for `language`. Raises UserError where no page is a scan, or where
    Tesseract cannot use its data.
    """
    recognised: list[int] = []

    def read(pdf: pymupdf.Document, index: int, *, tags: bool = False) -> PageText:
        page = read_page(pdf, index, tags=tags)
        if page.lines or not is_scan(pdf, index):
            return page
        recognised.append(index + 1)
        return _recognised(pdf, index, language, folder) or page

    text = read_document(pdf, progress, read=read)
    if not recognised:
        raise UserError("No page of this document is a scan: all the text it has can be read as it is.")
    said = f"Text was recognised on pages: {listed(recognised)}. Recognised text may hold mistakes."
    return replace(text, engine=f"{text.engine}, recognised {language}", notices=(said, *text.notices))


def _recognised(pdf: pymupdf.Document, index: int, language: str, folder: str) -> PageText | None:
    """A page as Tesseract reads it; None where it fails at this page."""
    page = pdf[index]
    inches = page.rect.width * page.rect.height / 72**2
    dpi = min(DPI, int(math.sqrt(MOST_PIXELS / max(inches, 0.01))))
    try:
        text = page.get_textpage_ocr(flags=FLAGS, language=language, dpi=dpi, full=True, tessdata=folder)
    except mupdf.FzErrorBase as error:
        if "initialisation" in str(error):
            raise UserError(
                f"Tesseract could not use its data for “{language}” in {folder}. Install it again."
            ) from error
        return None
    return _evened(page_text(page, index, text))


def _evened(page: PageText) -> PageText:
    """The page with one size of type to a line, and to all lines about as high.

    Tesseract knows where words are, not how they are set: their sizes are guesses that differ from word
    to word, and their typeface is a stand-in.
    """
    if not page.lines:
        return page
    usual = median(line.y1 - line.y0 for line in page.lines)
    return replace(page, lines=tuple(_set_plainly(line, usual) for line in page.lines))


def _set_plainly(line: Line, usual: float) -> Line:
    height = line.y1 - line.y0
    size = usual if abs(height - usual) <= _ALIKE * usual else height
    baseline = median(span.baseline for span in line.spans)
    span = Span(line.text, line.x0, line.x1, baseline, max(round(size, 1), 0.1), Face.PLAIN)
    return replace(line, spans=(span,))
