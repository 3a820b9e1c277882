"""Time stamps for rows: UTC to the microsecond, never one twice in a process, never running backwards."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_lock = Lock()
_last = 0
_pretended: int | None = None


def stamp(after: str | None = None) -> str:
    """A time stamp later than every one given before, or the next after `after` if that is later still.

    An edit must win over the row it changed even if that row came from a machine whose clock runs ahead,
    because merging lets the later stamp win; the clock itself does not follow such a row into the future.
    """
    global _last
    with _lock:
        now = time.time_ns() // 1000 if _pretended is None else _pretended
        _last = max(now, _last + 1)
        text = _text(_last)
    return text if after is None or text > after else _text(_microseconds(after) + 1)


@contextmanager
def at(moment: str) -> Iterator[None]:
    """Give time stamps as if it were `moment`, to write down what was done then; to all threads alike."""
    global _last, _pretended
    last, pretended = _last, _pretended
    _last, _pretended = 0, _microseconds(moment)
    try:
        yield
    finally:
        _last, _pretended = last, pretended


def parse(text: str) -> datetime:
    """The moment a stamp names."""
    return datetime.fromisoformat(text)


def _microseconds(text: str) -> int:
    return (parse(text) - _EPOCH) // timedelta(microseconds=1)


def _text(microseconds: int) -> str:
    moment = _EPOCH + timedelta(microseconds=microseconds)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
