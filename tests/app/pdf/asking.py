"""Asks a pool from a test and waits, with every wait bounded."""

from __future__ import annotations

import queue
from pathlib import Path
from typing import Any

from app.pdf.pool import Pool, Ticket
from app.pdf.protocol import Request, Slot

PATIENCE = 20.0
"""Seconds; what should happen at once may take long on a busy machine."""


class Asked:
    """Requests handed in together; their answers in the order they come."""

    def __init__(self, pool: Pool, *requests: Request) -> None:
        self._pool = pool
        self._told: queue.SimpleQueue[tuple[Request, Any]] = queue.SimpleQueue()
        self.tickets = [self.ask(request) for request in requests]

    def ask(self, request: Request, slot: Slot | None = None) -> Ticket:
        """Hand in one more."""
        return self._pool.submit(request, self._teller(request), slot=slot)

    def next(self) -> tuple[Request, Any]:
        """The next answer, and what it answers."""
        return self._told.get(timeout=PATIENCE)

    def next_answer(self) -> Any:
        """The next answer."""
        return self.next()[1]

    @property
    def quiet(self) -> bool:
        """Whether no answer waits."""
        return self._told.empty()

    def _teller(self, request: Request) -> Any:
        return lambda answer: self._told.put((request, answer))


def is_running(pid: int) -> bool:
    """Whether a process runs; one that ended and has not been collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
