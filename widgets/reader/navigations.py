"""Outlines and page labels of documents: each asked for once, in the background, and kept for all panes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from app.pdf.pool import Pool
from app.pdf.protocol import Answer, Contents, Navigation, Source


class Navigations(QObject):
    """`arrived` carries the id of a document whose ways are known now; a failure counts as having none."""

    arrived = Signal(str)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._sources: dict[str, Source] = {}
        self._known: dict[str, Navigation] = {}

    def of(self, document_id: str) -> Navigation | None:
        """What is known of a document; None until it has arrived."""
        return self._known.get(document_id)

    def ask(self, document_id: str, source: Source) -> None:
        """Have a document's navigation read, unless it was asked for before."""
        if self._sources.get(document_id) == source:
            return
        self._sources[document_id] = source
        self._pool.submit(Contents(source), partial(self._take, document_id, source))

    def follow(self, document_id: str, source: Source) -> None:
        """A document can be had in another way, with its password: ask again if it had been asked for."""
        if document_id in self._sources:
            self.ask(document_id, source)

    def forget_all(self) -> None:
        """Another project is coming; what is still on its way is no longer wanted."""
        self._sources.clear()
        self._known.clear()

    def _take(self, document_id: str, source: Source, answer: Answer) -> None:
        if self._sources.get(document_id) != source:
            return
        self._known[document_id] = answer if isinstance(answer, Navigation) else Navigation()
        self.arrived.emit(document_id)
