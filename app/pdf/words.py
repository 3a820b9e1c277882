"""Reads where the letters and links of a page are, to select and to follow; runs in the worker process."""

from __future__ import annotations

import re
from array import array
from itertools import chain
from typing import Any

import pymupdf
from pymupdf import mupdf

from app.addresses import may_be_followed
from app.pdf.opening import LARGEST_SIDE, OpenPdf
from app.pdf.protocol import Link, PageLinks, PageWords

FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE

MOST_LINKS = 2_000
"""Links of one page beyond which no reader could want more."""

MOST_LOOKED_AT = 20_000
"""Links of one page that are looked at, such as lead nowhere included."""

_SPACE = re.compile(r"\s")
_WORD = re.compile(r"\S+")
_NO_BOX = (0.0, 0.0, 0.0, 0.0)


class _Packing:
    """Collects letters into the arrays of a `PageWords`."""

    def __init__(self) -> None:
        self.text = ""
        self.letters = array("f")
        self.words = array("I")
        self.lines = array("I")

    def line(self, spans: list[dict[str, Any]]) -> None:
        """Add one printed line."""
        chars = [char for span in spans for char in span["chars"]]
        line = _SPACE.sub(" ", "".join([char["c"] for char in chars]))
        start = len(self.text)
        for word in _WORD.finditer(line):
            self.words.extend((start + word.start(), start + word.end()))
        self.lines.extend((start, start + len(line)))
        self.text += line
        self.letters.extend(chain.from_iterable([char["bbox"] for char in chars]))
        self.separator()

    def separator(self) -> None:
        """A newline that stands nowhere on the page."""
        self.text += "\n"
        self.letters.extend(_NO_BOX)


def read_words(pdf: OpenPdf, page: int) -> PageWords:
    """The letters of a page (1-based) in reading order."""
    options = mupdf.FzStextOptions(FLAGS)
    text_page = pymupdf.TextPage(mupdf.FzStextPage(pdf.page(page), options))
    packing = _Packing()
    for block in text_page.extractRAWDICT()["blocks"]:
        lines = block.get("lines", ())
        for line in lines:
            packing.line(line["spans"])
        if lines:
            packing.separator()
    return PageWords(page, packing.text, packing.letters, packing.words, packing.lines)


def read_links(pdf: OpenPdf, page: int) -> PageLinks:
    """The links of a page (1-based) that lead into the document, to the web or to a mail address."""
    links: list[Link] = []
    link = mupdf.fz_load_links(pdf.page(page))
    for _ in range(MOST_LOOKED_AT):
        if not link.m_internal or len(links) >= MOST_LINKS:
            break
        found = _link(pdf, link)
        if found is not None:
            links.append(found)
        link = link.next()
    return PageLinks(page, tuple(links))


def _link(pdf: OpenPdf, link: mupdf.FzLink) -> Link | None:
    rect, address = link.rect(), link.uri()
    box = rect.x0, rect.y0, rect.x1, rect.y1
    if may_be_followed(address):
        return Link(box, address=address)
    if mupdf.fz_is_external_link(address):
        return None
    page, y = target(pdf, address)
    return Link(box, page=page, y=y) if page else None


def target(pdf: OpenPdf, address: str) -> tuple[int, float]:
    """The page (1-based, 0 for none) and the height on it that an address within the document leads to."""
    location, _, y = mupdf.fz_resolve_link(pdf.pdf.this, address)
    page = mupdf.fz_page_number_from_location(pdf.pdf.this, location)
    return page + 1, y if 0 <= y <= LARGEST_SIDE else 0.0
