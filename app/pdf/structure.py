"""Reads which paragraph of the PDF's own structure each line of a page is in; runs in the worker process."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from typing import Any

import pymupdf
from pymupdf import mupdf

FLAGS = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE | pymupdf.TEXT_COLLECT_STRUCTURE
PARAGRAPHS = frozenset(
    "P H H1 H2 H3 H4 H5 H6 TD TH Note FENote Caption TOCI BibEntry Title".split()  # noqa: SIM905
)
"""Elements that hold one paragraph each; of those inside each other the innermost counts."""

Place = tuple[int, int, int, int, int]
"""A stretch of text: x, y, width and height in whole points, and the paragraph it is in."""


def has_structure(pdf: pymupdf.Document) -> bool:
    """Whether the PDF says that its text is tagged."""
    try:
        catalog = pdf.pdf_catalog() if pdf.is_pdf else 0
        if not catalog or pdf.xref_get_key(catalog, "StructTreeRoot")[0] == "null":
            return False
        return "true" in pdf.xref_get_key(catalog, "MarkInfo")[1]
    except mupdf.FzErrorBase:
        return False


class Structure:
    """The tagged stretches of one page, in coordinates of the page as it lies in the file."""

    def __init__(self, page: pymupdf.Page) -> None:
        self._rows: dict[int, list[Place]] = {}
        for place in _places(_blocks(page), (), 0):
            self._rows.setdefault((place[1] + place[3] // 2) // 4, []).append(place)

    def paragraph_at(self, x0: float, y0: float, x1: float, y1: float) -> int:
        """The paragraph that most of the text in a box is put in; 0 if it is in none."""
        weight: dict[int, int] = {}
        for row in range(int(y0) // 4, int(y1) // 4 + 1):
            for x, y, width, height, paragraph in self._rows.get(row, ()):
                inside = x0 - 1 <= x + width / 2 <= x1 + 1 and y0 - 1 <= y + height / 2 <= y1 + 1
                if inside:
                    weight[paragraph] = weight.get(paragraph, 0) + width
        return max(weight, key=lambda paragraph: weight[paragraph], default=0)


def _blocks(page: pymupdf.Page) -> list[dict[str, Any]]:
    text = page.get_textpage(flags=FLAGS)
    buffer = mupdf.fz_new_buffer(1 << 14)
    output = mupdf.FzOutput(buffer)
    mupdf.fz_print_stext_page_as_json(output, text.this, 1.0)
    output.fz_close_output()
    blocks: list[dict[str, Any]] = json.loads(bytes(buffer.fz_buffer_extract()), strict=False)["blocks"]
    return blocks


def _places(blocks: list[dict[str, Any]], path: tuple[int, ...], paragraph: int) -> Iterator[Place]:
    for block in blocks:
        if block["type"] == "structure":
            below = (*path, block["index"])
            of_its_own = block["std"] in PARAGRAPHS or (block["std"] == "LI" and paragraph == 0)
            inner = zlib.crc32(repr(below).encode()) or 1 if of_its_own else paragraph
            yield from _places(block.get("contents", []), below, inner)
        elif block["type"] == "text" and paragraph:
            for line in block["lines"]:
                box = line["bbox"]
                if line["text"].strip():
                    yield box["x"], box["y"], box["w"], box["h"], paragraph
