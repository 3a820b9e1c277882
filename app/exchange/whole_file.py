"""Files written whole or not at all: beside the old one first, then in its place."""

from __future__ import annotations

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
        raise UserError(f"{path} cannot be written: {error.strerror or error}.") from error
