"""Reads a document's own table of contents and page labels; runs in the worker process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from pymupdf import mupdf

from app.pdf.mending import MUPDF_ERRORS
from app.pdf.opening import OpenPdf
from app.pdf.protocol import Navigation, OutlineEntry
from app.pdf.words import target

MOST_ENTRIES = 20_000
MOST_LABELS = 20_000
DEEPEST = 32


def read_navigation(pdf: OpenPdf) -> Navigation:
    """The table of contents in its order, and the labels where the document has any of its own.

    A damaged part counts as absent: the pages can be read without it.
    """
    entries: tuple[OutlineEntry, ...] = ()
    labels: tuple[str, ...] = ()
    with suppress(*MUPDF_ERRORS):
        entries = tuple(_entries(pdf))
    with suppress(*MUPDF_ERRORS):
        labels = tuple(_labels(pdf))
    return Navigation(entries, labels)


def _entries(pdf: OpenPdf) -> Iterator[OutlineEntry]:
    """Walks the outline with its own stack, and no further than people would."""
    waiting = [(1, mupdf.fz_load_outline(pdf.pdf.this))]
    for _ in range(MOST_ENTRIES):
        level, entry = waiting.pop() if waiting else (0, None)
        if entry is None or not entry.m_internal:
            if not waiting:
                return
            continue
        page, y = target(pdf, entry.m_internal.uri) if entry.m_internal.uri else (0, 0.0)
        yield OutlineEntry(level, entry.m_internal.title or "", page, y)
        waiting.append((level, entry.next()))
        if level < DEEPEST:
            waiting.append((level + 1, entry.down()))


def _labels(pdf: OpenPdf) -> Iterator[str]:
    if not pdf.pdf.get_page_labels():
        return
    for page in range(min(pdf.pdf.page_count, MOST_LABELS)):
        yield pdf.pdf.load_page(page).get_label()
