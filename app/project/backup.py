"""Copies of a project: made whole and checked before they get their name, and thinned out as they age."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Hashable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from app.errors import UserError
from app.project.database import Project
from app.project.failures import backups_folder, explained
from app.project.lock import WriterLock
from app.project.opening import connect

EVERY = timedelta(minutes=30)
"""How often, at most, a project being worked on is backed up."""

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r".+-(\d{8}T\d{6}Z)(?:-\d+)?\.db")
_HOURLY, _DAILY = timedelta(days=1), timedelta(days=14)


def save_copy(project: Project, path: Path) -> None:
    """Write the project as it is to another file, replacing what was there. UserError if that fails."""
    if path.exists() and path.samefile(project.path):
        raise UserError("This is the project itself. Choose another name for the copy.")
    try:
        lock = WriterLock.take(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        _copy(project.path, path)
    finally:
        lock.release()
    project.handed_on()


def back_up(project: Project, now: datetime | None = None) -> Path:
    """Copy the project into its folder of backups and thin out the older ones; the new file's path.

    It reads through a connection of its own, so that a window can do it on another thread.
    """
    made = _back_up(project.path, now or datetime.now(UTC))
    thin(project.path, now, spared=made)
    return made


def copy_for_upgrade(path: Path) -> Path:
    """Back up a project file whose format is about to change, so that no `Project` can open it yet."""
    return _back_up(path, datetime.now(UTC))


def due(project: Project, now: datetime | None = None) -> bool:
    """Whether a project was changed since it was opened, and that or its last backup is long enough ago."""
    last = max([project.opened, *(made for made, _ in backups(project.path))])
    return project.edits > 0 and (now or datetime.now(UTC)) - last >= EVERY


def backups(path: Path) -> list[tuple[datetime, Path]]:
    """When each backup of a project file was made, and where it lies; oldest first."""
    return sorted(_found(path))


def thin(path: Path, now: datetime | None = None, spared: Path | None = None) -> list[Path]:
    """Remove backups nobody will miss: keep one an hour for a day, one a day for two weeks, then one a week.

    The newest of each stretch stays, the newest of all, and the one spared. The files removed are returned.
    """
    moment = now or datetime.now(UTC)
    kept: set[Hashable] = set()
    removed = []
    for made, file in reversed(backups(path)):
        stretch = _stretch(made, moment - made)
        if stretch in kept and file != spared:
            file.unlink(missing_ok=True)
            removed.append(file)
        kept.add(stretch)
    return removed


def _stretch(made: datetime, age: timedelta) -> Hashable:
    if age < _HOURLY:
        return made.strftime("%Y-%m-%d %H")
    if age < _DAILY:
        return made.strftime("%Y-%m-%d")
    return tuple(made.isocalendar())[:2]


def _found(path: Path) -> Iterator[tuple[datetime, Path]]:
    for file in backups_folder(path).glob("*.db"):
        if match := _NAME.fullmatch(file.name):
            yield datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), file


def _back_up(path: Path, now: datetime) -> Path:
    folder = backups_folder(path)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    stem = f"{path.stem}-{now.astimezone(UTC).strftime(_STAMP)}"
    target, number = folder / f"{stem}.db", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}.db"
    _copy(path, target)
    return target


def _copy(source: Path, target: Path) -> None:
    """A checked copy that appears under its name whole or not at all."""
    unfinished = target.with_name(f".{target.name}.{uuid4().hex[:8]}")
    try:
        with explained(target), closing(connect(source, read_only=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(unfinished),))
        with explained(source), closing(sqlite3.connect(unfinished)) as copy:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise UserError(
                    f"The copy of “{source.name}” was not sound, so it was not kept. "
                    "The project itself was not changed; check the disk, then try again."
                )
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> UserError:
    return UserError(f"“{path}” cannot be written: {error.strerror}. Choose another folder.")
