"""Long work told of step by step, so that whoever waits can see how far it is, and stop it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

Watch = Callable[[int, int], None]
"""Told how many steps of how many are done; raises Cancelled to stop the work."""

_EVERY = 250


def unwatched(_done: int, _total: int) -> None:
    """Nobody waits for it."""


def watched(steps: Sequence[T], watch: Watch) -> Iterator[T]:
    """The steps one after another, telling of every few hundredth and of the last."""
    for place, step in enumerate(steps):
        if place % _EVERY == 0:
            watch(place, len(steps))
        yield step
    watch(len(steps), len(steps))
