"""Reads what a font draws as the letters people would type and search for."""

from __future__ import annotations

import re
import unicodedata

_SPACE = re.compile(r"\s+")
_STAND_INS = str.maketrans({"\u2206": "\u0394", "\u2126": "\u03a9", "\u00b5": "\u03bc", "\u212b": "\u00c5"})
_ACCENTS = {
    "\u02c7": "\u030c",
    "\u02d8": "\u0306",
    "\u02d9": "\u0307",
    "\u02da": "\u030a",
    "\u02dd": "\u030b",
    "\u00a8": "\u0308",
    "\u00b4": "\u0301",
    "\u0060": "\u0300",
    "\u02c6": "\u0302",
    "\u02dc": "\u0303",
}
_DETACHED = re.compile(f"([{re.escape(''.join(_ACCENTS))}])([^\\W\\d_])")
_APOSTROPHES = frozenset("\u00b4\u0060")


def plain_text(text: str) -> str:
    """The text with single spaces, composed letters, and letters in place of signs that look like them."""
    text = _SPACE.sub(" ", text).strip()
    if text.isascii() and "`" not in text:
        return text
    text = _DETACHED.sub(_composed, text.translate(_STAND_INS))
    return unicodedata.normalize("NFC", text)


def _composed(found: re.Match[str]) -> str:
    """An accent drawn before its letter, as some typesetters do, put on it; never an apostrophe."""
    accent, letter = found.groups()
    if accent in _APOSTROPHES and letter.casefold() in "stdm":
        return found.group()
    whole = unicodedata.normalize("NFC", letter + _ACCENTS[accent])
    return whole if len(whole) == 1 else found.group()
