"""Tables for people: aligned, cut to a terminal, harmless to it."""

from __future__ import annotations

import pytest

from app.cli.output import aligned, wide


def test_columns_are_aligned_and_numbers_stand_to_the_right() -> None:
    lines = aligned([{"theme": "children", "count": 7}, {"theme": "x", "count": 12}], None)
    assert lines == ["theme     count", "children      7", "x            12"]


@pytest.mark.parametrize("width", [30, 40, 79])
def test_lines_fit_a_terminal(width: int) -> None:
    lines = aligned([{"a": "short", "b": "word " * 30, "c": "语" * 40}], width)
    assert all(wide(line) <= width for line in lines)
    assert "…" in lines[1]
    assert "short" in lines[1]


@pytest.mark.parametrize(
    ("value", "printed"), [("two\nlines", "two lines"), ("\x1b[31mred\x07", "[31mred"), (None, "")]
)
def test_nothing_in_a_text_steers_the_terminal(value: object, printed: str) -> None:
    assert aligned([{"a": value}], None)[1] == printed
