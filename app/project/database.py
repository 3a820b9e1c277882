"""One project file: opened safely, read by rows, changed in whole transactions that say what they did.

A change of 100,000 rows takes seconds, and a window must not wait for it. So another thread can have the
connection to itself for a while (`set_apart`), and the thread that opened the project reads a copy made just
before: it sees the project as it was, and never waits for the lock of the commit, as on a second connection.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from app.changes import Changes, Row, RowChange
from app.errors import UserError
from app.progress import Watch, unwatched, watched
from app.project import clock, migrations, opening
from app.project.failures import damaged, explained, is_undecodable
from app.project.lock import WriterLock
from app.project.superseded import KEEP, Sitting, Version

ENTITIES = frozenset(
    {"documents", "themes", "coders", "passages", "annotations", "memos", "corrections", "completions"}
)
"""The tables whose rows people make and change; all have `id`, `created`, `changed` and `deleted`."""


_SHARED = frozenset({"coders", "passages"})


class Columns(Protocol):
    """A row by column name: one of SQLite's, or one remembered in a change."""

    def __getitem__(self, column: str, /) -> Any: ...


Parameters = Sequence[object] | Mapping[str, object]


class Project:
    """An open project file."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None, version: int
    ) -> None:
        self.path = path
        self.format = version
        """The version of its schema: an older one than this program's where it is only read."""
        self.read_only = lock is None
        self.opened = datetime.now(UTC)
        self.sitting = Sitting()
        self.edits = 0
        """How many transactions have changed anything since it was opened."""
        self._connection = connection
        self._lock = lock
        self._editing = threading.RLock()
        self._edit: Edit | None = None
        self._home = threading.get_ident()
        self._reading = threading.Lock()
        self._copy: sqlite3.Connection | None = None
        named = self.rows("SELECT value FROM project WHERE key = 'id'")
        if not named:
            raise damaged(path)
        self.id: str = named[0]["value"]

    @classmethod
    def create(cls, path: Path, *, holder: str = "") -> Project:
        """Make a new project with the first four themes, and open it. UserError if it cannot be written."""
        from app.project.founding import found  # founding edits a project, so it imports this module

        if path.exists():
            raise UserError(f"“{path.name}” already exists. Choose another name, or open it.")
        try:
            found(path)
        except OSError as error:
            raise UserError(f"“{path}” cannot be made: {error.strerror}. Choose another folder.") from error
        return cls.open(path, holder=holder)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, holder: str = "") -> Project:
        """Open a project file, changing no byte of it unless it is to be written to and its format is older.

        Where the file or its folder cannot be written to it opens to read only. Raises ProjectBusy if another
        window or command writes to it, ProjectRefused if it is not a sound project this program knows.
        """
        path = path.absolute()
        version = opening.inspect(path)
        lock = None if read_only else _lock_if_writable(path, holder)
        connection = None
        try:
            if lock is not None and version < migrations.version():
                _upgrade(path, version)
                version = migrations.version()
            connection = opening.connect(path, read_only=lock is None)
            opening.check_schema(connection, path, version)
            if lock is not None:
                opening.trust_schema(connection)
            return cls(path, connection, lock, version)
        except BaseException:
            if connection is not None:
                connection.close()
            if lock is not None:
                lock.release()
            raise

    @classmethod
    def open_foreign(cls, path: Path) -> Project:
        """Open a project from somebody else to read it once: nothing in it runs, and its work is limited.

        Raises ProjectRefused if it is not a sound project of a version this program knows.
        """
        path = path.absolute()
        version = opening.inspect(path)
        connection = opening.connect_foreign(path)
        try:
            opening.check_schema(connection, path, version)
            return cls(path, connection, None, version)
        except BaseException:
            connection.close()
            raise

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """What a query finds; for the modules of this folder."""
        with explained(self.path):
            if threading.get_ident() != self._home:
                return _found(self._connection, sql, parameters)
            with self._reading:
                return _found(self._copy or self._connection, sql, parameters)

    def set_apart(self, copy: Path) -> None:
        """Leave the file to this thread until `rejoin`; the one that opened it reads `copy` meanwhile.

        The copy has to hold the same as the project. Raises UserError if it cannot be read.
        """
        reading = opening.connect(copy, read_only=True)
        with explained(self.path):
            # Spilling would take the lock that keeps the worker processes from reading pages.
            self._connection.execute("PRAGMA cache_spill = OFF").fetchall()
        with self._reading:
            self._copy = reading

    def rejoin(self) -> None:
        """Read the file itself again, once nothing is written apart any more."""
        with self._reading:
            copy, self._copy = self._copy, None
        if copy is not None:
            copy.close()
            self._connection.execute("PRAGMA cache_spill = ON").fetchall()
            self._connection.execute("PRAGMA shrink_memory").fetchall()

    @contextmanager
    def edit(self) -> Iterator[Edit]:
        """One transaction: committed at the end, or nothing of it happened if anything is raised.

        Raises UserError if the project is open to read only or the commit fails.
        """
        if self.read_only:
            raise UserError(f"“{self.path.name}” is open to read only, so nothing in it can be changed.")
        if self._copy is not None and threading.get_ident() == self._home:
            raise UserError(f"A large change of “{self.path.name}” is under way. Wait for it, then go on.")
        with self._editing:
            if self._edit is not None:
                raise RuntimeError("an edit is under way already; use that one")
            with explained(self.path):
                self._connection.execute("BEGIN IMMEDIATE")
            self._edit = edit = Edit(self, self._connection)
            before = self._connection.total_changes
            try:
                yield edit
                with explained(self.path):
                    self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self._edit = None
            self.edits += self._connection.total_changes > before

    def handed_on(self) -> None:
        """Others have it now as it is: what is overwritten from here on, they would miss."""
        self.sitting = Sitting()

    def close(self) -> None:
        """Close the file; nothing stays beside it."""
        self.rejoin()
        if self._lock is not None:
            with suppress(sqlite3.Error):
                # Leaving TRUNCATE mode is what makes SQLite remove its emptied journal.
                self._connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
            self.read_only = True

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Edit:
    """A transaction under way: writes rows and remembers what each was before."""

    def __init__(self, project: Project, connection: sqlite3.Connection) -> None:
        self.project = project
        self._connection = connection
        self._touched: dict[tuple[str, str], RowChange] = {}

    @property
    def now(self) -> str:
        """A time stamp later than every one before."""
        return clock.stamp()

    @property
    def changes(self) -> Changes:
        """The rows written so far."""
        return Changes(tuple(self._touched.values()))

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """What a query finds, this edit's own writes included."""
        return self.project.rows(sql, parameters)

    def row(self, table: str, id: str) -> dict[str, object] | None:
        """One entity's row as it stands, deleted or not."""
        found = self.rows(f"SELECT * FROM {_entity(table)} WHERE id = ?", (id,))
        return dict(found[0]) if found else None

    def write(self, table: str, row: Row, *, stamped: bool = True) -> None:
        """Insert an entity's row, or change the columns given of the one with its id.

        A row that already is so is left alone. `created` and `changed` are set here, unless `stamped` is
        false: then they come with the row, as when it was made elsewhere.
        """
        self._write(table, self.row(table, str(row["id"])), row, stamped)

    def delete(self, table: str, id: str) -> None:
        """Set an entity's `deleted`; one deleted before keeps the time it has."""
        before = self.row(table, id)
        if before is not None and before["deleted"] is None:
            self._write(table, before, {"deleted": self.now}, stamped=True)

    def keep(self, versions: Iterable[Version]) -> None:
        """Keep versions of rows that gave way to others, each with when it was said last."""
        self.execute_many(KEEP, versions)

    def apply_inverse(self, changes: Changes, watch: Watch = unwatched) -> None:
        """Take changes back: rows that were new become deleted, others get their earlier content.

        Coders and passages stay. Other projects have them too, and a merge would carry the deletion there and
        hide what was done in their name or place.
        """
        for change in watched(changes.rows, watch):
            if change.before is not None:
                self.write(change.table, change.before)
            elif change.table not in _SHARED:
                self.delete(change.table, change.id)

    def apply(self, changes: Changes, watch: Watch = unwatched) -> None:
        """Make changes that were taken back once more."""
        for change in watched(changes.rows, watch):
            self.write(change.table, change.after)

    def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Run a statement on rows that are derived from others; it is not remembered."""
        with explained(self.project.path):
            self._connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run a statement for each of many rows that are derived from others; it is not remembered."""
        with explained(self.project.path):
            self._connection.executemany(sql, rows)

    def _write(self, table: str, before: Row | None, row: Row, stamped: bool) -> None:
        after = {"deleted": None, **row} if before is None else {**before, **row}
        if before is not None and _same(before, after, stamped):
            return
        if stamped:
            after["changed"] = clock.stamp(str(before["changed"]) if before else None)
            after["created"] = before["created"] if before else after["changed"]
            if before is not None and self.project.sitting.loses(table, before, after):
                self.keep([Version.of(table, before)])
            self.project.sitting.note(table, after)
        self._store(table, before, after)
        id = str(after["id"])
        earlier = self._touched.get((table, id))
        self._touched[table, id] = RowChange(table, id, earlier.before if earlier else before, after)

    def _store(self, table: str, before: Row | None, after: Row) -> None:
        if before is None:
            columns = ", ".join(after)
            places = ", ".join(f":{column}" for column in after)
            self.execute(f"INSERT INTO {_entity(table)} ({columns}) VALUES ({places})", after)
        else:
            # An index is written anew for every column named, changed or not.
            changed = (column for column, value in after.items() if value != before[column])
            columns = ", ".join(f"{column} = :{column}" for column in changed)
            self.execute(f"UPDATE {_entity(table)} SET {columns} WHERE id = :id", after)


