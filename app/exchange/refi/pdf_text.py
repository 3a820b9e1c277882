"""PDFs of another program's project read, and its texts set as PDFs, in a worker.

What the worker works on goes through a file that is gone afterwards.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from app.pdf.pool import Pool
from app.pdf.protocol import Read, Source, Typeset
from app.text.document_text import DocumentText

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST = 80


class PdfWork(Protocol):
    """What taking in documents needs; both raise UserError where it cannot be done."""

    def read(self, name: str, content: bytes) -> DocumentText:
        """The text of a PDF called `name`."""

    def set(self, name: str, text: str) -> bytes:
        """The PDF of a text; the same for the same text."""


class PooledPdfWork:
    """Does it with the workers of a pool; a protected PDF is refused, for nobody is there to ask."""

    def __init__(self, pool: Pool, cancelled: Callable[[], bool] | None = None) -> None:
        self._pool = pool
        self._cancelled = cancelled

    def read(self, name: str, content: bytes) -> DocumentText:
        """The text of a PDF."""
        with _filed(name, ".pdf", content) as source:
            return self._pool.call(Read(source), cancelled=self._cancelled)

    def set(self, name: str, text: str) -> bytes:
        """The PDF of a text."""
        with _filed(name, ".txt", text.encode("utf-8", "replace")) as source:
            return self._pool.call(Typeset(source), cancelled=self._cancelled).content


@contextmanager
def _filed(name: str, ending: str, content: bytes) -> Iterator[Source]:
    """The content as a file called as it was, so that messages name it so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{_UNSAFE.sub('_', Path(name).stem)[:_LONGEST]}{ending}"
        path.write_bytes(content)
        yield Source(str(path))
