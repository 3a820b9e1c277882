"""What becomes of requests when workers die, hang, or are no longer wanted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.pdf import limits
from app.pdf.pool import Pool
from app.pdf.protocol import (
    Answer,
    Failure,
    FailureKind,
    Open,
    Opened,
    Read,
    Render,
    SlotTooSmall,
    Source,
    Tile,
    Words,
)
from tests.app.pdf import pdfs
from tests.app.pdf.asking import PATIENCE, Asked, is_running

Write = Callable[..., Source]

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def until(condition: Callable[[], bool]) -> bool:
    """Whether something becomes true in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return True
        threading.Event().wait(0.01)
    return False


def ready(pool: Pool) -> list[int]:
    """The workers, once both of them are there; the first is the first to be asked."""
    pool.start()
    assert until(lambda: len(pool.pids) == 2)
    return pool.pids


def hold(pids: list[int]) -> None:
    """Make workers hang."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)


@posix
def test_a_worker_killed_at_work_is_replaced_and_its_request_answered(own_pool: Pool, plain: Source) -> None:
    before = ready(own_pool)
    hold(before)
    asked = Asked(own_pool, *(Render(plain, page, 1.0, 0) for page in (1, 2, 3)))
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert {type(asked.next_answer()) for _ in asked.tickets} == {Tile}
    assert not set(before) & set(own_pool.pids)
    assert own_pool.lost == 2


@posix
def test_a_request_that_costs_two_workers_is_given_up(own_pool: Pool, plain: Source) -> None:
    first, second = ready(own_pool)
    hold([first])
    asked = Asked(own_pool, Render(plain, 1, 1.0, 0))
    Asked(own_pool, Words(plain, 2)).next()
    hold([second])
    os.kill(first, signal.SIGKILL)
    assert until(lambda: first not in own_pool.pids)
    os.kill(second, signal.SIGKILL)
    assert asked.next_answer().kind is FailureKind.CRASHED
    assert isinstance(Asked(own_pool, Open(plain)).next_answer(), Opened)


@posix
def test_a_worker_that_hangs_is_replaced(
    own_pool: Pool, plain: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = ready(own_pool)
    monkeypatch.setitem(limits.SECONDS, Words, 0.3)
    hold([first])
    failure = Asked(own_pool, Words(plain, 1)).next_answer()
    assert (type(failure), failure.kind) == (Failure, FailureKind.TIMEOUT)
    assert until(lambda: len(own_pool.pids) == 2)
    assert first not in own_pool.pids
    assert second in own_pool.pids


@posix
def test_what_waits_behind_a_slow_request_goes_to_another_worker(own_pool: Pool, plain: Source) -> None:
    slow, other = ready(own_pool)
    hold([slow, other])
    asked = Asked(own_pool, *(Render(plain, page, 1.0, 0) for page in (1, 2, 3)), Open(plain))
    os.kill(other, signal.SIGCONT)
    answered = [asked.next()[0] for _ in range(3)]
    assert Render(plain, 1, 1.0, 0) not in answered
    os.kill(slow, signal.SIGCONT)
    assert asked.next()[0] == Render(plain, 1, 1.0, 0)
    assert own_pool.lost == 0


@posix
def test_what_waits_behind_a_slow_request_is_asked_again_when_memory_is_full(
    own_pool: Pool, plain: Source
) -> None:
    slow, other = ready(own_pool)
    hold([slow, other])
    asked = Asked(own_pool)
    size = own_pool.budget // 4
    for page, strip in ((1, 0), (2, 0), (1, 1), (2, 1)):
        asked.ask(Render(plain, page, 1.0, strip), slot=own_pool.reserve(size))
    put_off = [asked.next() for _ in range(2)]
    assert [(request.strip, answer) for request, answer in put_off] == [(1, SlotTooSmall(size))] * 2
    os.kill(slow, signal.SIGCONT)
    os.kill(other, signal.SIGCONT)
    assert {type(asked.next_answer()) for _ in range(2)} == {Tile}
    assert until(lambda: own_pool.reserve(size) is not None), "what was put off holds no memory"


@posix
def test_hanging_documents_do_not_keep_others_waiting(own_pool: Pool, plain: Source, write: Write) -> None:
    held = ready(own_pool)
    hold(held)
    Asked(own_pool, *(Open(write(pdfs.plain(1))) for _ in held))
    assert isinstance(Asked(own_pool, Open(plain)).next_answer(), Opened)
    assert set(held) < set(own_pool.pids)


@linux
def test_a_request_beyond_the_memory_ceiling_fails_alone(own_pool: Pool, write: Write) -> None:
    before = ready(own_pool)
    greedy, plain = write(pdfs.plain()), write(pdfs.plain())
    os.truncate(greedy.path, limits.MEMORY_CEILING)
    assert Asked(own_pool, Open(greedy)).next_answer().kind is FailureKind.MEMORY
    assert isinstance(Asked(own_pool, Open(plain)).next_answer(), Opened)
    assert until(lambda: bool(own_pool.pids) and not set(before) & set(own_pool.pids))


def test_reading_leaves_a_worker_for_pages(own_pool: Pool, plain: Source, write: Write) -> None:
    book = write(pdfs.plain(400, lines=50))
    before = ready(own_pool)
    asked = Asked(own_pool, Read(book), Read(book), Render(book, 1, 1.0, 0))
    assert isinstance(asked.next_answer(), Tile)
    assert own_pool.pids == before, "nobody had to stand in"
    for ticket in asked.tickets:
        ticket.cancel()


def test_reading_can_be_cancelled(own_pool: Pool, plain: Source, write: Write) -> None:
    before = ready(own_pool)
    steps: list[int] = []
    with pytest.raises(Cancelled):
        own_pool.call(
            Read(write(pdfs.plain(400, lines=50))),
            progress=lambda done, _total: steps.append(done),
            cancelled=lambda: bool(steps),
        )
    assert steps[-1] < 400
    own_pool.call(Read(plain))
    assert own_pool.pids == before, "the worker left off by itself"


@posix
def test_a_worker_that_does_not_leave_off_is_replaced_without_a_word(own_pool: Pool, write: Write) -> None:
    before = ready(own_pool)
    steps: list[int] = []

    def hold_all(done: int, _total: int) -> None:
        steps.append(done)
        hold(before)

    with pytest.raises(Cancelled):
        own_pool.call(
            Read(write(pdfs.plain(2000, lines=50))), progress=hold_all, cancelled=lambda: bool(steps)
        )
    assert until(lambda: before[0] not in own_pool.pids)
    assert until(lambda: len(own_pool.pids) == 2)
    assert own_pool.lost == 0


def test_what_is_cancelled_is_never_told(own_pool: Pool, plain: Source) -> None:
    ready(own_pool)
    asked = Asked(own_pool, *(Render(plain, 1, 0.1 * scale, 0) for scale in range(1, 30)))
    for ticket in asked.tickets:
        ticket.cancel()
    Asked(own_pool, Words(plain, 1)).next()
    while not asked.quiet:
        own_pool.release(asked.next_answer())
    assert until(lambda: own_pool.reserve(own_pool.budget) is not None), "their slots were given back"
    assert asked.quiet


def test_only_what_was_not_sent_can_be_withdrawn(own_pool: Pool, plain: Source) -> None:
    ready(own_pool)
    asked = Asked(own_pool, *(Words(plain, page) for page in (1, 2, 3) for _ in range(20)))
    withdrawn = sum(ticket.withdraw() for ticket in asked.tickets)
    answered = [asked.next() for _ in range(len(asked.tickets) - withdrawn)]
    assert withdrawn > 0
    assert len(answered) + withdrawn == 60
    assert asked.quiet


def test_answers_are_delivered_where_asked(plain: Source) -> None:
    handed_over: list[Callable[[], None]] = []
    pool = Pool(1, deliver=handed_over.append)
    told: list[Answer] = []
    pool.submit(Open(plain), told.append)
    assert until(lambda: bool(handed_over))
    assert not told
    handed_over.pop()()
    assert isinstance(told[0], Opened)
    pool.close()


def test_nothing_is_told_after_closing(plain: Source) -> None:
    handed_over: list[Callable[[], None]] = []
    pool = Pool(1, deliver=handed_over.append)
    told: list[Answer] = []
    pool.submit(Open(plain), told.append)
    assert until(lambda: bool(handed_over))
    pool.close()
    handed_over.pop()()
    assert not told


def test_a_callback_that_fails_does_not_stop_the_others(
    plain: Source, caplog: pytest.LogCaptureFixture
) -> None:
    pool = Pool(1)
    pool.submit(Open(plain), lambda answer: 1 / 0)  # type: ignore[arg-type]
    assert pool.call(Open(plain)).page_count == 3
    assert "ZeroDivisionError" in caplog.text
    pool.close()


def test_starting_does_not_wait(plain: Source) -> None:
    pool = Pool()
    before = time.monotonic()
    pool.start()
    assert time.monotonic() - before < 0.1
    assert pool.call(Open(plain)).page_count == 3
    pool.close()


def test_workers_that_cannot_start_are_not_tried_for_ever(
    plain: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", sys.executable + "-that-is-not-there")
    pool = Pool()
    assert "could not be started" in Asked(pool, Open(plain)).next_answer().message
    monkeypatch.undo()
    assert isinstance(Asked(pool, Open(plain)).next_answer(), Opened)
    pool.close()


@linux
def test_closing_leaves_nothing_behind(plain: Source) -> None:
    before = set(Path("/dev/shm").iterdir())
    pool = Pool()
    pids = ready(pool)
    Asked(pool, Render(plain, 1, 1.0, 0)).next()
    pool.close()
    assert not [pid for pid in pids if is_running(pid)]
    assert set(Path("/dev/shm").iterdir()) == before


PROGRAM = """
import sys, time
from app.pdf.pool import Pool
from app.pdf.protocol import Read, Render, Source
pool = Pool()
pool.call(Render(Source(sys.argv[1]), 1, 1.0, 0))
while len(pool.pids) < 2: time.sleep(0.01)
pool.submit(Read(Source(sys.argv[1])), print)
print(*pool.pids, "pymupdf" in sys.modules, flush=True)
time.sleep(60)
"""


@linux
def test_workers_end_with_a_parent_that_is_killed(write: Write) -> None:
    before = set(Path("/dev/shm").iterdir())
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, write(pdfs.plain(100)).path], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    *pids, has_pymupdf = program.stdout.readline().split()
    program.kill()
    program.communicate()
    assert has_pymupdf == "False"
    assert len(pids) == 2
    assert until(lambda: not any(is_running(int(pid)) for pid in pids))
    assert set(Path("/dev/shm").iterdir()) == before
