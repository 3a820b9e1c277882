"""The zip of a project from elsewhere: looked at before anything is unpacked, and never unpacked to disk."""

from __future__ import annotations

import hashlib
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from app.adding import MAX_BYTES
from app.errors import UserError
from app.exchange.refi.standard import SOURCES

MAX_ENTRIES = 20_000
MAX_TOTAL = 1_000_000_000
MAX_XML = 150_000_000
MAX_TEXT = 50_000_000
MAX_RATIO = 250
"""How many times smaller a packed entry may be; text hardly gets 20 times smaller."""

_UNSUSPICIOUS = 1_000_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(UnicodeDecodeError, NotImplementedError, RuntimeError),
)
"""What the standard library raises for damaged zips; RuntimeError is about passwords."""
_CHUNK = 1 << 20
_END = b"PK\x05\x06"
_LARGEST_END = 22 + 0xFFFF
_MAX_DIRECTORY = 10_000_000


class Archive:
    """The files in a project from elsewhere, by what they are called there."""

    def __init__(self, packed: zipfile.ZipFile, name: str) -> None:
        self._zip = packed
        self.name = name
        self._left = 2 * MAX_TOTAL
        self._hashes: dict[str, str] = {}
        entries = [entry for entry in packed.infolist() if not entry.is_dir()]
        _check(entries, name)
        self._project = [entry for entry in entries if entry.filename.lower().endswith(".qde")]
        self._sources = {
            path.name.lower(): entry
            for entry in entries
            if (path := PurePosixPath(_plain(entry.filename))).parent.name.lower() == SOURCES.rstrip("/")
        }

    @contextmanager
    def project(self) -> Iterator[BinaryIO]:
        """The project's XML. Raises UserError unless there is just one, and sound."""
        if len(self._project) != 1:
            raise UserError(
                f"“{self.name}” holds {len(self._project)} project descriptions (.qde) where there should be "
                "one, so nothing of it was taken. Export it once more from the program it comes from."
            )
        (entry,) = self._project
        with self._told_damage(entry.filename), self._zip.open(entry) as stream:
            yield cast(BinaryIO, stream)

    def has(self, file: str) -> bool:
        """Whether there is such a file among the sources."""
        return file.lower() in self._sources

    def comment(self, file: str) -> str:
        """What the zip notes beside a file; we note there what a document's file was called."""
        return self._sources[file.lower()].comment.decode("utf-8", "replace")

    def text(self, file: str) -> bytes:
        """The content of a text. Raises UserError where it is too long or damaged."""
        return self._read(file, MAX_TEXT)

    def content(self, file: str) -> bytes:
        """The content of a document. Raises UserError where it is too large or damaged."""
        return self._read(file, MAX_BYTES)

    def sha256(self, file: str) -> str:
        """The SHA-256 of a file, read piece by piece."""
        if file.lower() not in self._hashes:
            digest = hashlib.sha256()
            with self._told_damage(file), self._zip.open(self._sources[file.lower()]) as stream:
                while piece := stream.read(_CHUNK):
                    digest.update(piece)
            self._hashes[file.lower()] = digest.hexdigest()
        return self._hashes[file.lower()]

    def _read(self, file: str, most: int) -> bytes:
        entry = self._sources[file.lower()]
        if entry.file_size > most:
            raise UserError(f"“{file}” in “{self.name}” is too large ({entry.file_size / 1e6:,.0f} MB).")
        self._left -= entry.file_size
        if self._left < 0:
            raise UserError(f"“{self.name}” has the same files read over and over, as only harmful files do.")
        with self._told_damage(file):
            return self._zip.read(entry)

    @contextmanager
    def _told_damage(self, file: str) -> Iterator[None]:
        try:
            yield
        except _DAMAGE as error:
            raise UserError(f"“{file}” in “{self.name}” is damaged ({error}).") from error


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The project file at `path`. Raises UserError where it is no zip, damaged, or a bomb."""
    try:
        _check_directory(path)
        packed = zipfile.ZipFile(path)
    except _DAMAGE as error:
        raise UserError(
            f"“{path.name}” is damaged or no REFI-QDA project ({error}), so nothing of it was taken."
        ) from error
    with packed:
        yield Archive(packed, path.name)


def _check_directory(path: Path) -> None:
    """Refuse a list of entries so long that reading it would take minutes, before it is read."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LARGEST_END))
        tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise zipfile.BadZipFile("no end of a zip")
    if size > MAX_TOTAL or struct.unpack_from("<I", tail, end + 12)[0] > _MAX_DIRECTORY:
        raise UserError(f"“{path.name}” is too large or holds too many files to be a project.")


def _check(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MAX_ENTRIES:
        raise UserError(f"“{name}” holds {len(entries):,} files; {MAX_ENTRIES:,} is the most.")
    if sum(entry.file_size for entry in entries) > MAX_TOTAL:
        raise UserError(f"“{name}” would unpack to more than {MAX_TOTAL / 1e6:,.0f} MB.")
    seen: set[str] = set()
    for entry in entries:
        plain = _plain(entry.filename)
        if plain.startswith("/") or ".." in PurePosixPath(plain).parts or ":" in plain.split("/")[0]:
            raise UserError(f"“{name}” holds a file that wants to lie outside of it (“{entry.filename}”).")
        if plain.lower() in seen:
            raise UserError(f"“{name}” holds two files called “{entry.filename}”.")
        seen.add(plain.lower())
        if entry.flag_bits & 1 or entry.compress_type not in _METHODS:
            raise UserError(f"“{name}” is encrypted or packed in a way REFI-QDA does not allow.")
        if entry.filename.lower().endswith(".qde") and entry.file_size > MAX_XML:
            raise UserError(f"The description in “{name}” has {entry.file_size / 1e6:,.0f} MB: too much.")
        if entry.file_size > max(_UNSUSPICIOUS, MAX_RATIO * entry.compress_size):
            raise UserError(f"“{name}” unpacks to far more than it is, as only harmful files do.")


def _plain(name: str) -> str:
    return name.replace("\\", "/")
