"""Reads PDFs that lie in another program's project, in a worker, through a file that is gone afterwards."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from app.exchange.refi.landing import ReadText
from app.pdf.pool import Pool
from app.pdf.protocol import Read, Source
from app.text.document_text import DocumentText

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST = 80


def reader(pool: Pool, cancelled: Callable[[], bool] | None = None) -> ReadText:
    """Reads with the workers of `pool`; a protected PDF is refused, for nobody is there to ask."""

    def read(name: str, content: bytes) -> DocumentText:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{_UNSAFE.sub('_', Path(name).stem)[:_LONGEST]}.pdf"
            path.write_bytes(content)
            return pool.call(Read(Source(str(path))), cancelled=cancelled)

    return read
