"""Draws highlights into a copy of a PDF, as annotations every PDF program knows; runs in the worker process.

What is new is appended, as PDF 32000-1, 7.5.6 describes: the copy begins with the original, byte for byte.
Only a file that had to be repaired to be read is written anew, if need be with what its pages reach alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby, pairwise

import pymupdf
from pymupdf import mupdf

from app.model import Box
from app.pdf.marks import Mark
from app.pdf.mending import MUPDF_ERRORS
from app.pdf.opening import OpenPdf, out_of_memory
from app.pdf.protocol import PdfMade

OPACITY = 0.3
"""How strongly a highlight colours the page: themes have full colours, and the words must stay legible."""

_INCREMENTAL, _KEEP_ENCRYPTION = 1, 0


def annotated(pdf: OpenPdf, marks: Sequence[Mark], progress: Callable[[int, int], None]) -> PdfMade:
    """The PDF with the marks as highlights; one that runs over several pages becomes one on each of them.

    The document must be open for this alone: it is changed. `progress` is told pages done and in all.
    """
    by_page = _by_page(marks, pdf.pdf.page_count)
    for done, (number, here) in enumerate(sorted(by_page.items()), start=1):
        page = mupdf.pdf_page_from_fz_page(pdf.page(number))
        for mark, boxes, part in here:
            _highlight(page, mark, boxes, part)
        progress(done, len(by_page))
    return PdfMade(_written(pdf.pdf))


def _by_page(marks: Sequence[Mark], page_count: int) -> Mapping[int, list[tuple[Mark, list[Box], int]]]:
    """The marks with their boxes on each page, and which part of the mark that is; pages count from 1."""
    found: defaultdict[int, list[tuple[Mark, list[Box], int]]] = defaultdict(list)
    for mark in marks:
        boxes = [box for box in mark.boxes if 1 <= box.page <= page_count]
        for part, (page, here) in enumerate(groupby(sorted(boxes, key=_page_of), key=_page_of), start=1):
            found[page].append((mark, list(here), part))
    return found


def _page_of(box: Box) -> int:
    return box.page


def _highlight(page: mupdf.PdfPage, mark: Mark, boxes: Sequence[Box], part: int) -> None:
    """Draw one highlight, in MuPDF's own terms: PyMuPDF's wrapper takes four times as long."""
    highlight = mupdf.pdf_create_annot(page, mupdf.PDF_ANNOT_HIGHLIGHT)
    for rect in _apart(boxes):
        mupdf.pdf_add_annot_quad_point(highlight, mupdf.fz_quad_from_rect(rect))
    mupdf.pdf_set_annot_opacity(highlight, OPACITY)
    held = mupdf.pdf_annot_obj(highlight)
    colour = mupdf.pdf_new_array(page.doc(), 3)
    for shade in bytes.fromhex(mark.colour.removeprefix("#")):
        mupdf.pdf_array_push_real(colour, shade / 255)
    mupdf.pdf_dict_puts(held, "C", colour)
    texts = {
        "T": mark.author,
        "Subj": mark.subject,
        "Contents": mark.content,
        "NM": mark.name if part == 1 else f"{mark.name}-{part}",
        "CreationDate": _pdf_date(mark.created),
        "M": _pdf_date(mark.changed),
    }
    for key, text in texts.items():
        if text:
            mupdf.pdf_dict_puts(held, key, mupdf.pdf_new_text_string(text))
    mupdf.pdf_update_annot(highlight)


def _apart(boxes: Sequence[Box]) -> list[mupdf.FzRect]:
    """The boxes, each ending where the next line begins: where two overlapped, the colour would be double."""
    ends = [below.y0 if above.y0 < below.y0 < above.y1 else above.y1 for above, below in pairwise(boxes)]
    ends += [box.y1 for box in boxes[-1:]]
    return [mupdf.FzRect(box.x0, box.y0, box.x1, end) for box, end in zip(boxes, ends, strict=True)]


def _pdf_date(moment: str) -> str:
    """`2026-11-22T15:44:12.000000Z` as PDF writes it: `D:20261122154412Z`."""
    digits = "".join(character for character in moment if character.isdigit())
    return f"D:{digits[:14]}Z" if len(digits) >= 14 else ""


def _written(pdf: pymupdf.Document) -> bytes:
    inner = mupdf.pdf_document_from_fz_document(pdf.this)
    if not mupdf.pdf_can_be_saved_incrementally(inner):
        return _written_anew(pdf)
    options = mupdf.PdfWriteOptions()
    options.do_incremental = _INCREMENTAL
    options.do_encrypt = _KEEP_ENCRYPTION
    options.dont_regenerate_id = 1
    buffer = mupdf.FzBuffer(1 << 16)
    output = mupdf.FzOutput(buffer)
    mupdf.pdf_write_document(inner, output, options)
    output.fz_close_output()
    return bytes(mupdf.fz_buffer_extract_copy(buffer))


def _written_anew(pdf: pymupdf.Document) -> bytes:
    try:
        return bytes(pdf.tobytes(no_new_id=True, encryption=_KEEP_ENCRYPTION))
    except MUPDF_ERRORS as error:
        # Some object is beyond repair. The pages may do without it; a copy without its lock may not be made.
        if out_of_memory(error) or (pdf.metadata or {}).get("encryption"):
            raise
    with pymupdf.Document() as rescued:
        rescued.insert_pdf(pdf)
        return bytes(rescued.tobytes(garbage=3, deflate=True, no_new_id=True))
