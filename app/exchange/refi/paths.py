"""Paths as projects write them: only names within the project's own sources are ever followed."""

from __future__ import annotations

from pathlib import PurePosixPath

from app.exchange.refi.standard import INTERNAL


def internal(path: str | None) -> str | None:
    """The name of a file among the sources; None for a path that leads anywhere else."""
    if not path or not path.lower().startswith(INTERNAL):
        return None
    return PurePosixPath(path[len(INTERNAL) :].replace("\\", "/")).name or None
