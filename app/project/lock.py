"""One writer at a time: a file beside the project, held with a lock of the system that a crash releases."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

from app.errors import ProjectBusy

if sys.platform == "win32":
    import msvcrt

    # Far behind the text, so that others may still read who holds it: locks of Windows are mandatory.
    _PLACE = 1 << 20

    def _take(file: IO[bytes]) -> bool:
        os.lseek(file.fileno(), _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


_LONGEST = 4096


class WriterLock:
    """The right to write to one project file, from `take` until `release` or the end of the process."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        self._file = file

    @classmethod
    def take(cls, project: Path, holder: str = "") -> WriterLock:
        """Take the lock of a project. ProjectBusy if another holds it, OSError if the folder is read-only."""
        path = lock_path(project)
        while True:
            file = path.open("a+b")
            try:
                if not _take(file):
                    raise _busy(project, file)
                if not _still_there(path, file):
                    file.close()  # its last holder removed it between our opening and our locking it
                    continue
                _describe(file, holder or _user())
            except BaseException:
                file.close()
                raise
            return cls(path, file)

    def release(self) -> None:
        """Give the right back and remove the file."""
        if sys.platform == "win32":
            self._file.close()
            self._path.unlink(missing_ok=True)
        else:
            # Removed while still held: nobody can come to hold a file that is about to go.
            self._path.unlink(missing_ok=True)
            self._file.close()


def lock_path(project: Path) -> Path:
    """Where the lock of a project lies; links to the same file share one."""
    real = project.resolve()
    return real.with_name(real.name + ".lock")


def _still_there(path: Path, file: IO[bytes]) -> bool:
    try:
        there = path.stat()
    except FileNotFoundError:
        return False
    ours = os.fstat(file.fileno())
    return (there.st_dev, there.st_ino) == (ours.st_dev, ours.st_ino)


def _describe(file: IO[bytes], holder: str) -> None:
    since = datetime.now().astimezone().isoformat(timespec="seconds")
    about = {"holder": holder, "host": socket.gethostname(), "process": os.getpid(), "since": since}
    file.seek(0)
    file.truncate()
    file.write(json.dumps(about, ensure_ascii=False).encode())
    file.flush()


def _busy(project: Path, file: IO[bytes]) -> ProjectBusy:
    file.seek(0)
    try:
        about = json.loads(file.read(_LONGEST))
        holder = f"{about['holder']} on {about['host']}"
        since = datetime.fromisoformat(about["since"]).strftime("%d %B, %H:%M")
        who = f"by {holder}, since {since}"
    except (ValueError, KeyError, TypeError, OSError):
        # Half written, or not by us: who it is does not matter as much as that somebody holds it.
        holder, who = "another window or command", "in another window or command"
    return ProjectBusy(
        f"“{project.name}” is being edited {who}. Close it there to edit it here; until then it can be "
        "read here.",
        holder,
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"
