"""How well a theme's name fits what was typed."""

from __future__ import annotations


def fit(typed: str, name: str) -> tuple[int, int] | None:
    """The smaller the better: at the start, at a word, anywhere, letters in order; None when not at all."""
    wanted, text = typed.casefold().strip(), name.casefold()
    if text.startswith(wanted):
        return 0, len(text)
    place = text.find(wanted)
    if place > 0:
        at_word = not text[place - 1].isalnum()
        return (1, place) if at_word else (2, place)
    return _scattered(wanted, text)


def _scattered(wanted: str, text: str) -> tuple[int, int] | None:
    place = -1
    first = None
    for letter in wanted.replace(" ", ""):
        place = text.find(letter, place + 1)
        if place < 0:
            return None
        first = place if first is None else first
    return 3, place - (first or 0)
