"""Reads the text of a document while there is nothing else to do, so that nobody waits for it later."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.errors import UserError
from widgets.reader.shown_document import ShownDocument
from widgets.session import Session


class ReadingAhead(QObject):
    """One document at a time, a little at a time."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownDocument | None = None
        self._idle = session.idle

    @property
    def is_going_on(self) -> bool:
        """Whether there may be more to read."""
        return self._idle.is_at(self)

    def show(self, shown: ShownDocument | None) -> None:
        """Read this document from now on, and no other."""
        self._shown = shown
        if shown is None:
            self._idle.end(self)
        else:
            self._idle.begin(self, self._read_on)

    def _read_on(self) -> bool:
        try:
            return self._shown is not None and self._shown.is_there and self._shown.read_on()
        except UserError:
            return False  # whoever comes to need what is damaged is told of it
