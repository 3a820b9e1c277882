"""What a text file says: its encoding found out, and lines that were broken to one width joined again."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]{2,30})""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
"""How many bytes a page's own word on its encoding is looked for in."""

_FOR_TEXT = {
    *("utf-8", "utf-16", "ascii", "cp1250", "cp1251", "cp1252", "iso8859-1", "iso8859-2", "iso8859-15"),
    *("koi8-r", "mac-roman", "shift_jis", "euc_jp", "euc_kr", "gb2312", "gbk", "gb18030", "big5"),
}
"""Encodings by the names Python gives them; it knows others, that unpack or run what they decode."""

_NARROWEST, _WIDEST = 45, 100
"""How many characters a line has that was broken by a program or a typist rather than by sense."""


def decoded(content: bytes, *, declared: bool = False) -> str:
    """The text of a file: by its byte-order mark, what it declares (HTML), as UTF-8, else as Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    found = _CHARSET.search(content, 0, _DECLARED_WITHIN) if declared else None
    for encoding in (found[1].decode("ascii") if found else "utf-8", "utf-8"):
        text = _tried(content, encoding)
        if text is not None:
            return text
    return content.decode("cp1252", "replace")


def _tried(content: bytes, encoding: str) -> str | None:
    """The text in an encoding of those that are for texts; None where it is not in that."""
    try:
        name = codecs.lookup(encoding).name
        # As browsers do: what calls itself Latin-1 has Windows' quotation marks.
        return content.decode("cp1252" if name == "iso8859-1" else name) if name in _FOR_TEXT else None
    except (LookupError, UnicodeDecodeError):
        return None


def unbroken(text: str) -> str:
    """The text with a paragraph a line: what blank lines part, and lines unless broken to one width."""
    tidy = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n\n")
    return "\n".join(line for block in re.split(r"\n[ \t]*\n", tidy) for line in _lines(block))


def _lines(block: str) -> Iterator[str]:
    lines = [line.strip() for line in block.split("\n") if line.strip()]
    if _is_broken(lines):
        yield " ".join(lines)
    else:
        yield from lines


def _is_broken(lines: Sequence[str]) -> bool:
    return len(lines) > 1 and all(_NARROWEST <= len(line) <= _WIDEST for line in lines[:-1])
