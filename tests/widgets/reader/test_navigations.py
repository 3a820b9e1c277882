"""Outlines and labels are asked for once a document, whatever comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtTest import QSignalSpy

from app.pdf.pool import Pool
from app.pdf.protocol import Answer, Contents, Failure, FailureKind, Navigation, OutlineEntry, Request, Source
from widgets.reader.navigations import Navigations

SOURCE, OPENED = Source("a.pdf"), Source("a.pdf", password="sesame")
FOUND = Navigation((OutlineEntry(1, "Children", 2),), ("i", "ii"))


class Desk:
    """Stands where the pool stands, and answers when the test says so."""

    def __init__(self) -> None:
        self.asked: list[tuple[Request, Callable[[Answer], None]]] = []

    def submit(self, request: Request, on_done: Callable[[Answer], None]) -> None:
        self.asked.append((request, on_done))


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def navigations(qapp: object, desk: Desk) -> Navigations:
    navigations = Navigations(cast(Pool, desk))
    navigations.ask("a", SOURCE)
    return navigations


def test_what_arrives_is_told_and_kept(navigations: Navigations, desk: Desk) -> None:
    arrived = QSignalSpy(navigations.arrived)
    assert navigations.of("a") is None
    desk.asked[0][1](FOUND)
    assert (navigations.of("a"), arrived.at(0)) == (FOUND, ["a"])


@pytest.mark.parametrize("answer", [FOUND, Failure(FailureKind.CRASHED, "It crashed.")])
def test_nothing_is_asked_twice(navigations: Navigations, desk: Desk, answer: Answer) -> None:
    navigations.ask("a", SOURCE)
    desk.asked[0][1](answer)
    navigations.ask("a", SOURCE)
    assert [request for request, _ in desk.asked] == [Contents(SOURCE)]


def test_a_failure_counts_as_having_none(navigations: Navigations, desk: Desk) -> None:
    desk.asked[0][1](Failure(FailureKind.TIMEOUT, "It took too long."))
    assert navigations.of("a") == Navigation()


def test_a_document_that_was_unlocked_is_asked_about_again(navigations: Navigations, desk: Desk) -> None:
    desk.asked[0][1](Failure(FailureKind.PASSWORD, "It is locked."))
    navigations.follow("a", OPENED)
    navigations.follow("b", OPENED)
    assert [request for request, _ in desk.asked[1:]] == [Contents(OPENED)]
    desk.asked[1][1](FOUND)
    assert navigations.of("a") == FOUND


def test_what_comes_after_the_project_was_closed_is_dropped(navigations: Navigations, desk: Desk) -> None:
    navigations.forget_all()
    desk.asked[0][1](FOUND)
    assert navigations.of("a") is None
