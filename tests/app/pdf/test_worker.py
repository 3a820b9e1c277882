"""The worker process as it answers, over a real connection."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import DocumentRefused, PasswordNeeded, UserError
from app.pdf import limits
from app.pdf.failures import REPAIRED
from app.pdf.pool import Pool
from app.pdf.protocol import Contents, Links, Open, Read, Render, Source, Words
from app.project import documents
from tests.app.pdf import pdfs
from tests.app.projects import add_document, document_text, new_project

Write = Callable[..., Source]


def test_a_document_is_opened(pool: Pool, plain: Source) -> None:
    opened = pool.call(Open(plain))
    assert (opened.page_count, opened.size(1)) == (3, pdfs.A4)


def test_a_strip_is_drawn_on_white(pool: Pool, plain: Source) -> None:
    tile = pool.call(Render(plain, 1, 1.0, 0))
    assert (tile.width, tile.height) == (595, 842)
    assert bytes(tile.pixels[:4]) == b"\xff\xff\xff\xff"
    assert min(tile.pixels) == 0
    pool.release(tile)


def test_a_wide_strip_finds_room(pool: Pool, write: Write) -> None:
    tile = pool.call(Render(write(pdfs.plain(1, size=(3000.0, 900.0))), 1, 1.0, 0))
    assert tile.width == 3000
    pool.release(tile)


def test_words_links_and_contents_are_read(pool: Pool, write: Write) -> None:
    source = write(pdfs.with_ways_through())
    assert pool.call(Words(source, 1)).text.startswith("A page")
    assert len(pool.call(Links(source, 1)).links) == 2
    assert len(pool.call(Contents(source)).entries) == 3


def test_reading_tells_how_far_it_is(pool: Pool, plain: Source) -> None:
    steps: list[tuple[int, int]] = []
    text = pool.call(Read(plain), progress=lambda done, total: steps.append((done, total)))
    assert len(text.pages) == 3
    assert steps[-1] == (3, 3)


def test_the_text_of_a_repaired_file_says_so(pool: Pool, write: Write) -> None:
    assert REPAIRED in pool.call(Read(write(pdfs.cut_short()))).notices


@pytest.mark.parametrize(
    ("content", "error", "word"),
    [
        (b"", DocumentRefused, "empty"),
        (b"A letter.", DocumentRefused, "not a PDF"),
        (b"%PDF-1.7\n" + b"nothing that could be repaired " * 50, DocumentRefused, "damaged"),
        (pdfs.locked(), PasswordNeeded, "password"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(
    pool: Pool, write: Write, content: bytes, error: type[UserError], word: str
) -> None:
    with pytest.raises(error, match=word):
        pool.call(Read(write(content)))


def test_a_wrong_password_is_told_from_none(pool: Pool, write: Write) -> None:
    with pytest.raises(PasswordNeeded, match="does not open"):
        pool.call(Open(write(pdfs.locked(), password="please")))
    assert pool.call(Open(write(pdfs.locked(), password="sesame"))).page_count == 1


def test_a_missing_file_is_explained(pool: Pool, tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused, match="cannot be opened"):
        pool.call(Open(Source(str(tmp_path / "gone.pdf"))))


def test_a_page_that_is_not_there_is_explained(pool: Pool, plain: Source) -> None:
    with pytest.raises(DocumentRefused, match="page"):
        pool.call(Words(plain, 4))


def test_a_document_comes_from_the_project(pool: Pool, tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        with project.edit() as edit:
            stored = documents.add(
                edit, content=pdfs.plain(2), file_name="a.pdf", title="A", text=document_text()
            )
        source = Source(str(project.path), sha256=stored.sha256)
        assert pool.call(Open(source)).page_count == 2


def test_a_project_without_the_file_is_explained(pool: Pool, tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        add_document(project)
        with pytest.raises(UserError):
            pool.call(Open(Source(str(project.path), sha256="0" * 64)))


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [("app.pdf.worker", "PySide6"), ("app.pdf.pool", "pymupdf"), ("widgets.reader.tiles", "pymupdf")],
)
def test_neither_side_loads_what_belongs_to_the_other(module: str, unwanted: str) -> None:
    code = f"import sys, {module}; sys.exit({unwanted!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_has_no_part_of_the_window(pool: Pool, plain: Source) -> None:
    pool.call(Open(plain))
    for pid in pool.pids:
        loaded = Path(f"/proc/{pid}/maps").read_text()
        assert "mupdf" in loaded
        assert "PySide6" not in loaded
        assert Path(f"/proc/{pid}/stat").read_text().split()[18] == str(limits.NICENESS)
