"""Opens PDFs that come from strangers, says why one cannot be read, and keeps the last few open.

Runs in the worker process. Nothing a file holds is followed or run: only MuPDF's PDF parser gets near it.
"""

from __future__ import annotations

import contextlib
import re
from array import array
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
from pymupdf import mupdf

from app.pdf.failures import REPAIRED
from app.pdf.mending import MUPDF_ERRORS, has_its_pages, is_sound, mend_pages
from app.pdf.pictures import Pictures, pictures_in
from app.pdf.protocol import FailureKind, Opened, Source

KEPT_OPEN = 8
KEPT_BYTES = 128 * 1024 * 1024
LARGEST_SIDE = 14_400.0
"""Points; what the PDF standard recommends as the most, and where we cut pages that claim more."""

_HEADER = re.compile(rb"%PDF-\d")
_ANY_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")


class Refused(Exception):
    """A document cannot be read, for the reason in `kind`."""

    def __init__(self, kind: FailureKind, *, wrong_password: bool = False) -> None:
        super().__init__(kind)
        self.kind = kind
        self.wrong_password = wrong_password


class OpenPdf:
    """A document held open, with the few display lists of its pages used last, and where pictures are."""

    def __init__(self, pdf: pymupdf.Document, size: int, protected: bool, mended: bool) -> None:
        self.pdf = pdf
        self.size = size
        self.protected = protected
        self._mended = mended
        self.scans: dict[int, Any] = {}
        self._lists: OrderedDict[int, tuple[mupdf.FzDisplayList, tuple[float, float]]] = OrderedDict()
        self._pictures: dict[int, Pictures] = {}

    def drawing(self, page: int, keep: int = 4) -> tuple[mupdf.FzDisplayList, tuple[float, float]]:
        """What to draw on a page (1-based), and the page's size in points."""
        found = self._lists.pop(page, None)
        if found is None:
            loaded = self.page(page)
            found = mupdf.fz_new_display_list_from_page(loaded), size_of(loaded)
        self._lists[page] = found
        while len(self._lists) > keep:
            self._lists.popitem(last=False)
        return found

    def pictures(self, page: int) -> Pictures:
        """Where the pictures of a page (1-based) are."""
        if page not in self._pictures:
            self._pictures[page] = pictures_in(*self.drawing(page))
        return self._pictures[page]

    def page_size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (1-based) in points."""
        found = self._lists.get(page)
        return found[1] if found else size_of(self.page(page))

    def page(self, page: int) -> mupdf.FzPage:
        """The page (1-based) as MuPDF has it; Refused if there is none."""
        if not 1 <= page <= self.pdf.page_count:
            raise Refused(FailureKind.DAMAGED)
        return mupdf.fz_load_page(self.pdf.this, page - 1)

    def opened(self) -> Opened:
        """Its page count and sizes; a page that cannot be loaded counts with the size of the one before."""
        sizes = array("f")
        size = 612.0, 792.0
        for page in range(1, self.pdf.page_count + 1):
            with contextlib.suppress(*MUPDF_ERRORS):
                size = size_of(self.page(page))
            sizes.extend(size)
        return Opened(self.pdf.page_count, sizes, self.protected, self.notices())

    def notices(self) -> tuple[str, ...]:
        """What the reader should know about the file's condition."""
        return (REPAIRED,) if self._mended or self.pdf.is_repaired else ()


class OpenPdfs:
    """The documents used last; `content` fetches the bytes of a source."""

    def __init__(self, content: Callable[[Source], bytes]) -> None:
        self._content = content
        self._open: OrderedDict[tuple[Any, ...], OpenPdf] = OrderedDict()

    def get(self, source: Source) -> OpenPdf:
        """The document, opened if need be; Refused if it cannot be."""
        key = (source, *_condition(source))
        found = self._open.pop(key, None)
        if found is None:
            found = open_pdf(self._content(source), source.password)
        self._open[key] = found
        while len(self._open) > KEPT_OPEN or (len(self._open) > 1 and self.size > KEPT_BYTES):
            self._open.popitem(last=False)
        return found

    @property
    def size(self) -> int:
        """Bytes of the files held."""
        return sum(pdf.size for pdf in self._open.values())

    def close(self) -> None:
        """Let go of all of them."""
        self._open.clear()


def open_pdf(content: bytes, password: str | None = None) -> OpenPdf:
    """Open a PDF from its bytes; Refused if it is not one, damaged beyond repair, empty, or locked."""
    if not content:
        raise Refused(FailureKind.EMPTY)
    if not looks_like_pdf(content):
        raise Refused(FailureKind.NOT_A_PDF)
    try:
        pdf = pymupdf.Document(stream=content, filetype="pdf")
        if not pdf.is_pdf:
            raise Refused(FailureKind.NOT_A_PDF)
        protected = bool(pdf.needs_pass)
        if protected and not (password and pdf.authenticate(password)):
            raise Refused(FailureKind.PASSWORD, wrong_password=bool(password))
        mended = not has_its_pages(pdf)
        if mended and not mend_pages(pdf):
            raise Refused(FailureKind.EMPTY if is_sound(pdf) else FailureKind.DAMAGED)
    except MUPDF_ERRORS as error:
        raise Refused(FailureKind.MEMORY if out_of_memory(error) else FailureKind.DAMAGED) from error
    return OpenPdf(pdf, len(content), protected, mended)


def looks_like_pdf(content: bytes) -> bool:
    """Whether it begins like a PDF; the header may be off by a kilobyte, or lost where PDF objects follow."""
    if _HEADER.search(content, 0, 1024 + 8):
        return True
    return content.lstrip()[:1] != b"<" and bool(_ANY_OBJECT.search(content, 0, 1 << 16))


def out_of_memory(error: Exception) -> bool:
    """Whether MuPDF failed because the memory ceiling was reached; it says so only in words."""
    chain: BaseException | None = error
    while chain is not None:
        if "malloc" in str(chain) or "calloc" in str(chain) or isinstance(chain, MemoryError):
            return True
        chain = chain.__cause__ or chain.__context__
    return False


def size_of(page: mupdf.FzPage) -> tuple[float, float]:
    """Width and height of a page as displayed in points, absurd claims cut to what can be shown."""
    box = mupdf.fz_bound_page(page)
    return _sane(box.x1 - box.x0, 612.0), _sane(box.y1 - box.y0, 792.0)


def _sane(side: float, otherwise: float) -> float:
    return min(side, LARGEST_SIDE) if side > 0 else otherwise


def _condition(source: Source) -> tuple[int, ...]:
    """What changes when a bare file is written anew; content in a project never changes."""
    if source.sha256 is not None:
        return ()
    try:
        state = Path(source.path).stat()
    except OSError as error:
        raise Refused(FailureKind.MISSING) from error
    return state.st_mtime_ns, state.st_size
