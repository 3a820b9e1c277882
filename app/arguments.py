"""What the arguments of a window mean: which names a project, which are files to add to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class WindowArguments:
    """The projects named (one, if all is well) and the files to add."""

    projects: tuple[Path, ...]
    files: tuple[Path, ...]


def sorted_out(words: Sequence[str]) -> WindowArguments:
    """Each word as a project if it ends in .db or is a database, else as a file to add."""
    paths = [Path(word) for word in words]
    projects = tuple(path for path in paths if path.suffix.lower() == ".db" or is_project(path))
    return WindowArguments(projects, tuple(path for path in paths if path not in projects))


def is_project(path: Path) -> bool:
    """Whether a file is a database, and so meant as a project; False as well where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
