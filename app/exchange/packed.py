"""Zips from strangers: looked at before anything is unpacked, and never unpacked to disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from app.errors import UserError

MAX_RATIO = 250
"""How many times smaller a packed entry may be; text hardly gets 20 times smaller."""
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(UnicodeDecodeError, NotImplementedError, RuntimeError),
)
"""What the standard library raises for damaged zips; RuntimeError is about passwords."""

_UNSUSPICIOUS = 1_000_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_END = b"PK\x05\x06"
_LARGEST_END = 22 + 0xFFFF
_MAX_DIRECTORY = 10_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What kind of file it should be, how many entries it may have, and their bytes in all."""

    kind: str
    entries: int
    total: int


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The zip at `path`. Raises UserError where it is no zip, damaged, or a bomb."""
    try:
        _check_directory(path, limits)
        packed = zipfile.ZipFile(path)
    except DAMAGE as error:
        raise UserError(
            f"“{path.name}” is damaged or no {limits.kind} ({error}), so nothing of it was taken."
        ) from error
    with packed:
        _check(files(packed), path.name, limits)
        yield packed


def files(packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The entries that are no folders."""
    return [entry for entry in packed.infolist() if not entry.is_dir()]


def plain(name: str) -> str:
    """An entry's name with the slashes the standard wants."""
    return name.replace("\\", "/")


def _check_directory(path: Path, limits: Limits) -> None:
    """Refuse a list of entries so long that reading it would take minutes, before it is read."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LARGEST_END))
        tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise zipfile.BadZipFile("no end of a zip")
    if size > limits.total or struct.unpack_from("<I", tail, end + 12)[0] > _MAX_DIRECTORY:
        raise UserError(f"“{path.name}” is too large or holds too many files to be a {limits.kind}.")


def _check(entries: list[zipfile.ZipInfo], name: str, limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise UserError(f"“{name}” holds {len(entries):,} files; {limits.entries:,} is the most.")
    if sum(entry.file_size for entry in entries) > limits.total:
        raise UserError(f"“{name}” would unpack to more than {limits.total / 1e6:,.0f} MB.")
    seen: set[str] = set()
    for entry in entries:
        at = plain(entry.filename)
        if at.startswith("/") or ".." in PurePosixPath(at).parts or ":" in at.split("/")[0]:
            raise UserError(f"“{name}” holds a file that wants to lie outside of it (“{entry.filename}”).")
        if at.lower() in seen:
            raise UserError(f"“{name}” holds two files called “{entry.filename}”.")
        seen.add(at.lower())
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            raise UserError(f"“{name}” is encrypted, or packed in a way no {limits.kind} is.")
        if entry.file_size > max(_UNSUSPICIOUS, MAX_RATIO * entry.compress_size):
            raise UserError(f"“{name}” unpacks to far more than it is, as only harmful files do.")
