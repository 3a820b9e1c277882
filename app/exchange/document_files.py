"""Exports of one file a document: where each goes, and what came of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import UserError
from app.model import Document

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_LONGEST_NAME = 180
"""Bytes; most file systems take 255, and the name gets an ending and perhaps a number."""


@dataclass(frozen=True, slots=True)
class Written:
    """The files that were written, how many annotations are in them, and what the reader should know."""

    files: tuple[Path, ...]
    annotations: int
    notices: tuple[str, ...]


def targets(documents: Sequence[Document], target: Path, ending: str) -> list[tuple[Document, Path]]:
    """Where each document goes: one to the file `target`, several into a folder of that name, which is made.

    Raises UserError where the folder cannot be made.
    """
    if len(documents) == 1 and not target.is_dir():
        return [(documents[0], target)]
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(
            f"{len(documents)} documents go into a folder, and {target} cannot be made one: {error.strerror}."
        ) from error
    taken: set[str] = set()
    return [(document, target / file_name(document.title, taken, ending)) for document in documents]


def file_name(title: str, taken: set[str], ending: str) -> str:
    """A title as a file's name that every system takes, none of those taken (casefolded); it is added."""
    name = _UNSAFE.sub("_", title).strip(" .") or "document"
    if _RESERVED.match(name):
        name = f"_{name}"
    name = name.encode()[:_LONGEST_NAME].decode(errors="ignore").rstrip(" .")
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free.casefold())
    return f"{free}{ending}"
