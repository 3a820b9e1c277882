"""Reads a document's own table of contents and page labels; runs in the worker process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from pymupdf import mupdf

from app.outline import LONGEST_TITLE
from app.page_labels import Rule, labels_of
from app.pdf.mending import MUPDF_ERRORS
from app.pdf.opening import OpenPdf
from app.pdf.protocol import Navigation, OutlineEntry
from app.pdf.words import target

MOST_ENTRIES = 20_000
MOST_LABELS = 20_000
MOST_NODES = 2_000
"""Nodes of the tree that page label rules are kept in; a circle ends there too."""

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
        rules = list(_rules(pdf))
        labels = labels_of(rules, min(pdf.pdf.page_count, MOST_LABELS)) if rules else ()
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
        title = " ".join((entry.m_internal.title or "").split())[:LONGEST_TITLE]
        yield OutlineEntry(level, title, page, y)
        waiting.append((level, entry.next()))
        if level < DEEPEST:
            waiting.append((level + 1, entry.down()))


def _rules(pdf: OpenPdf) -> Iterator[Rule]:
    """The rules for page labels, from the leaves of their tree; to ask each page costs 100 times as much."""
    document = mupdf.pdf_document_from_fz_document(pdf.pdf.this)
    root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(document), "Root")
    waiting = [mupdf.pdf_dict_gets(root, "PageLabels")]
    left = MOST_LABELS
    for _ in range(MOST_NODES):
        if not waiting or left <= 0:
            return
        node = waiting.pop()
        pairs, kids = mupdf.pdf_dict_gets(node, "Nums"), mupdf.pdf_dict_gets(node, "Kids")
        for at in range(0, min(mupdf.pdf_array_len(pairs), 2 * left) - 1, 2):
            left -= 1
            yield _rule(mupdf.pdf_array_get_int(pairs, at), mupdf.pdf_array_get(pairs, at + 1))
        several = min(mupdf.pdf_array_len(kids), MOST_NODES)
        waiting.extend(mupdf.pdf_array_get(kids, at) for at in reversed(range(several)))


def _rule(first: int, rule: mupdf.PdfObj) -> Rule:
    style = mupdf.pdf_dict_gets(rule, "S")
    start = mupdf.pdf_dict_gets(rule, "St")
    return Rule(
        first + 1,
        mupdf.pdf_to_name(style),
        mupdf.pdf_dict_get_text_string(rule, mupdf.pdf_new_name("P")),
        mupdf.pdf_to_int(start) if mupdf.pdf_is_int(start) else 1,
    )
