"""Worker processes that read PDFs for us: whatever a file does to one of them, every request is answered."""

from __future__ import annotations

from collections.abc import Callable

from app.pdf.protocol import Answer, Render, Request, Slot, Tile

Deliver = Callable[[Callable[[], None]], None]
"""Runs a callable in the right thread; the window passes one that queues it to the GUI thread."""

BUDGET = 192 * 1024 * 1024
"""Bytes of pixels kept in shared memory; taken from the system only as they are first used."""


class Ticket:
    """A request that was handed in."""

    def cancel(self) -> bool:
        """Drop the request: its callbacks will not be called. True if it had not been sent to a worker yet."""
        raise NotImplementedError

    def withdraw(self) -> bool:
        """Drop the request only if it has not been sent to a worker yet; True if so."""
        raise NotImplementedError


class Pool:
    """Worker processes, started by `start` or by the first request, ended by `close` or with this process.

    Every request is answered exactly once (unless cancelled) by its kind of answer or by a `Failure`.
    All methods may be called from any thread and return at once, `call` excepted.
    """

    def __init__(self, workers: int = 2, deliver: Deliver | None = None, budget: int = BUDGET) -> None:
        raise NotImplementedError

    def start(self) -> None:
        """Start the workers in the background; does nothing if they have been started."""

    def close(self) -> None:
        """End the workers and forget all requests; no callback runs afterwards."""

    def submit(
        self,
        request: Request,
        on_done: Callable[[Answer], None],
        *,
        on_progress: Callable[[int, int], None] | None = None,
        urgent: bool = False,
        slot: Slot | None = None,
    ) -> Ticket:
        """Ask for something; `on_done` gets the answer, `on_progress` (done, total) while a `Read` runs.

        Urgent requests go before all others of their kind. A `Render` may bring a slot from `reserve`.
        """
        raise NotImplementedError

    def call(
        self,
        request: Request,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Answer:
        """Ask and wait, for the command line; progress runs in the calling thread.

        Raises PasswordNeeded or DocumentRefused instead of returning a Failure; Cancelled when told so.
        """
        raise NotImplementedError

    def reserve(self, size: int) -> Slot | None:
        """Take a slot for a `Render` of so many bytes; None if there is no room until a tile is released."""
        raise NotImplementedError

    def release(self, tile: Tile) -> None:
        """Give a tile's pixels back; they will be overwritten."""
        raise NotImplementedError


__all__ = ["BUDGET", "Deliver", "Pool", "Render", "Ticket"]
