"""An export is written whole, or the older file stays."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import UserError
from app.exchange.contents import EVERYTHING, Selection
from app.exchange.export import Format, export, preview, table
from app.exchange.whole_file import written_whole
from app.project.database import Project


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Path]:
    """A file that exists already; nothing else may be left in its folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "table.csv"
    path.write_text("older")
    yield path
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("format_", [Format.CSV, Format.JSONL])
def test_an_export_replaces_the_older_file(annotated: Project, target: Path, format_: Format) -> None:
    assert export(annotated, format_, target).rows == 4
    assert "Calls upon all parties" in target.read_text("utf-8")


@pytest.mark.parametrize("name", ["study.db", "link.csv"])
def test_nothing_takes_the_place_of_a_project(annotated: Project, tmp_path: Path, name: str) -> None:
    (tmp_path / "link.csv").symlink_to(annotated.path)
    before = annotated.path.read_bytes()
    with pytest.raises(UserError, match="is a project"):
        export(annotated, Format.CSV, tmp_path / name)
    assert annotated.path.read_bytes() == before


def test_a_failed_export_leaves_the_older_file(target: Path) -> None:
    with pytest.raises(TypeError), written_whole(target) as stream:
        stream.writelines([b"half", None])  # type: ignore[list-item] # the mistake that stops it
    assert target.read_text() == "older"


def test_a_link_to_the_file_stays_a_link(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    with written_whole(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes have names elsewhere only")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with written_whole(Path(os.devnull)) as stream:
        stream.write(b"new")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize("path", [".", "missing/table.csv"])
def test_what_cannot_be_written_is_said(tmp_path: Path, path: str) -> None:
    with pytest.raises(UserError, match="cannot be written"), written_whole(tmp_path / path):
        pass


def test_a_preview_shows_the_first_rows(annotated: Project) -> None:
    assert len(preview(table(annotated, EVERYTHING), 2)) == 2
    assert len(preview(table(annotated, Selection(all_paragraphs=True)))) == 5
