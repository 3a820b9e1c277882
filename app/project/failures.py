"""What SQLite reports, said to a researcher: what happened, what it means for the work, what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import ProjectRefused, UserError

_SAFE = "The last change was not saved; everything before it is safe in the file."
_DAMAGED = (
    "“{name}” is damaged: part of it cannot be read. Keep the file as it is, and go on from the newest copy "
    "in “{backups}” beside it, or from a copy you made."
)
_MESSAGES = {
    sqlite3.SQLITE_FULL: f"The disk is full. {_SAFE} Free some space, then do it again.",
    sqlite3.SQLITE_BUSY: "Another program is holding “{name}” at the moment, perhaps a backup or sync "
    f"service. {_SAFE} Wait a moment, then do it again.",
    sqlite3.SQLITE_READONLY: f"“{{name}}” cannot be written to. {_SAFE} Allow writing to the file and its "
    "folder, or save a copy elsewhere.",
    sqlite3.SQLITE_IOERR: f"The disk or network folder with “{{name}}” reported an error. {_SAFE} Check that "
    "it is connected, then do it again.",
    sqlite3.SQLITE_CANTOPEN: "“{name}” cannot be opened. Check that the file and its folder exist, are "
    "connected and may be read.",
    sqlite3.SQLITE_INTERRUPT: "Reading “{name}” takes more work than a project of its kind should. It may be "
    "damaged, or made to do harm.",
    sqlite3.SQLITE_TOOBIG: f"That is more than one entry of a project can hold. {_SAFE}",
}
_MESSAGES[sqlite3.SQLITE_LOCKED] = _MESSAGES[sqlite3.SQLITE_PROTOCOL] = _MESSAGES[sqlite3.SQLITE_BUSY]
_MESSAGES[sqlite3.SQLITE_PERM] = _MESSAGES[sqlite3.SQLITE_READONLY]
_BROKEN_WORDS = ("Could not decode", "unsupported file format")
_BROKEN = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the machine and the file into UserErrors; mistakes of ours pass through."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise damaged(path) from error
    except sqlite3.Error as error:
        told = explanation(error, path)
        if told is None:
            raise
        raise told from error


@contextmanager
def making_sense(path: Path) -> Iterator[None]:
    """Say that the project is damaged where what a row holds cannot be understood."""
    try:
        yield
    except (ValueError, TypeError) as error:
        raise damaged(path) from error


def explanation(error: sqlite3.Error, path: Path) -> UserError | None:
    """The error to show for one of SQLite's, or None when it is a bug of ours."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    if code in _BROKEN or str(error).startswith(_BROKEN_WORDS):
        return damaged(path)
    message = _MESSAGES.get(code)
    return UserError(message.format(name=path.name)) if message else None


def is_undecodable(error: Exception) -> bool:
    """Whether an error says that bytes stored as text are none."""
    return isinstance(error, UnicodeDecodeError) or str(error).startswith(_BROKEN_WORDS[0])


def damaged(path: Path) -> ProjectRefused:
    """The error for a project file whose content is broken."""
    return ProjectRefused(_DAMAGED.format(name=path.name, backups=backups_folder(path).name))


def backups_folder(path: Path) -> Path:
    """Where a project's backups lie: a folder beside it, named after it."""
    return path.with_name(f"{path.stem}-backups")
