"""Projects and codebooks of other programs (.qdpx, .qde, .qdc), read into records; nothing is kept yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element

from app.errors import UserError
from app.exchange.refi import archive
from app.exchange.refi.archive import Archive
from app.exchange.refi.codebook import read_codes
from app.exchange.refi.elements import child, children, count, parse, text
from app.exchange.refi.incoming import Incoming, IncomingCoder, IncomingMemo
from app.exchange.refi.losses import Loss, Losses
from app.exchange.refi.notes import Notes
from app.exchange.refi.selecting import SourceReading
from app.exchange.refi.standard import key
from app.model import MemoTarget

_ZIP = b"PK"
_UNCOUNTED = {"Users", "CodeBook", "Sources", "Notes", "Description", "NoteRef"}
_LOST = {
    "Set": Loss.SET,
    "Graph": Loss.GRAPH,
    "Link": Loss.LINK,
    "Case": Loss.CASE,
    "Variable": Loss.VARIABLE,
}


@contextmanager
def opened(path: Path) -> Iterator[tuple[Incoming, Archive | None]]:
    """What a file says, and the files in it. Raises UserError where it is not a sound one of these kinds."""
    if not _starts_as_zip(path):
        yield _read_bare(path), None
        return
    with archive.opened(path) as files:
        with files.project() as stream:
            root = parse(stream, path.name)
        yield _read(root, path.name, files), files


def _starts_as_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    except FileNotFoundError:
        raise UserError(f"There is no file “{path}”.") from None
    except OSError as error:
        raise UserError(f"“{path.name}” cannot be read ({error.strerror or error}).") from error


def _read_bare(path: Path) -> Incoming:
    """A codebook, or a project without its sources."""
    if path.stat().st_size > archive.MAX_XML:
        raise UserError(f"“{path.name}” is too large to be a project or a codebook.")
    with path.open("rb") as stream:
        root = parse(stream, path.name)
    return _read(root, path.name, None)


def _read(root: Element, name: str, files: Archive | None) -> Incoming:
    if root.tag == "CodeBook":
        themes = tuple(theme for theme, _ in read_codes(root))
        losses = Losses()
        losses.add(Loss.SET, count(root, "Set"))
        return Incoming(name, root.get("origin", ""), themes, losses=losses)
    if root.tag != "Project":
        raise UserError(f"“{name}” is no REFI-QDA project or codebook: it holds a “{root.tag}”.")
    return _read_project(root, name, files)


def _read_project(root: Element, name: str, files: Archive | None) -> Incoming:
    losses = Losses()
    _count_losses(root, losses)
    notes = Notes(child(root, "Notes"), files, losses)
    coders = tuple(
        IncomingCoder(key(user.get("guid")), user.get("name") or user.get("id") or "")
        for user in children(child(root, "Users"), "User")
    )
    codes = list(read_codes(child(root, "CodeBook")))
    themes = tuple(theme for theme, _ in codes)
    memos: list[IncomingMemo] = []
    for theme, element in codes:
        memos += notes.on(element, MemoTarget.THEME, theme.key)
    sources = SourceReading(files, {theme.key for theme in themes}, notes, losses)
    for element in child(root, "Sources") or ():
        sources.read(element)
    notes.count_lost()
    return Incoming(
        name,
        root.get("origin", ""),
        themes,
        coders,
        tuple(sources.documents.values()),
        sources.passages,
        tuple(sources.annotations.values()),
        tuple(memos + sources.memos),
        losses,
    )


def _count_losses(root: Element, losses: Losses) -> None:
    """Count what has no counterpart, wherever in the project it is."""
    for name, loss in _LOST.items():
        losses.add(loss, count(root, name))
    losses.add(Loss.VARIABLE_VALUE, count(root, "VariableValue"))
    described = bool(text(child(root, "Description")))
    losses.add(Loss.PROJECT_NOTE, described + sum(1 for _ in children(root, "NoteRef")))
    known = _UNCOUNTED | {f"{name}s" for name in _LOST}
    losses.add(Loss.OTHER, sum(element.tag not in known for element in root))
