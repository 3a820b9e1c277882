"""Worker processes that read PDFs for us: whatever a file does to one of them, every request is answered."""

from __future__ import annotations

import atexit
import contextlib
import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import overload

from app.errors import Cancelled
from app.pdf.failures import failure
from app.pdf.jobs import Deliver, Job
from app.pdf.listener import Listener
from app.pdf.post import IN_FLIGHT
from app.pdf.protocol import (
    Annotate,
    Answer,
    Contents,
    DrawKinds,
    Failure,
    FailureKind,
    FoundMarks,
    Links,
    Navigation,
    Open,
    Opened,
    PageLinks,
    PageWords,
    PdfMade,
    Read,
    ReadMarks,
    Recognise,
    Render,
    Request,
    Slot,
    SlotTooSmall,
    Tile,
    Typeset,
    Words,
)
from app.pdf.slots import Arena, Slots
from app.text.document_text import DocumentText

BUDGET = 384 * 1024 * 1024
"""Bytes of pixels in shared memory, at most; taken from the system only as they are first used."""

_log = logging.getLogger(__name__)


class Ticket:
    """A request that was handed in."""

    def __init__(self, job: Job, forget: Callable[[Job], None], stop: Callable[[Job], None]) -> None:
        self._job = job
        self._forget = forget
        self._stop = stop

    def cancel(self) -> bool:
        """Drop the request, its callbacks will not be called; True if it had not been sent to a worker."""
        if self.withdraw():
            return True
        if self._job.drop():
            self._stop(self._job)
        return False

    def withdraw(self) -> bool:
        """Drop the request only if it has not been sent to a worker yet; True if so."""
        if not self._job.withdraw():
            return False
        self._forget(self._job)
        return True


class Pool:
    """Worker processes, started by `start` or by the first request, ended by `close` or with this process.

    Every request is answered exactly once (unless cancelled) by its kind of answer or by a `Failure`.
    All methods may be called from any thread and return at once, `call` and `close` excepted.
    `on_lost`, if set, is told through `deliver` when a worker had to be replaced.
    """

    def __init__(self, workers: int = 2, deliver: Deliver | None = None, budget: int = BUDGET) -> None:
        self.budget = budget
        self.capacity = workers * IN_FLIGHT
        self.on_lost: Callable[[FailureKind], None] | None = None
        self.lost = 0
        self._workers = workers
        self._deliver = deliver or _at_once
        self._slots = Slots(budget)
        self._arena: Arena | None = None
        self._listener: Listener | None = None
        self._lock = threading.Lock()
        self._closed = False

    @property
    def pids(self) -> list[int]:
        """The worker processes that are ready for requests at this moment."""
        return self._listener.pids if self._listener else []

    def start(self) -> None:
        """Start the workers in the background; does nothing if they have been started."""
        self._started()

    def close(self) -> None:
        """End the workers and forget all requests; no callback begins afterwards."""
        self._closed = True
        with self._lock:
            if self._listener is not None:
                self._listener.close()
                self._listener = None
            if self._arena is not None:
                self._arena.close()
                self._arena = None
        atexit.unregister(self.close)

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

        Urgent requests go before all others of their kind. A `Render` may bring a slot from `reserve`; one
        that brings none, or too small a one, may be answered by `SlotTooSmall`.
        """
        job = Job(request, on_done, self._guarded, on_progress, slot, urgent=urgent)
        return self._hand_in(job)

    @overload
    def call(self, request: Open) -> Opened: ...
    @overload
    def call(self, request: Words) -> PageWords: ...
    @overload
    def call(self, request: Links) -> PageLinks: ...
    @overload
    def call(self, request: Contents) -> Navigation: ...
    @overload
    def call(self, request: Render) -> Tile: ...
    @overload
    def call(
        self,
        request: Read | Recognise,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> DocumentText: ...
    @overload
    def call(
        self,
        request: Annotate | DrawKinds | Typeset,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> PdfMade: ...
    @overload
    def call(
        self,
        request: ReadMarks,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> FoundMarks: ...

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
        answer = self._wait_for(request, None, progress, cancelled)
        while isinstance(answer, SlotTooSmall):
            slot = self.reserve(answer.size)
            if slot is None:
                answer = failure(FailureKind.MEMORY, request)
            else:
                answer = self._wait_for(request, slot, progress, cancelled)
        if isinstance(answer, Failure):
            raise answer.error(request.source)
        return answer

    def reserve(self, size: int) -> Slot | None:
        """Take a slot for a `Render` of so many bytes; None if there is no room until a tile is released."""
        return self._slots.take(size)

    def release(self, tile: Tile) -> None:
        """Give a tile's pixels back; they will be overwritten."""
        self._slots.free(tile.slot)

    def _wait_for(
        self,
        request: Request,
        slot: Slot | None,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Answer:
        told: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        answers: list[Answer] = []
        ticket = self._hand_in(Job(request, answers.append, told.put, progress, slot))
        try:
            while not answers:
                if self._closed or (cancelled is not None and cancelled()):
                    raise Cancelled
                with contextlib.suppress(queue.Empty):
                    told.get(timeout=0.05)()
        finally:
            ticket.cancel()
        return answers[0]

    def _hand_in(self, job: Job) -> Ticket:
        listener = self._started()
        listener.put(job)
        return Ticket(job, self._forget, listener.stop)

    def _started(self) -> Listener:
        with self._lock:
            if self._closed:
                raise Cancelled
            if self._listener is None:
                self._arena = Arena(self.budget)
                self._listener = Listener(self._arena, self._slots, self._workers, self._count_lost)
                atexit.register(self.close)
            return self._listener

    def _forget(self, job: Job) -> None:
        if job.slot is not None:
            self._slots.free(job.slot)

    def _count_lost(self, kind: FailureKind) -> None:
        self.lost += 1
        if self.on_lost is not None:
            self._guarded(partial(self.on_lost, kind))

    def _guarded(self, work: Callable[[], None]) -> None:
        """Deliver, unless the pool was closed in the meantime."""

        def unless_closed() -> None:
            if not self._closed:
                work()

        self._deliver(unless_closed)


def _at_once(work: Callable[[], None]) -> None:
    """Runs in the listener's thread, which must survive what callers do."""
    try:
        work()
    except Exception:  # noqa: BLE001 -- there is nobody above to tell, and the listener goes on
        _log.exception("A callback about a PDF failed")
