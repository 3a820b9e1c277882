"""Requests on their way: which comes next, which was dropped, which has been tried how often."""

from __future__ import annotations

import itertools
import threading
from bisect import insort
from collections.abc import Callable
from enum import Enum, IntEnum

from app.pdf.protocol import (
    Annotate,
    Answer,
    Contents,
    DrawKinds,
    Links,
    Open,
    Read,
    ReadMarks,
    Recognise,
    Render,
    Request,
    Slot,
    Typeset,
    Words,
)

Deliver = Callable[[Callable[[], None]], None]
"""Runs a callable in the right thread."""

MOST_TRIES = 2
"""How many workers a request may cost before it is given up."""


class Rank(IntEnum):
    """What goes first when there is more to do than workers."""

    SEEN = 0
    POINTED_AT = 1
    AROUND = 2
    LONG = 3


_RANKS: dict[type[Request], Rank] = {
    Open: Rank.SEEN,
    Render: Rank.SEEN,
    Words: Rank.POINTED_AT,
    Links: Rank.POINTED_AT,
    Contents: Rank.AROUND,
    Read: Rank.LONG,
    Recognise: Rank.LONG,
    Annotate: Rank.LONG,
    DrawKinds: Rank.LONG,
    ReadMarks: Rank.LONG,
    Typeset: Rank.LONG,
}


class _State(Enum):
    WAITING = 1
    SENT = 2
    DONE = 3
    DROPPED = 4


class Job:
    """One request and whom to tell; it is told or dropped once, whichever thread comes first."""

    _numbers = itertools.count(1)

    def __init__(
        self,
        request: Request,
        on_done: Callable[[Answer], None],
        deliver: Deliver,
        on_progress: Callable[[int, int], None] | None = None,
        slot: Slot | None = None,
        *,
        urgent: bool = False,
    ) -> None:
        self.request = request
        self.on_done = on_done
        self.deliver = deliver
        self.on_progress = on_progress
        self.slot = slot
        self.tries = 0
        self._order = (_RANKS[type(request)], not urgent, next(self._numbers))
        self._state = _State.WAITING
        self._lock = threading.Lock()

    @property
    def is_long(self) -> bool:
        """Whether it keeps a worker for more than a moment."""
        return self._order[0] is Rank.LONG

    @property
    def place(self) -> tuple[object, int]:
        """What it is about: jobs about the same page of the same document share what MuPDF made of it."""
        return self.request.source, getattr(self.request, "page", 0)

    @property
    def dropped(self) -> bool:
        """Whether nobody wants the answer any more."""
        return self._state is _State.DROPPED

    def send(self) -> bool:
        """It goes to a worker now; False if it was dropped."""
        return self._change({_State.WAITING}, _State.SENT)

    def requeue(self) -> bool:
        """It waits again, because its worker was lost; False if it was dropped."""
        return self._change({_State.SENT}, _State.WAITING)

    def finish(self) -> bool:
        """The answer is about to be told; False if it was dropped."""
        return self._change({_State.WAITING, _State.SENT}, _State.DONE)

    def withdraw(self) -> bool:
        """Drop it unless it was sent; True if so."""
        return self._change({_State.WAITING}, _State.DROPPED)

    def drop(self) -> bool:
        """Drop it; False if it was done."""
        return self._change({_State.WAITING, _State.SENT}, _State.DROPPED)

    def __lt__(self, other: Job) -> bool:
        return self._order < other._order

    def _change(self, before: set[_State], after: _State) -> bool:
        with self._lock:
            if self._state not in before:
                return False
            self._state = after
            return True


class Queue:
    """Jobs that wait, in the order they should go; short and long ones apart."""

    def __init__(self) -> None:
        self._short: list[Job] = []
        self._long: list[Job] = []

    def put(self, job: Job) -> None:
        """Let a job wait its turn; one that was tried before keeps its place."""
        insort(self._long if job.is_long else self._short, job)

    def remove(self, job: Job) -> None:
        """Take a job out."""
        (self._long if job.is_long else self._short).remove(job)

    def short(self) -> list[Job]:
        """The short jobs that are still wanted."""
        self._short = [job for job in self._short if not job.dropped]
        return list(self._short)

    def long(self) -> list[Job]:
        """The long jobs that are still wanted."""
        self._long = [job for job in self._long if not job.dropped]
        return list(self._long)
