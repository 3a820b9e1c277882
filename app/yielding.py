"""Python's lock given up often, so that long work on one thread does not hold up another for long."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SECONDS = 0.0002
"""A window takes the lock hundreds of times for one picture; at the usual 0.005 that is a standstill."""

_usual = sys.getswitchinterval()
_counting = threading.Lock()
_working = 0


@contextmanager
def yielding_often() -> Iterator[None]:
    """Let other threads have the lock soon when they ask for it; any number of threads can work so."""
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(change: int) -> None:
    global _working
    with _counting:
        _working += change
        sys.setswitchinterval(_SECONDS if _working else _usual)
