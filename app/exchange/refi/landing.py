"""The documents of another program's project, each held against the project's own: there, new, or lost."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.errors import UserError
from app.exchange.refi.archive import Archive
from app.exchange.refi.finding import Surface
from app.exchange.refi.incoming import Incoming, IncomingDocument
from app.exchange.refi.losses import Loss, Losses
from app.exchange.refi.pdf_text import PdfWork
from app.model import Document
from app.project import documents, identity
from app.project.database import Project
from app.project.state import Rows
from app.text.document_text import DocumentText

_ENDINGS = {"pdf", "txt", "docx", "doc", "rtf", "odt", "html", "md"}


@dataclass(frozen=True, slots=True)
class Landed:
    """A document with its place in the project; a new one with its text, and a way to its content."""

    document: Document
    surface: Surface
    text: DocumentText | None = None
    content: Callable[[], bytes] | None = None


class Landing:
    """Finds the place of each document."""

    def __init__(
        self, project: Project, ours: Rows, incoming: Incoming, files: Archive | None, work: PdfWork
    ) -> None:
        self.problems: list[str] = []
        """What was wrong with documents that cannot be read."""
        self.set = 0
        """How many texts became PDFs."""
        self._project = project
        self._known = ours["documents"]
        self._files = files
        self._work = work
        self._surfaces: dict[str, Surface] = {}
        self._new: dict[str, Landed] = {}
        self._coded = _coded(incoming)
        self._losses: Losses = incoming.losses

    def land(self, document: IncomingDocument) -> Landed | None:
        """Its place; None, with the loss counted, where it cannot come in."""
        try:
            found = self._landed(document)
        except UserError as error:
            self.problems.append(f"left out: {error}")
            self._losses.add(Loss.UNREADABLE_CODING, self._coded.get(document.key, 0))
            return None
        if found is None:
            self._losses.add(Loss.MISSING_FILE)
            self._losses.add(Loss.MISSING_FILE_CODING, self._coded.get(document.key, 0))
        return found

    def _landed(self, document: IncomingDocument) -> Landed | None:
        entry, files = document.entry, self._files
        if entry is not None and files is not None:
            return self._with_file(document, files.sha256(entry), lambda: files.content(entry))
        found = self._by_text(document)
        if found is None and not document.is_pdf and (document.text or "").strip():
            content = self._work.set(_file_name(document), document.text or "")
            found = self._with_file(document, hashlib.sha256(content).hexdigest(), lambda: content)
            self.set += found.text is not None
        return found

    def _with_file(self, document: IncomingDocument, sha256: str, content: Callable[[], bytes]) -> Landed:
        id = identity.document_id(sha256)
        if id in self._known or id in self._new:
            return self._new.get(id) or self._there(id)
        name = _file_name(document)
        text = self._work.read(name, content())
        title = _bare(document.title.strip()) or Path(name).stem
        found = Document(id, sha256, title, name, len(text.pages), text.engine, added="")
        self._new[id] = Landed(found, Surface(found, text.paragraphs, text.pages), text, content)
        return self._new[id]

    def _by_text(self, document: IncomingDocument) -> Landed | None:
        """The project's document that this is, going by its id or else by having the same letters."""
        if document.key in self._known:
            return self._there(document.key)
        letters = identity.normalised(document.text or "")
        if not letters:
            return None
        same = (id for id in self._known if self._surface(id).letters == letters)
        return next(map(self._there, same), None)

    def _there(self, id: str) -> Landed:
        surface = self._surface(id)
        return Landed(surface.document, surface)

    def _surface(self, id: str) -> Surface:
        if id not in self._surfaces:
            paragraphs = documents.paragraphs(self._project, id)
            pages = documents.pages(self._project, id)
            self._surfaces[id] = Surface(documents.from_row(self._known[id]), paragraphs, pages)
        return self._surfaces[id]


def _coded(incoming: Incoming) -> Mapping[str, int]:
    """How many codings each document has."""
    counts: dict[str, int] = {}
    for annotation in incoming.annotations:
        document = incoming.passages[annotation.passage].document
        counts[document] = counts.get(document, 0) + 1
    return counts


def _file_name(document: IncomingDocument) -> str:
    """What its file is called, going by its name, else by the name among the sources."""
    name = Path(document.file_name.replace("\\", "/")).name or document.entry or "Untitled"
    return name if name.lower().endswith(".pdf") else f"{name}.pdf"


def _bare(title: str) -> str:
    """A title without the ending of a file."""
    stem, dot, ending = title.rpartition(".")
    return stem if dot and stem and ending.lower() in _ENDINGS else title
