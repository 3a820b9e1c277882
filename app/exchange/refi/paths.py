"""Paths as projects write them: of each only the name counts, looked for among the project's own sources."""

from __future__ import annotations

from pathlib import PurePosixPath


def file_name(path: str | None) -> str | None:
    """The name a path ends with, however it begins: programs leave out `internal://`, or write `relative://`.

    Whatever folders it leads through, nothing outside the project's own sources is ever looked at.
    """
    return PurePosixPath((path or "").replace("\\", "/")).name or None
