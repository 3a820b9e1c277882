"""Finds the pages of a PDF whose page tree is broken or lies about them; runs in the worker process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pymupdf
from pymupdf import mupdf

MUPDF_ERRORS = (mupdf.FzErrorBase, RuntimeError, ValueError)
"""What MuPDF and its wrapper raise about a file; RuntimeError covers pymupdf.FileDataError."""

MOST_PAGES = 200_000
MOST_OBJECTS = 500_000

_REFERENCE = re.compile(r"(\d+) \d+ R")


def has_its_pages(pdf: pymupdf.Document) -> bool:
    """Whether the number of pages it claims can be true: it has any, and the last is there."""
    with suppress(*MUPDF_ERRORS):
        count = pdf.page_count
        return count > 0 and bool(mupdf.fz_load_page(pdf.this, count - 1).m_internal)
    return False


def is_sound(pdf: pymupdf.Document) -> bool:
    """Whether it is in order as far as it goes: not repaired, and it does not claim to have pages."""
    with suppress(*MUPDF_ERRORS):
        return pdf.page_count == 0 and not pdf.is_repaired
    return False


def mend_pages(pdf: pymupdf.Document) -> bool:
    """Give it a new page tree of the pages its own leads to, else of all it holds; True if there are any.

    Only the copy in memory changes. Each page keeps its parent, from which it may inherit.
    """
    pages = list(_pages_in_tree(pdf)) or list(_pages_anywhere(pdf))
    if not pages:
        return False
    kids = " ".join(f"{page} 0 R" for page in pages)
    tree = _added(pdf, f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>")
    catalogue = pdf.pdf_catalog()
    if _value(pdf, catalogue, "Type") == "/Catalog":
        pdf.xref_set_key(catalogue, "Pages", f"{tree} 0 R")
    else:
        catalogue = _added(pdf, f"<< /Type /Catalog /Pages {tree} 0 R >>")
        pdf.xref_set_key(-1, "Root", f"{catalogue} 0 R")
    return has_its_pages(pdf)


def _pages_in_tree(pdf: pymupdf.Document) -> Iterator[int]:
    """The object numbers of the pages in order, each node of the tree visited once however it is tied."""
    waiting = _references(_value(pdf, pdf.pdf_catalog(), "Pages"))
    seen: set[int] = set()
    while waiting and len(seen) < MOST_PAGES:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        kids = _value(pdf, node, "Kids")
        if kids:
            waiting.extend(reversed(_references(kids)))
        elif _value(pdf, node, "Type") == "/Page":
            yield node


def _pages_anywhere(pdf: pymupdf.Document) -> Iterator[int]:
    for number in range(1, min(pdf.xref_length(), MOST_OBJECTS)):
        if _value(pdf, number, "Type") == "/Page":
            yield number


def _value(pdf: pymupdf.Document, number: int, key: str) -> str:
    """What an object has under a key, as written; nothing if it has none or cannot be read."""
    with suppress(*MUPDF_ERRORS):
        kind, value = pdf.xref_get_key(number, key) if number > 0 else ("null", "")
        return "" if kind == "null" else str(value)
    return ""


def _references(value: str) -> list[int]:
    return [int(number) for number in _REFERENCE.findall(value)]


def _added(pdf: pymupdf.Document, content: str) -> int:
    number = int(pdf.get_new_xref())
    pdf.update_object(number, content)
    return number
