"""Many rows put into order and into a model a few at a time, while the window goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import islice
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

T = TypeVar("T")

_AT_A_TIME = 1000


class Filling(QObject):
    """Takes one piece of long work step by step, whenever there is nothing else to do."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Iterator[object] = iter(())
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._go_on)

    @property
    def under_way(self) -> bool:
        """Whether there is more to do."""
        return self._idle.isActive()

    def start(self, steps: Iterator[object]) -> None:
        """Take these steps instead of what was left of those before."""
        self._steps = steps
        self._idle.start()

    def stop(self) -> None:
        """Take no more of them."""
        self._steps = iter(())
        self._idle.stop()

    def _go_on(self) -> None:
        for _ in self._steps:
            return
        self._idle.stop()


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
