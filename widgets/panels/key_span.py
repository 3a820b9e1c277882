"""The themes' keys in as few signs as say it."""

from __future__ import annotations

from collections.abc import Iterable

from app.model import Theme

_MOST = 5


def key_span(themes: Iterable[Theme]) -> str:
    """`1–4` where the keys follow each other, else `1, 2, C`; nothing where no theme has a key."""
    keys = sorted(theme.key.upper() for theme in themes if theme.key)
    if len(keys) > 2 and ord(keys[-1]) - ord(keys[0]) == len(keys) - 1:
        return f"{keys[0]}–{keys[-1]}"
    return ", ".join(keys[:_MOST]) + (", …" if len(keys) > _MOST else "")
