"""An export is written whole, or the older file stays."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Cancelled, UserError
from app.exchange.export import Format, export
from app.exchange.whole_file import written_whole
from app.progress import Watch
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


def stopping(after: int) -> Watch:
    """Stops the work when it has told so many times how far it is."""
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) > after:
            raise Cancelled

    return watch


@pytest.mark.parametrize("format_", Format)
@pytest.mark.parametrize("after", [0, 2])
def test_a_cancelled_export_leaves_the_older_file(
    annotated: Project, target: Path, format_: Format, after: int
) -> None:
    with pytest.raises(Cancelled):
        export(annotated, format_, target, watch=stopping(after))
    assert target.read_text() == "older"


@pytest.mark.parametrize("format_", [format_ for format_ in Format if format_ is not Format.QDC])
def test_it_can_be_cancelled_once_all_is_read(annotated: Project, target: Path, format_: Format) -> None:
    with pytest.raises(Cancelled):
        export(annotated, format_, target, watch=stopping(3))
    assert target.read_text() == "older"


def test_a_full_disk_is_said_with_what_to_do(target: Path) -> None:
    with pytest.raises(UserError, match="Free some space"), written_whole(target):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert target.read_text() == "older"


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="missing is not there"), written_whole(tmp_path / "missing" / "a"):
        pass
