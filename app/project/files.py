"""The bytes of a document's file, read on a connection of their own: the PDF worker has no other."""

from __future__ import annotations

import hashlib
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import DocumentRefused
from app.project.failures import explained
from app.project.opening import connect

if TYPE_CHECKING:
    from app.project.database import Project


def read(path: Path, sha256: str) -> bytes:
    """The content of the file with this hash, from the project at `path` or from where it is linked.

    Raises DocumentRefused if the project has no such content, or the linked file is gone or was changed.
    """
    with closing(connect(path, read_only=True)) as connection, explained(path):
        row = connection.execute(
            "SELECT name, content, link FROM files WHERE sha256 = ?", (sha256,)
        ).fetchone()
    if row is None or (row["content"] is None and row["link"] is None):
        raise DocumentRefused(
            "The project knows this document by its text alone; its pages can be shown once the PDF is added."
        )
    if row["content"] is not None:
        return bytes(row["content"])
    return _linked(path.parent / row["link"], sha256)


def sizes(project: Project) -> dict[str, int]:
    """How many bytes each file of the project has, by its SHA-256."""
    return {sha256: size for sha256, size in project.rows("SELECT sha256, size FROM files")}


def _linked(file: Path, sha256: str) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DocumentRefused(
            f"“{file}”, which the project only links to, cannot be read: {error.strerror}. Put it back there."
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DocumentRefused(f"“{file}”, which the project only links to, was changed since it was added.")
    return content
