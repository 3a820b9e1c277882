from __future__ import annotations

from collections.abc import Callable

import pytest

from app.pdf.jobs import Job, Queue
from app.pdf.protocol import Contents, Open, Read, Render, Request, Source, Words

SOURCE = Source("a.pdf")
RENDER = Render(SOURCE, 1, 1.0, 0)


def job(request: Request = RENDER, *, urgent: bool = False) -> Job:
    return Job(request, lambda _answer: None, lambda work: work(), urgent=urgent)


def queued(*jobs: Job) -> list[Request]:
    queue = Queue()
    for each in jobs:
        queue.put(each)
    return [each.request for each in queue.short()]


def test_what_is_seen_goes_first() -> None:
    words, contents = Words(SOURCE, 1), Contents(SOURCE)
    assert queued(job(contents), job(words), job(RENDER)) == [RENDER, words, contents]


def test_equals_go_in_turn_and_the_urgent_before_them() -> None:
    first, second, urgent = Render(SOURCE, 1, 1.0, 0), Open(SOURCE), Render(SOURCE, 9, 1.0, 0)
    assert queued(job(first), job(second), job(urgent, urgent=True)) == [urgent, first, second]


def test_long_jobs_wait_apart() -> None:
    queue = Queue()
    queue.put(job(Read(SOURCE)))
    assert queue.short() == []
    assert [each.request for each in queue.long()] == [Read(SOURCE)]


def test_a_dropped_job_leaves_the_queue() -> None:
    dropped = job()
    queue = Queue()
    queue.put(dropped)
    assert dropped.withdraw()
    assert queue.short() == []


@pytest.mark.parametrize("step", [Job.send, Job.finish, Job.drop, Job.withdraw])
def test_nothing_happens_to_a_dropped_job(step: Callable[[Job], bool]) -> None:
    dropped = job()
    dropped.drop()
    assert not step(dropped)


def test_a_job_that_was_sent_cannot_be_withdrawn() -> None:
    sent = job()
    sent.send()
    assert not sent.withdraw()
    assert sent.drop()


def test_a_job_is_told_once() -> None:
    told = job()
    assert told.finish()
    assert not told.finish()


def test_a_job_whose_worker_was_lost_can_be_withdrawn_again() -> None:
    lost = job()
    lost.send()
    lost.requeue()
    assert lost.withdraw()
