"""A new project file: the schema and the four themes every project starts with."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from app.project import clock, migrations
from app.project.failures import explained
from app.project.identity import random_id, theme_id
from app.project.palette import PALETTE

FIRST_THEMES = ("children", "financing", "sanctions", "procurement")


def found(path: Path) -> None:
    """Write a new project file at `path`, whole or not at all. OSError or UserError if it cannot be."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    unfinished = Path(name)
    try:
        with explained(path):
            _fill(unfinished)
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _fill(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        migrations.apply(connection)
        connection.execute("BEGIN")
        created = clock.stamp()
        connection.executemany(
            "INSERT INTO project VALUES (?, ?)", (("id", random_id()), ("created", created))
        )
        connection.executemany(
            "INSERT INTO themes (id, name, colour, key, definition, ordinal, created, changed)"
            " VALUES (?, ?, ?, ?, '', ?, ?, ?)",
            [
                (theme_id(theme), theme, colour, str(number), number, created, created)
                for number, (theme, colour) in enumerate(zip(FIRST_THEMES, PALETTE, strict=False), start=1)
            ],
        )
        connection.execute("COMMIT")
    finally:
        connection.close()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