def _found(connection: sqlite3.Connection, sql: str, parameters: Parameters) -> list[sqlite3.Row]:
    try:
        return connection.execute(sql, parameters).fetchall()
    except (sqlite3.OperationalError, UnicodeDecodeError) as error:
        if not is_undecodable(error):
            raise
    # One broken letter must not close the whole project to its reader.
    connection.text_factory = _decoded_somehow
    return connection.execute(sql, parameters).fetchall()


def _decoded_somehow(text: bytes) -> str:
    return text.decode(errors="replace")


def _entity(table: str) -> str:
    if table not in ENTITIES:
        raise ValueError(f"{table} is not a table of entities")
    return table


def _same(before: Row, after: Row, stamped: bool) -> bool:
    if not stamped:
        return before == after
    return all(
        before[column] == value for column, value in after.items() if column not in ("created", "changed")
    )


def _lock_if_writable(path: Path, holder: str) -> WriterLock | None:
    """The writer lock, or None where nothing can be written."""
    try:
        with path.open("r+b"):
            pass
        return WriterLock.take(path, holder)
    except OSError:
        return None


def _upgrade(path: Path, version: int) -> None:
    """Bring an older file up to date, with a backup made before."""
    from app.project.backup import copy_for_upgrade

    copy_for_upgrade(path)
    connection = opening.connect(path)
    try:
        opening.check_schema(connection, path, version)
        opening.trust_schema(connection)
        with explained(path):
            migrations.apply(connection)
    finally:
        connection.close()
