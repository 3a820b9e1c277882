"""The zip of a project from elsewhere: its description, and its files by name."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from app.adding import MAX_BYTES
from app.errors import UserError
from app.exchange import packed
from app.exchange.packed import DAMAGE
from app.exchange.refi.standard import SOURCES

MAX_ENTRIES = 20_000
MAX_TOTAL = 1_000_000_000
MAX_XML = 150_000_000
MAX_TEXT = 50_000_000
_CHUNK = 1 << 20


class Archive:
    """The files in a project from elsewhere, by what they are called there."""

    def __init__(self, unpacked: zipfile.ZipFile, name: str) -> None:
        self._zip = unpacked
        self.name = name
        self._left = 2 * MAX_TOTAL
        self._hashes: dict[str, str] = {}
        entries = packed.files(unpacked)
        self._project = [entry for entry in entries if entry.filename.lower().endswith(".qde")]
        self._sources = {
            path.name.lower(): entry
            for entry in entries
            if (path := PurePosixPath(packed.plain(entry.filename))).parent.name.lower()
            == SOURCES.rstrip("/")
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
        if entry.file_size > MAX_XML:
            raise UserError(
                f"The description in “{self.name}” has {entry.file_size / 1e6:,.0f} MB: too much."
            )
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
        except DAMAGE as error:
            raise UserError(f"“{file}” in “{self.name}” is damaged ({error}).") from error


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The project file at `path`. Raises UserError where it is no zip, damaged, or a bomb."""
    with packed.opened(path, packed.Limits("REFI-QDA project", MAX_ENTRIES, MAX_TOTAL)) as unpacked:
        yield Archive(unpacked, path.name)
