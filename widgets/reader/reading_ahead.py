"""Reads the text of a document while there is nothing else to do, so that nobody waits for it later."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from app.collecting import nothing_collected
from app.errors import UserError
from widgets.reader.garbage import spare_what_stays
from widgets.reader.shown_document import ShownDocument
from widgets.session import Session

_PAUSE = 4
"""Milliseconds left to everything else between two small steps."""


_SPARED_EVERY = 8
"""Steps after which what was read is left out of searches for garbage: they take longer the more there is."""


class ReadingAhead(QObject):
    """One document at a time, a little at a time."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: ShownDocument | None = None
        self._steps = 0
        self._idle = QTimer(self, interval=_PAUSE)
        self._idle.timeout.connect(self._go_on)
        session.project_closed.connect(self._idle.stop)

    @property
    def is_going_on(self) -> bool:
        """Whether there may be more to read."""
        return self._idle.isActive()

    def show(self, shown: ShownDocument | None) -> None:
        """Read this document from now on, and no other."""
        self._shown = shown
        self._idle.start() if shown else self._idle.stop()

    def _go_on(self) -> None:
        with nothing_collected():
            more = self._read_on()
        self._steps += 1
        if not more:
            self._idle.stop()
        if not more or self._steps % _SPARED_EVERY == 0:
            spare_what_stays(True)

    def _read_on(self) -> bool:
        try:
            return self._shown is not None and self._shown.is_there and self._shown.read_on()
        except UserError:
            return False  # whoever comes to need what is damaged is told of it
