"""Connections to a project file: looked at before SQLite touches it, opened with the settings it needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import ProjectRefused
from app.project import migrations
from app.project.failures import damaged, explained
from app.project.lock import lock_path

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
BUSY_SECONDS = 5.0
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_STEPS_AT_A_TIME = 1_000_000
MOST_STEPS = 20_000_000_000
"""How much work a file from somebody else may be for SQLite; a million annotations are some 100 million."""


def inspect(path: Path) -> int:
    """The version of the schema a file has; ProjectRefused if it is no project, is newer, or is cut short."""
    header, size = _header(path)
    if not header:
        raise ProjectRefused(f"“{path.name}” is empty, so it is not a project.")
    if header[:16] != _MAGIC:
        raise ProjectRefused(f"“{path.name}” is not a project of Diptych: it is another kind of file.")
    if len(header) < _HEADER:
        raise damaged(path)
    if int.from_bytes(header[68:72]) != migrations.APPLICATION_ID:
        raise ProjectRefused(f"“{path.name}” is a database, but not a project of Diptych.")
    version = int.from_bytes(header[60:64])
    if version < 1:
        raise damaged(path)
    if version > migrations.version():
        raise ProjectRefused(
            f"“{path.name}” was made with a newer version of Diptych (its format is {version}, this program "
            f"knows up to {migrations.version()}). Install the newer version to open it; nothing was changed."
        )
    whole = _pages(header) * _page_size(header)
    if whole > size and not _interrupted(path):
        raise ProjectRefused(
            f"“{path.name}” is incomplete: {size:,} of its {whole:,} bytes are there. "
            "Copy or download it again, or go on from a backup."
        )
    return version


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection that commits only when told, with foreign keys on and nothing in the schema trusted yet.

    Reading only still lets SQLite take back a transaction that a crash interrupted, if the folder allows it.
    """
    connection = _connected(path, "mode=ro" if read_only else "mode=rw")
    if not read_only:
        with _closed_on_failure(connection), explained(path):
            for setting in ("journal_mode = TRUNCATE", "synchronous = FULL"):
                connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


def connect_foreign(path: Path) -> sqlite3.Connection:
    """A connection for reading a file from somebody else, within limits and without a byte written beside it.

    Raises ProjectRefused if a crash left it in the middle of a change.
    """
    if _interrupted(path):
        raise ProjectRefused(
            f"The last change to “{path.name}” was interrupted. Open it with Diptych once to put it right."
        )
    # Where somebody is writing to it right now, SQLite has to heed their locks.
    connection = _connected(path, "mode=ro" if lock_path(path).exists() else "mode=ro&immutable=1")
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    steps = iter(range(MOST_STEPS // _STEPS_AT_A_TIME))
    connection.set_progress_handler(lambda: next(steps, None) is None, _STEPS_AT_A_TIME)
    return connection


def check_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Raise ProjectRefused if a part of the schema is missing, or if there is a trigger that is not ours.

    A strange trigger would run unasked at the next change. Tables and views people added are left alone.
    """
    with explained(path):
        found = migrations.schema_of(connection)
    ours = migrations.schema(version)
    strange = sorted(name for name, sql in found.triggers.items() if ours.triggers.get(name) != sql)
    if strange:
        raise ProjectRefused(
            f"“{path.name}” contains instructions that Diptych did not put there ({', '.join(strange)}) and "
            "that would run by themselves. Ask whoever sent it for a file made with Diptych."
        )
    tables = all(columns <= found.columns.get(table, frozenset()) for table, columns in ours.columns.items())
    if not tables or ours.triggers.keys() != found.triggers.keys():
        raise damaged(path)


def trust_schema(connection: sqlite3.Connection) -> None:
    """Let the checked triggers reach the full-text table: SQLite before 3.44 counts it as unsafe for them."""
    connection.execute("PRAGMA trusted_schema = ON")


def _connected(path: Path, how: str) -> sqlite3.Connection:
    with explained(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{how}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        with _closed_on_failure(connection):
            for setting in ("foreign_keys = ON", "trusted_schema = OFF", "cell_size_check = ON"):
                connection.execute(f"PRAGMA {setting}").fetchall()
    return connection


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _header(path: Path) -> tuple[bytes, int]:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER), path.stat().st_size
    except FileNotFoundError:
        raise ProjectRefused(f"There is no file “{path}”.") from None
    except IsADirectoryError:
        raise ProjectRefused(f"“{path.name}” is a folder, not a project.") from None
    except OSError as error:
        raise ProjectRefused(f"“{path.name}” cannot be read: {error.strerror}.") from error


def _page_size(header: bytes) -> int:
    size = int.from_bytes(header[16:18])
    return 65536 if size == 1 else size


def _pages(header: bytes) -> int:
    # The count is only valid if the change counter equals the one at 92 (SQLite file format, section 1.3.7).
    return int.from_bytes(header[28:32]) if header[24:28] == header[92:96] else 0


def _interrupted(path: Path) -> bool:
    journal = path.with_name(path.name + "-journal")
    return journal.exists() and journal.stat().st_size > 0
