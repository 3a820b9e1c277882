"""Many rows put into order and into a model a few at a time, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from widgets.idle import Idle

T = TypeVar("T")

_AT_A_TIME = 200


class Filling:
    """Takes one piece of long work step by step, whenever there is nothing else to do."""

    def __init__(self, idle: Idle) -> None:
        self._idle = idle

    @property
    def under_way(self) -> bool:
        """Whether there is more to do."""
        return self._idle.is_at(self)

    def start(self, steps: Iterator[object]) -> None:
        """Take these steps instead of what was left of those before."""

        def take_one() -> bool:
            for _ in steps:
                return True
            return False

        self._idle.begin(self, take_one)

    def stop(self) -> None:
        """Take no more of them."""
        self._idle.end(self)


def slices(items: Iterable[T]) -> Iterator[list[T]]:
    """A few at a time, in order."""
    left = iter(items)
    while few := list(islice(left, _AT_A_TIME)):
        yield few


def sorting(ids: Iterable[str], key: Callable[[str], Any], into: list[str]) -> Iterator[None]:
    """Append to `into` the ids by ascending key, step by step."""
    runs = []
    for few in slices(ids):
        runs.append(sorted([(key(id), id) for id in few]))
        yield
    for some in slices(merge(*runs)):
        into += [id for _, id in some]
        yield
