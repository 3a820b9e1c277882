"""Sets a plain text as a PDF, so that texts from other programs can be read and annotated as documents.

The same text gives the same bytes, so that it is the same document in every project it comes into.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable

import pymupdf

from app.errors import UserError

LONGEST = 5_000_000
_MARGIN = 72
_STYLE = "p {margin: 0 0 9pt 0; font-family: serif; font-size: 11pt; line-height: 1.35;}"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def set_plain(text: str, page_done: Callable[[int, int], None] = lambda _done, _all: None) -> bytes:
    """The PDF of a text, a paragraph a line, in fonts that have its letters.

    `page_done` gets how many pages there are so far, and 0. Raises UserError where there is nothing to set,
    or more than a book.
    """
    lines = [line for line in _CONTROLS.sub("", text).splitlines() if line.strip()]
    if not lines:
        raise UserError("The text is empty.")
    if len(text) > LONGEST:
        raise UserError(f"The text has {len(text):,} characters; at most {LONGEST:,} can be set as a PDF.")
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    with pymupdf.open("pdf", _set(paragraphs, page_done)) as pdf:
        pdf.subset_fonts()
        pdf.set_metadata({"creator": "Diptych"})
        return bytes(pdf.tobytes(garbage=4, deflate=True, no_new_id=True))


def _set(paragraphs: str, page_done: Callable[[int, int], None]) -> bytes:
    story = pymupdf.Story(paragraphs, user_css=_STYLE)
    made = io.BytesIO()
    writer = pymupdf.DocumentWriter(made)
    page = pymupdf.paper_rect("a4")
    column = pymupdf.Rect(_MARGIN, _MARGIN, page.width - _MARGIN, page.height - _MARGIN)
    more, pages = 1, 0
    while more:
        device = writer.begin_page(page)
        more, _ = story.place(column)
        story.draw(device)
        writer.end_page()
        pages += 1
        page_done(pages, 0)
    writer.close()
    return made.getvalue()
