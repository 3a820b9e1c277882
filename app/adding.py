"""Adding files to a project, from any front end: each file read, looked at and stored on its own.

`add_files` waits for the reading, so a window runs it on a thread of its own; the functions of `Front` are
how it reaches the project and the person, and the window lets them hop to the thread that owns those.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.errors import Cancelled, DocumentRefused, PasswordNeeded, UserError
from app.model import Document
from app.pdf.readable import Manuscript, manuscript
from app.text.document_text import DocumentText

_LOST = {
    Manuscript.HTML: "What the page keeps elsewhere, such as pictures, is not in it.",
    Manuscript.WORD: "Pictures and the look of the pages are not in it: a PDF saved from Word has them.",
}
"""What of a file may be lost when it is typeset."""

MAX_BYTES = 512 * 1024 * 1024
"""The largest file a project takes in; SQLite's own limit for one value is about 1 GB."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file read from disk, not yet known to be a document."""

    path: Path
    content: bytes
    sha256: str

    @property
    def title(self) -> str:
        """What people will find it by: the file's name without its ending."""
        return self.path.stem or self.path.name


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: a document, perhaps with a notice about it, or else a problem."""

    path: Path
    document: Document | None = None
    problem: str | None = None
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is: file `file` of `files` (from 1), `page` of its `pages` read (0 of 0 at first)."""

    path: Path
    file: int
    files: int
    page: int
    pages: int


PageRead = Callable[[int, int], None]
"""Told how many pages of how many were read."""


class ReadText(Protocol):
    """Reads a file's text in a worker; raises UserError, PasswordNeeded or Cancelled."""

    def __call__(self, path: Path, password: str | None, page_read: PageRead, /) -> DocumentText:
        """Read it."""


@dataclass(frozen=True, slots=True)
class Front:
    """What adding needs of the one who asked for it.

    `find` looks a file up by its SHA-256 among the project's documents, `store` puts a read file into the
    project in one transaction; `ask_password` gets the path and whether one was already tried and wrong,
    and answers None to leave the file out; `typeset` makes a PDF of a file that is none. `complete` gives a
    file to a document that came from elsewhere without it, and says whether it did.
    """

    find: Callable[[str], Document | None]
    store: Callable[[Candidate, DocumentText], Document]
    read_text: ReadText
    ask_password: Callable[[Path, bool], str | None]
    progress: Callable[[Step], None]
    cancelled: Callable[[], bool]
    typeset: Callable[[Path, PageRead], bytes]
    complete: Callable[[Candidate, Document], bool] = lambda _candidate, _document: False


def add_files(paths: Sequence[Path], front: Front) -> list[Outcome]:
    """Add every file that can be added and say what came of each, in the order given.

    Stopping ends it after the files already stored: they stay, and the outcomes are of those alone.
    """
    outcomes: list[Outcome] = []
    for number, path in enumerate(paths, start=1):

        def page_read(page: int, pages: int, path: Path = path, number: int = number) -> None:
            front.progress(Step(path, number, len(paths), page, pages))

        page_read(0, 0)
        if front.cancelled():
            break
        try:
            outcomes.append(_add_file(path, front, page_read))
        except UserError as error:
            outcomes.append(Outcome(path, problem=str(error)))
        except Cancelled:
            break
    return outcomes


def read_file(path: Path) -> Candidate:
    """The file's content and SHA-256; DocumentRefused says why it cannot be taken."""
    try:
        content = _content(path)
    except FileNotFoundError:
        raise DocumentRefused(f"{path.name}: there is no such file.") from None
    except OSError as error:
        raise DocumentRefused(f"{path.name}: the file cannot be read ({error.strerror}).") from error
    if not content:
        raise DocumentRefused(f"{path.name}: the file is empty.")
    return Candidate(path, content, hashlib.sha256(content).hexdigest())


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise DocumentRefused(f"{path.name}: this is a folder; choose the files in it.")
    size, most = path.stat().st_size / 1e6, MAX_BYTES / 1e6
    if size > most:
        raise DocumentRefused(f"{path.name}: {size:,.0f} MB is too much; a project takes {most:,.0f} MB.")
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def _add_file(path: Path, front: Front, page_read: PageRead) -> Outcome:
    original = read_file(path)
    kind = None if original.content.startswith(b"%PDF-") else manuscript(path)
    candidate = _typeset(path, front, page_read) if kind else original
    known = front.find(candidate.sha256)
    if known is not None and front.complete(candidate, known):
        return Outcome(path, known, notice=f"{path.name}: the file “{known.title}” was missing is there now.")
    if known is not None:
        return Outcome(
            path, known, notice=f"{path.name}: the same file is already in the project, as “{known.title}”."
        )
    if kind is None:
        text = read_asking(path, front.read_text, front.ask_password, page_read)
        return Outcome(path, front.store(candidate, text), notice=_notice(text))
    text = _text_of(candidate, front, page_read)
    said = [f"{path.name} was typeset as a PDF to be read here.", _LOST.get(kind), _notice(text)]
    return Outcome(path, front.store(candidate, text), notice=" ".join(filter(None, said)))


def _typeset(path: Path, front: Front, page_read: PageRead) -> Candidate:
    """The PDF made of a file, under the file's whole name: the same file gives the same PDF every time."""
    content = front.typeset(path, page_read)
    made = path.with_name(f"{path.name}.pdf")
    return Candidate(made, content, hashlib.sha256(content).hexdigest())


def _text_of(made: Candidate, front: Front, page_read: PageRead) -> DocumentText:
    """The text of a PDF that is on no disk yet: the worker that reads gets no bytes, but a file to open."""
    with tempfile.TemporaryDirectory(prefix="diptych-") as folder:
        path = Path(folder) / made.path.name
        path.write_bytes(made.content)
        return front.read_text(path, None, page_read)


def read_asking(
    path: Path,
    read_text: ReadText,
    ask_password: Callable[[Path, bool], str | None],
    page_read: PageRead,
) -> DocumentText:
    """A file's text, its password asked for until it fits; DocumentRefused when none is given."""
    password: str | None = None
    while True:
        try:
            return read_text(path, password, page_read)
        except PasswordNeeded:
            tried = password is not None
            password = ask_password(path, tried)
            if password is None:
                why = "the password does not fit" if tried else "no password was given"
                raise DocumentRefused(f"{path.name}: the file is protected, and {why}.") from None


def _notice(text: DocumentText) -> str | None:
    if text.notices:
        return " ".join(text.notices)
    if not text.paragraphs:
        return "No text was found on its pages, as in a scan: it can be read, but has no paragraphs to tag."
    return None
