"""Where the worker processes find each document's file, and the passwords that open protected ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from app.model import Document
from app.pdf.protocol import Source
from widgets.reader.link_store import LinkStore
from widgets.reader.navigations import Navigations
from widgets.reader.tiles import Tiles


class Sources:
    """Keeps what is read in step with the documents there are; passwords are never stored."""

    def __init__(self, tiles: Tiles, links: LinkStore, navigations: Navigations) -> None:
        self._tiles = tiles
        self._links = links
        self._navigations = navigations
        self._project = Path()
        self._passwords: dict[str, str] = {}

    def begin(self, project: Path, documents: Iterable[Document]) -> None:
        """Have the documents of this project file read from now on."""
        self._project = project
        for document in documents:
            self._tiles.set_source(document.id, self.of(document))

    def end(self, documents: Iterable[Document]) -> None:
        """Let go of all that was read, and of the passwords."""
        for document in documents:
            self._tiles.forget(document.id)
        self._links.forget()
        self._navigations.forget_all()
        self._passwords.clear()

    def of(self, document: Document) -> Source:
        """Where the worker processes find the document's file."""
        return Source(str(self._project), document.sha256, self._passwords.get(document.id))

    def follow(self, touched: Iterable[str], documents: Sequence[Document]) -> None:
        """Bring documents that were added, changed or removed in step with those there are."""
        present = {document.id: document for document in documents}
        for document_id in touched:
            if document_id in present:
                self._tiles.set_source(document_id, self.of(present[document_id]))
            else:
                self._tiles.forget(document_id)

    def remember_password(self, document: Document, password: str) -> None:
        """Keep a password that opened a document until the project is closed."""
        self._passwords[document.id] = password
        source = self.of(document)
        self._tiles.set_source(document.id, source)
        self._navigations.follow(document.id, source)

    def had_password(self, document_id: str) -> bool:
        """Whether a password was given for the document."""
        return document_id in self._passwords
