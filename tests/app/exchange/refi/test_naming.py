"""Names from other programs, made such as a project takes."""

from __future__ import annotations

import pytest

from app.exchange.refi.naming import Names, tidy


def test_each_name_is_given_once() -> None:
    names = Names(["Care"], 120)
    assert [names.free(name) for name in ("care", "Aid", "aid", "Care", "Care (2)")] == [
        "care (2)",
        "Aid",
        "aid (2)",
        "Care (3)",
        "Care (2) (2)",
    ]


def test_a_number_fits_into_the_longest_name() -> None:
    names = Names(["x" * 20], 20)
    assert names.free("x" * 20) == "x" * 16 + " (2)"


@pytest.mark.parametrize(
    ("name", "kept"),
    [("  two\n lines ", "two lines"), ("\u202egnp.exe", "gnp.exe"), ("\x00", "none"), ("x" * 300, "x" * 120)],
)
def test_a_name_is_made_tidy(name: str, kept: str) -> None:
    assert tidy(name, "none") == kept
