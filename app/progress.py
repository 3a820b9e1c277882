"""Long work told of step by step, so that whoever waits can see how far it is, and stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Watch = Callable[[int, int], None]
"""Told how many steps of how many are done; raises Cancelled to stop the work."""

_EVERY = 250


def unwatched(_done: int, _total: int) -> None:
    """Nobody waits for it."""


def watched(steps: Sequence[T], watch: Watch) -> Iterator[T]:
    """The steps one after another, telling of every few hundredth and of the last."""
    yield from told(steps, len(steps), watch)
    watch(len(steps), len(steps))


def told(steps: Iterable[T], total: int, watch: Watch) -> Iterator[T]:
    """The steps one after another, telling of every few hundredth; there may be other than `total`."""
    for place, step in enumerate(steps):
        if place % _EVERY == 0:
            watch(min(place, total), total)
        yield step


class Hundredths:
    """How far somebody was told it is: a hundredth more is news."""

    def __init__(self) -> None:
        self._hundredth = -1

    def is_news(self, done: int, total: int) -> bool:
        """Whether to tell of this, which is then known."""
        hundredth = 100 * done // total if total else 0
        news, self._hundredth = hundredth != self._hundredth, hundredth
        return news
