"""The thread that hands requests to worker processes, hears their replies, and replaces those that fail."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import wait

from app.pdf.failures import NOT_STARTED, failure
from app.pdf.jobs import MOST_TRIES, Job, Queue
from app.pdf.post import Post
from app.pdf.protocol import (
    STRIP_HEIGHT,
    Answer,
    Answered,
    Died,
    Failure,
    FailureKind,
    Hello,
    Progress,
    Render,
    Rendered,
    Reply,
    Slot,
    SlotTooSmall,
    Source,
    Tile,
)
from app.pdf.slots import Arena, Slots

MOST_STARTS = 3
"""Failed starts in a row after which we stop trying until somebody asks for something again."""

CONFINED_AFTER = 2
"""Requests that may get stuck or cost a worker before a document may only occupy one worker at a time."""

MOST_CRASHES = 6
"""Workers a document may cost before nothing of it is tried any more."""

MOST_MORE = 2
"""Workers that may stand in while others are stuck."""

USUAL_WIDTH = 620
"""Points; how wide a page is taken to be when a slot must be found before its size is known."""

_log = logging.getLogger(__name__)


class Listener:
    """Owns the worker processes; everything but `put`, `stop` and `close` runs on its own thread."""

    def __init__(
        self, arena: Arena, slots: Slots, workers: int, on_lost: Callable[[FailureKind], None]
    ) -> None:
        self._arena = arena
        self._slots = slots
        self._on_lost = on_lost
        self._workers = workers
        self._posts = [Post(arena) for _ in range(workers)]
        self._queue = Queue()
        self._crashes: Counter[Source] = Counter()
        self._stuck: Counter[Source] = Counter()
        self._failed_starts = 0
        self._inbox: deque[Callable[[], None]] = deque()
        self._closing = False
        self._rung = False
        self._bell, self._bell_rope = Pipe(duplex=False)
        self._thread = threading.Thread(target=self._listen, name="pdf pool", daemon=True)
        self._thread.start()

    @property
    def pids(self) -> list[int]:
        """The worker processes that are ready for requests at this moment."""
        return [post.pid for post in self._posts if post.ready and post.pid is not None]

    def put(self, job: Job) -> None:
        """Have a job done."""
        self._ring(partial(self._take, job))

    def stop(self, job: Job) -> None:
        """Nobody wants a job any more that was already sent."""
        self._ring(partial(self._stop, job))

    def close(self) -> None:
        """End the workers; returns when they are gone."""
        self._closing = True
        self._ring(lambda: None)
        self._thread.join()
        self._bell.close()
        self._bell_rope.close()

    def _ring(self, errand: Callable[[], None]) -> None:
        """Leave an errand; while one left before has not been fetched, the bell need not ring again."""
        self._inbox.append(errand)
        if not self._rung:
            self._rung = True
            self._bell_rope.send_bytes(b"!")

    def _listen(self) -> None:
        for post in self._posts:
            self._fill(post)
        while not self._closing:
            self._hear_everyone()
            while self._inbox:
                self._inbox.popleft()()
            self._look_after_the_slow()
            self._hand_out()
        for post in self._posts:
            post.vacate()

    def _hear_everyone(self) -> None:
        talking = {post.connection: post for post in self._posts if post.connection is not None}
        patience = min(post.next_look for post in self._posts) - time.monotonic()
        for connection in wait([self._bell, *talking], None if patience > 1e6 else max(0.0, patience)):
            if connection is self._bell:
                self._bell.recv_bytes()
                self._rung = False  # before the errands are fetched, so that none is left lying
            else:
                self._hear(talking[connection])  # type: ignore[index]

    def _hear(self, post: Post) -> None:
        match post.hear():
            case Hello():
                post.ready = True
                self._failed_starts = 0
            case Progress(id, done, total) if post.sent and post.sent[0].id == id:
                self._progress(post, done, total)
            case Answered(id, reply, tired) if post.sent and post.sent[0].id == id:
                self._answered(post, reply, tired)
            case Died(report):
                _log.error("A PDF worker failed:\n%s", report)
                self._lose(post, FailureKind.CRASHED)
            case _:
                self._lose(post, FailureKind.CRASHED)

    def _progress(self, post: Post, done: int, total: int) -> None:
        job = post.job
        if job is None or job.dropped:
            return
        post.start_clock()
        if job.on_progress is not None:
            job.deliver(partial(_tell_progress, job, done, total))

    def _answered(self, post: Post, reply: Reply | None, tired: bool) -> None:
        sending = post.sent.popleft()
        post.start_clock()
        job = sending.job
        out_of_memory = isinstance(reply, Failure) and reply.kind is FailureKind.MEMORY
        post.retiring |= tired or out_of_memory
        if job is None or job.dropped or reply is None:
            self._free(sending.slot)
        elif out_of_memory:
            self._try_again(job, FailureKind.MEMORY)
        else:
            self._tell(job, reply)
        if not post.sent and len(self._posts) > self._workers:
            post.vacate()
            self._posts.remove(post)
        elif not post.sent and post.retiring:
            post.vacate()
            self._fill(post)

    def _tell(self, job: Job, reply: Reply) -> None:
        answer: Answer
        if isinstance(reply, Rendered):
            answer = self._tile(job, reply)
        else:
            answer = reply
            self._free(job.slot)
        job.deliver(partial(self._finish, job, answer))

    def _tile(self, job: Job, reply: Rendered) -> Tile | Failure:
        size = 4 * reply.width * reply.height
        if not isinstance(job.request, Render) or job.slot is None or not 0 < size <= job.slot.size:
            self._free(job.slot)
            return failure(FailureKind.CRASHED, job.request)
        pixels = self._arena.view(job.slot.offset, size)
        return Tile(job.request, reply.width, reply.height, reply.scale, pixels, job.slot, reply.inverted)

    def _finish(self, job: Job, answer: Answer) -> None:
        """Runs wherever the job's answers are delivered."""
        if job.finish():
            job.on_done(answer)
        elif isinstance(answer, Tile):
            self._slots.free(answer.slot)

    def _free(self, slot: Slot | None) -> None:
        if slot is not None:
            self._slots.free(slot)

    def _take(self, job: Job) -> None:
        if self._crashes[job.request.source] >= MOST_CRASHES:
            self._refuse(job, failure(FailureKind.CRASHED, job.request))
            return
        self._queue.put(job)
        if self._failed_starts >= MOST_STARTS:
            self._failed_starts = 0
        for post in self._posts:
            if post.connection is None:
                self._fill(post)

    def _stop(self, job: Job) -> None:
        for post in self._posts:
            if job.is_long:
                post.stop(job)

    def _fill(self, post: Post) -> None:
        """Start a process, unless starting has just failed several times."""
        if self._failed_starts >= MOST_STARTS:
            if all(post.connection is None for post in self._posts):
                for job in self._queue.short() + self._queue.long():
                    self._queue.remove(job)
                    self._refuse(job, NOT_STARTED)
            return
        try:
            post.fill()
        except OSError:
            _log.exception("A PDF worker could not be started")
            self._failed_starts += 1

    def _lose(self, post: Post, kind: FailureKind) -> None:
        """The worker is gone or must go: ask again for what it owed, and put another in its place."""
        _log.info("PDF worker %s lost: %s", post.pid, kind)
        if not post.ready:
            self._failed_starts += 1
        given_up = kind is FailureKind.TIMEOUT and post.job is not None and post.job.dropped
        for place, sending in enumerate(post.vacate()):
            if sending.job is None or sending.job.dropped:
                self._free(sending.slot)
            elif place == 0:
                self._try_again(sending.job, kind)
            elif sending.job.requeue():
                self._queue.put(sending.job)
        self._fill(post)
        if not given_up:
            self._on_lost(kind)

    def _try_again(self, job: Job, kind: FailureKind) -> None:
        """A job cost a worker: once more with another, but not for ever, and no second wait for a timeout."""
        job.tries += 1
        self._crashes[job.request.source] += 1
        if kind is FailureKind.TIMEOUT or job.tries >= MOST_TRIES:
            self._tell(job, failure(kind, job.request))
        elif job.requeue():
            self._queue.put(job)
        else:
            self._free(job.slot)

    def _look_after_the_slow(self) -> None:
        """End those that are overdue; let what waits behind a slow job go to another worker."""
        for post in self._posts:
            if post.overdue:
                self._lose(post, FailureKind.TIMEOUT)
            elif post.slow:
                for job in post.take_back():
                    self._send_elsewhere(job)
            if post.trouble and not post.noted and post.job is not None:
                post.noted = True
                self._stuck[post.job.request.source] += 1
        self._stand_in()

    def _stand_in(self) -> None:
        """While no worker can be counted on, start another, but not for troublesome documents."""
        counted_on = any(not (post.stuck or post.reading) for post in self._posts)
        if counted_on or len(self._posts) >= self._workers + MOST_MORE:
            return
        if any(not self._is_confined(job.request.source) for job in self._queue.short()):
            self._posts.append(Post(self._arena))
            self._fill(self._posts[-1])

    def _is_confined(self, source: Source) -> bool:
        return self._crashes[source] + self._stuck[source] >= CONFINED_AFTER

    def _send_elsewhere(self, job: Job) -> None:
        """The slow worker may yet write to the slot it was given, so the job needs another.

        Where there is none, whoever asked must make room and ask again.
        """
        old, job.slot = job.slot, None
        if old is not None:
            job.slot = self._slots.take(old.size)
            if job.slot is None:
                self._tell(job, SlotTooSmall(old.size))
                return
        if job.requeue():
            self._queue.put(job)
        else:
            self._free(job.slot)

    def _hand_out(self) -> None:
        """Give waiting jobs to workers: long ones never to the last worker, short ones to the least busy."""
        alone = len(self._posts) == 1
        reserved = None if alone else self._hand_out_long()
        for job in self._queue.short():
            post = self._post_for(job, reserved)
            if post is not None:
                self._send(post, job)
        if alone:
            self._hand_out_long()

    def _hand_out_long(self) -> Post | None:
        """Start a long job if one waits; else the post to keep free for it."""
        jobs = self._queue.long()
        free = sorted((post for post in self._posts if post.has_room), key=lambda post: len(post.sent))
        if not jobs or len(free) < min(2, len(self._posts)):
            return None
        if free[0].sent:
            return free[0]
        self._send(free[0], jobs[0])
        return None

    def _post_for(self, job: Job, reserved: Post | None) -> Post | None:
        """Where to send it: to the worker that has its page, and no second one for a troublesome document."""
        free = [post for post in self._posts if post.has_room and post is not reserved]
        source = job.request.source
        confined = self._is_confined(source)
        for post in self._posts:
            if post.holds(job.place) or (confined and post.job and post.job.request.source == source):
                return post if post in free else None
        return min(free, key=lambda post: len(post.sent), default=None)

    def _send(self, post: Post, job: Job) -> None:
        self._queue.remove(job)
        if not job.send():
            return
        if isinstance(job.request, Render) and job.slot is None:
            job.slot = self._slots.take(round(4 * USUAL_WIDTH * job.request.scale * STRIP_HEIGHT))
            if job.slot is None:
                self._tell(job, failure(FailureKind.MEMORY, job.request))
                return
        post.send(job)

    def _refuse(self, job: Job, answer: Failure) -> None:
        """Answer a job that was never sent, unless it is withdrawn at this very moment."""
        if job.send():
            self._tell(job, answer)


def _tell_progress(job: Job, done: int, total: int) -> None:
    if job.on_progress is not None and not job.dropped:
        job.on_progress(done, total)
