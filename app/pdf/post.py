"""One worker's post: who holds it, what was sent there, and since when the holder has been at it."""

from __future__ import annotations

import itertools
import subprocess
import time
from collections import deque
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing.connection import Connection

from app.collecting import nothing_collected
from app.pdf.decoding import decode
from app.pdf.jobs import Job
from app.pdf.limits import SECONDS
from app.pdf.process import end_process, start_process
from app.pdf.protocol import Asked, FromWorker, Slot, Stop
from app.pdf.slots import Arena

IN_FLIGHT = 2
"""Requests sent to a worker at a time: one to work on, one so that it need not wait for us."""

SECONDS_TO_START = 30.0
SECONDS_TO_STOP = 1.0
SLOW = 0.5
"""Seconds after which a request must not keep others waiting behind it."""

STUCK = 0.75
"""Seconds after which a worker is not counted on."""

TROUBLE = 2.0
"""Seconds after which a request is held against its document."""

LONG_MESSAGE = 256 * 1024
LARGEST_MESSAGE = 512 * 1024 * 1024


@dataclass(slots=True)
class Sending:
    """A job as it was sent; without a job, one that was taken back while the worker could not listen."""

    id: int
    job: Job | None
    slot: Slot | None


class Post:
    """A place for one worker process."""

    _ids = itertools.count(1)

    def __init__(self, arena: Arena) -> None:
        self._arena = arena
        self._process: subprocess.Popen[bytes] | None = None
        self.connection: Connection | None = None
        self.sent: deque[Sending] = deque()
        self.ready = False
        self.retiring = False
        self.noted = False
        self._since = 0.0
        self._deadline = 0.0

    @property
    def pid(self) -> int | None:
        """The process that holds the post."""
        return self._process.pid if self._process else None

    @property
    def job(self) -> Job | None:
        """What the worker is busy with."""
        return self.sent[0].job if self.sent else None

    @property
    def reading(self) -> bool:
        """Whether it is busy with a long job."""
        return self.job is not None and self.job.is_long

    @property
    def has_room(self) -> bool:
        """Whether a short job may be sent."""
        at_hand = self.ready and not self.retiring and not self.reading and not self.slow
        return at_hand and len(self.sent) < IN_FLIGHT

    @property
    def slow(self) -> bool:
        """Whether the worker has been at one job for longer than most take."""
        return bool(self.sent) and time.monotonic() - self._since >= SLOW

    @property
    def stuck(self) -> bool:
        """Whether the worker has been at one short job for so long that it may never end."""
        return bool(self.sent) and not self.reading and time.monotonic() - self._since >= STUCK

    @property
    def trouble(self) -> bool:
        """Whether the worker has been at one short job for longer than a sound document needs."""
        return self.stuck and time.monotonic() - self._since >= TROUBLE

    @property
    def next_look(self) -> float:
        """When something about it must be looked at, on the monotonic clock."""
        if self.connection is None or (self.ready and not self.sent):
            return float("inf")
        now = time.monotonic()
        times = [self._since + seconds for seconds in (SLOW, STUCK, TROUBLE)] if self.sent else []
        return min((at for at in times if at > now), default=self._deadline)

    @property
    def overdue(self) -> bool:
        """Whether its worker has run out of time."""
        busy = self.connection is not None and (bool(self.sent) or not self.ready)
        return busy and time.monotonic() >= self._deadline

    def fill(self) -> None:
        """Start a process to hold the post."""
        self._process, self.connection = start_process(self._arena)
        self.ready = self.retiring = False
        self._deadline = time.monotonic() + SECONDS_TO_START

    def vacate(self) -> list[Sending]:
        """End the process; what was sent and not answered."""
        if self._process is not None and self.connection is not None:
            end_process(self._process, self.connection)
        self._process = self.connection = None
        self.ready = False
        unanswered, self.sent = list(self.sent), deque()
        return unanswered

    def holds(self, place: tuple[object, int]) -> bool:
        """Whether something about the same page is on its way here."""
        return any(sending.job is not None and sending.job.place == place for sending in self.sent)

    def send(self, job: Job) -> None:
        """Send a job to the worker."""
        sending = Sending(next(self._ids), job, job.slot)
        self.sent.append(sending)
        if len(self.sent) == 1:
            self.start_clock()
        self._tell(Asked(sending.id, job.request, job.slot))

    def stop(self, job: Job) -> None:
        """Make the worker leave a job it was sent, or lose its post."""
        for sending in self.sent:
            if sending.job is job:
                self._tell(Stop(sending.id))
                self._deadline = min(self._deadline, time.monotonic() + SECONDS_TO_STOP)

    def take_back(self) -> list[Job]:
        """What waits here behind a slow job; the worker is told to pass it over."""
        taken = []
        for sending in list(self.sent)[1:]:
            if sending.job is not None:
                taken.append(sending.job)
                sending.job = None
                self._tell(Stop(sending.id))
        return taken

    def start_clock(self) -> None:
        """The first job sent begins now, or has just shown progress."""
        self.noted = False
        self._since = time.monotonic()
        first = self.job
        self._deadline = self._since + (SECONDS[type(first.request)] if first else SECONDS_TO_STOP)

    def hear(self) -> FromWorker | None:
        """The next message; None when the worker is gone or talks nonsense."""
        if self.connection is None:
            return None
        try:
            message = self.connection.recv_bytes(LARGEST_MESSAGE)
            with nothing_collected() if len(message) > LONG_MESSAGE else nullcontext():
                return decode(message)
        except (EOFError, OSError, ValueError):
            return None

    def _tell(self, message: Asked | Stop) -> None:
        try:
            if self.connection is not None:
                self.connection.send(message)
        except OSError:
            # It has just died; the listener will hear of it from the same connection.
            return
