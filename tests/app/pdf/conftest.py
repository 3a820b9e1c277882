"""A pool of two workers for all tests of this folder, and documents to give them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.pdf.pool import Pool
from app.pdf.protocol import Source
from tests.app.pdf import pdfs


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    """Workers that the tests of one module share."""
    pool = Pool()
    pool.start()
    yield pool
    pool.close()


@pytest.fixture
def own_pool() -> Iterator[Pool]:
    """Workers that a test may treat badly."""
    pool = Pool()
    pool.start()
    yield pool
    pool.close()


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Source]:
    """Writes a file and says where it is."""

    def write(content: bytes, password: str | None = None) -> Source:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf"
        path.write_bytes(content)
        return Source(str(path), password=password)

    return write


@pytest.fixture
def plain(write: Callable[[bytes], Source]) -> Source:
    """Three pages of text."""
    return write(pdfs.plain())
