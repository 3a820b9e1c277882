"""A project as it is at one moment, to be read for as long as that takes while others go on writing to it.

Whoever writes to a project waits for every read under way (`journal_mode=TRUNCATE`). So what people made is
copied in one short read into tables of the connection's own, which SQLite finds before those of the file. The
documents' files are not copied: a file never changes under its hash.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import UserError
from app.project import opening
from app.project.database import Project
from app.project.failures import explained

_TABLES = {
    "documents": "id",
    "pages": "document_id, number",
    "paragraphs": "document_id, ordinal",
    "found_paragraphs": "document_id, ordinal",
    "themes": "id",
    "coders": "id",
    "passages": "id",
    "annotations": "passage_id, theme_id, coder_id",
    "memos": "target_id, coder_id",
    "completions": "document_id, coder_id",
    "corrections": "document_id, id",
    "versions": "row_id, id",
}
"""What people made, and the columns by which its rows are looked for."""


@contextmanager
def as_it_is(project: Project) -> Iterator[Project]:
    """An open project as it is now, to be read only; for any thread, and whatever is written meanwhile.

    Raises UserError where the project cannot be read, or there is no room for the copy.
    """
    # The file is not opened but by SQLite: a process that closes one loses its locks on it (fcntl(2)).
    connection = opening.connect(project.path, read_only=True)
    try:
        with explained(project.path), _with_room():
            _copy(connection)
        yield Project(project.path, connection, None, project.format)
    finally:
        connection.close()


def _copy(connection: sqlite3.Connection) -> None:
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables = [table for table in _TABLES if table in there]  # an older format has fewer
    connection.execute("BEGIN")
    for table in tables:
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table}")
    connection.execute("COMMIT")
    for table in tables:
        connection.execute(f"CREATE INDEX temp.{table}_copied ON {table} ({_TABLES[table]})")
    connection.execute("CREATE INDEX temp.passages_of_document ON passages (document_id)")


@contextmanager
def _with_room() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_FULL:
            raise
        raise UserError(
            "The disk is full, so nothing was written. Free some space, then do it again."
        ) from error
