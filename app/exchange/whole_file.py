"""Files written whole or not at all: beside the old one first, then in its place."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.arguments import is_project
from app.errors import UserError


@contextmanager
def written_whole(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file at `path` when all went well; otherwise the older file stays.

    A pipe or device is written to as it comes. Raises UserError where the file cannot be written, and where
    it is a project, for what is in one is nowhere else.
    """
    target = path.resolve()
    if target.is_file() and is_project(target):
        raise UserError(
            f"{path} is a project, which no other file may take the place of. Choose another name."
        )
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:  # a folder says so itself
                yield stream
            return
        beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
        try:
            with beside.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"{path} cannot be written: {_said(error, target)}") from error


def _said(error: OSError, target: Path) -> str:
    """What went wrong, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full. Free some space, or choose another disk."
    if not target.parent.is_dir():
        return f"the folder {target.parent} is not there. Choose another one, or connect its disk again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "that is not allowed there. Choose another folder, or close the file where it is open."
    return f"{error.strerror or error}. Choose another name or folder."
