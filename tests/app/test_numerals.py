from __future__ import annotations

import pytest

from app.numerals import letters, roman


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "i"),
        (4, "iv"),
        (9, "ix"),
        (14, "xiv"),
        (1987, "mcmlxxxvii"),
        (3999, "mmmcmxcix"),
        (4000, "4000"),
        (0, "0"),
    ],
)
def test_roman_numerals(number: int, written: str) -> None:
    assert roman(number) == written


@pytest.mark.parametrize(
    ("number", "written"), [(1, "a"), (26, "z"), (27, "aa"), (53, "aaa"), (0, "0"), (10**9, "1000000000")]
)
def test_letters(number: int, written: str) -> None:
    assert letters(number) == written
