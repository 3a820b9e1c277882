"""Typesets text, HTML, EPUB and Word files as PDFs; runs in the worker process.

MuPDF gets the bytes alone, without a name or a folder, so that nothing a file refers to outside itself can be
opened; it knows no network. The same bytes make the same PDF, by which a file added twice is noticed.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pymupdf
from pymupdf import mupdf

from app.errors import UserError
from app.pdf.mending import MUPDF_ERRORS
from app.pdf.opening import out_of_memory
from app.pdf.plain_setting import set_plain
from app.pdf.plain_text import decoded, unbroken
from app.pdf.protocol import PdfMade
from app.pdf.readable import Manuscript
from app.pdf.word_text import html_of

WIDTH, HEIGHT, SIZE = 595.0, 842.0, 11.0
"""Page and type in points: A4, which has about 75 characters a line with the margins below."""

_STYLE = """
@page { margin: 72pt 76pt; }
body { line-height: 1.4; }
pre { white-space: pre-wrap; }
img { max-width: 100%; }
td { padding: 2pt 6pt; vertical-align: top; }
td p { margin: 0; }
"""
_PICTURE_ELSEWHERE = re.compile(r"""<img\b(?![^>]*\bsrc\s*=\s*["']?\s*data:)[^>]*>""", re.IGNORECASE)
"""A picture the page does not bring along, which MuPDF would put a word for into the text."""

MAX_UNPACKED = 300_000_000
MAX_MEMBERS = 20_000
"""The most an EPUB or a Word file may hold: bytes when unpacked, and files."""

MAX_HTML = 30_000_000
"""Bytes of HTML, which is laid out in one go; a thousand pages of print are about 3 MB."""

_TYPES = {Manuscript.HTML: "html", Manuscript.EPUB: "epub", Manuscript.WORD: "html"}
"""What MuPDF takes it for; its own reading of Word files knows no numbers, tables and notes."""


def converted(content: bytes, kind: Manuscript, progress: Callable[[int, int], None]) -> PdfMade:
    """The file typeset on A4 pages, with its headings as bookmarks; UserError where it cannot be read.

    `progress` is told pages done and in all, or 0 where that is not known.
    """
    if kind is Manuscript.TEXT:
        text = decoded(content)
        if "\x00" in text:
            raise _unreadable(kind)
        return PdfMade(set_plain(unbroken(text), progress))
    prepared = _prepared(content, kind)
    mupdf.fz_set_user_css(_STYLE)
    try:
        document = pymupdf.Document(stream=prepared, filetype=_TYPES[kind])
        document.layout(width=WIDTH, height=HEIGHT, fontsize=SIZE)
        return PdfMade(_finished(_drawn(document, progress), document, hashlib.sha256(content).hexdigest()))
    except MUPDF_ERRORS as error:
        if out_of_memory(error):
            raise
        raise _unreadable(kind) from error


def _prepared(content: bytes, kind: Manuscript) -> bytes:
    """What MuPDF is to read: HTML in UTF-8, which is all it knows; packed files only if sane."""
    if kind is not Manuscript.HTML:
        _check_package(content, kind)
        return _word_page(content) if kind is Manuscript.WORD else content
    if len(content) > MAX_HTML:
        size, most = len(content) / 1e6, MAX_HTML / 1e6
        raise UserError(f"This page has {size:,.0f} MB; {most:,.0f} MB is the most that can be typeset.")
    text = decoded(content, declared=True).replace("\x00", "")
    return _PICTURE_ELSEWHERE.sub("", text).encode("utf-8", "replace")


def _word_page(content: bytes) -> bytes:
    try:
        return html_of(content).encode("utf-8", "replace")
    except ValueError as error:
        raise _unreadable(Manuscript.WORD) from error


def _check_package(content: bytes, kind: Manuscript) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _unreadable(kind) from error
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        raise UserError(
            f"This {kind} file unpacks to more than can be spared for it, so it is left alone. "
            "Save it as a PDF in the program it comes from."
        )


def _unreadable(kind: Manuscript) -> UserError:
    return UserError(
        f"This file cannot be read as {kind}. Open it in the program it comes from and save it as a PDF."
    )


def _drawn(document: pymupdf.Document, progress: Callable[[int, int], None]) -> bytes:
    stream = io.BytesIO()
    writer = pymupdf.DocumentWriter(stream)
    pages = document.page_count
    for number in range(pages):
        page = document[number]
        device = writer.begin_page(page.rect)
        mupdf.fz_run_page(page.this, device, mupdf.FzMatrix(), mupdf.FzCookie())
        writer.end_page()
        progress(number + 1, pages)
    writer.close()
    return stream.getvalue()


def _finished(drawn: bytes, document: pymupdf.Document, sha256: str) -> bytes:
    """The PDF with bookmarks, title and the original's hash, and nothing that differs from time to time.

    The hash keeps files apart that differ in nothing that is typeset.
    """
    about = document.metadata or {}
    with pymupdf.Document(stream=drawn, filetype="pdf") as pdf:
        if not any(page.get_text().strip() for page in pdf):
            raise UserError("There is no text in this file that could be typeset.")
        pdf.subset_fonts()
        pdf.set_toc(list(_bookmarks(document.get_toc(), pdf.page_count)))
        title, author = (str(about.get(key) or "") for key in ("title", "author"))
        pdf.set_metadata({"title": title, "author": author, "creator": "Diptych"})
        _, information = pdf.xref_get_key(-1, "Info")
        pdf.xref_set_key(int(information.split()[0]), "OriginalSHA256", f"({sha256})")
        return bytes(pdf.tobytes(garbage=3, deflate=True, no_new_id=True))


def _bookmarks(contents: list[list[Any]], pages: int) -> list[list[Any]]:
    """The headings as bookmarks; levels begin at 1 and go down one at a time, as PDF wants them."""
    bookmarks: list[list[Any]] = []
    for level, title, page, *_ in contents:
        if 1 <= page <= pages and str(title).strip():
            deepest = bookmarks[-1][0] + 1 if bookmarks else 1
            bookmarks.append([min(level, deepest), str(title).strip(), page])
    return bookmarks
