"""Numbers written as lower-case roman numerals and as letters."""

from __future__ import annotations

HIGHEST_ROMAN = 3999
MOST_LETTERS = 26 * 24

_SIGNS = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def roman(number: int) -> str:
    """`i`, `ii` and so on up to 3999; beyond these the plain number."""
    if not 0 < number <= HIGHEST_ROMAN:
        return str(number)
    written = ""
    for worth, sign in _SIGNS:
        times, number = divmod(number, worth)
        written += sign * times
    return written


def letters(number: int) -> str:
    """`a` to `z`, then `aa`, `bb` and so on; beyond 24 of a letter the plain number."""
    if not 0 < number <= MOST_LETTERS:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
