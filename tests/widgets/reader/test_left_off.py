"""What is remembered of documents that were left."""

from __future__ import annotations

import pytest

from widgets.reader.left_off import MOST, LeftOff


def test_the_latest_counts() -> None:
    left = LeftOff()
    left.note("a", {"rotation": 0})
    left.note("a", {"rotation": 90})
    assert left.of("a") == {"rotation": 90}
    assert left.of("b") is None


def test_what_was_left_longest_ago_is_forgotten_first() -> None:
    left = LeftOff()
    for number in range(MOST):
        left.note(str(number), {})
    left.note("0", {})
    left.note("new", {})
    assert left.of("0") is not None
    assert left.of("1") is None
    assert len(left.state()) == MOST


@pytest.mark.parametrize("damaged", [None, 5, [], {"a": 5}])
def test_damaged_memory_is_no_memory(damaged: object) -> None:
    left = LeftOff()
    left.note("b", {})
    left.restore(damaged)
    assert left.state() == {}
