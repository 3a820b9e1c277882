"""Links are asked for once a page and kept for a while."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.pdf.pool import Pool
from app.pdf.protocol import Answer, Failure, FailureKind, Link, Links, PageLinks, Request, Source
from widgets.reader.link_store import KEPT, LinkStore

SOURCE = Source("study.db", "abc")
LINK = Link((0, 0, 9, 9), page=2)


class Worker:
    """Notes what it is asked, and answers when told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Request, Callable[[Answer], None]]] = []

    def submit(self, _pool: Pool, request: Request, on_done: Callable[[Answer], None]) -> None:
        self.asked.append((request, on_done))

    def answer(self, answer: Answer) -> None:
        self.asked[-1][1](answer)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(Pool, "submit", lambda *args: worker.submit(*args))
    return worker


@pytest.fixture
def store(qapp: object, worker: Worker) -> LinkStore:
    return LinkStore(Pool())


def test_a_page_is_asked_for_once(store: LinkStore, worker: Worker) -> None:
    ready = []
    store.ready.connect(lambda *page: ready.append(page))
    assert store.on(SOURCE, 1) is store.on(SOURCE, 1) is None
    worker.answer(PageLinks(1, (LINK,)))
    links = store.on(SOURCE, 1)
    assert links is not None
    assert links.at(5, 5) == LINK
    assert [request for request, _ in worker.asked] == [Links(SOURCE, 1)]
    assert ready == [(SOURCE, 1)]


@pytest.mark.parametrize("kind", [FailureKind.CRASHED, FailureKind.TIMEOUT, FailureKind.PASSWORD])
def test_a_page_that_fails_counts_as_having_none(store: LinkStore, worker: Worker, kind: FailureKind) -> None:
    store.on(SOURCE, 1)
    worker.answer(Failure(kind, "lost"))
    links = store.on(SOURCE, 1)
    assert links is not None
    assert links.at(5, 5) is None
    assert len(worker.asked) == 1


def test_another_password_is_another_try(store: LinkStore, worker: Worker) -> None:
    store.on(SOURCE, 1)
    worker.answer(Failure(FailureKind.PASSWORD, "locked"))
    assert store.on(Source(SOURCE.path, SOURCE.sha256, "sesame"), 1) is None
    assert len(worker.asked) == 2


def test_only_so_many_pages_are_kept(store: LinkStore, worker: Worker) -> None:
    for page in range(1, KEPT + 2):
        store.on(SOURCE, page)
        worker.answer(PageLinks(page, ()))
    assert store.on(SOURCE, 2) is not None
    assert store.on(SOURCE, 1) is None


def test_what_was_asked_before_forgetting_is_not_kept(store: LinkStore, worker: Worker) -> None:
    store.on(SOURCE, 1)
    store.forget()
    worker.answer(PageLinks(1, (LINK,)))
    assert store.on(SOURCE, 1) is None
