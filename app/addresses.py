"""Which addresses a link of a document may lead to, and how to write one so that nothing in it is hidden."""

from __future__ import annotations

import unicodedata

FOLLOWED = ("http://", "https://", "mailto:")
"""How addresses begin that a reader may be asked about; whatever else a link holds is no address."""

LONGEST = 8_192
"""Characters beyond which nobody could judge an address."""

_UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and marks that show nothing."""


def may_be_followed(address: str) -> bool:
    """Whether a reader may be asked to follow a link to this address."""
    return len(address) <= LONGEST and address.lower().startswith(FOLLOWED)


def spelt_out(text: str) -> str:
    """The text with every character that shows nothing, or turns others around, as its number: `⟨U+202E⟩`."""
    return "".join(f"⟨U+{ord(each):04X}⟩" if is_hidden(each) else each for each in text)


def is_hidden(character: str) -> bool:
    """Whether a character shows nothing of itself; the plain space does not count."""
    if unicodedata.category(character) in _UNSEEN or character in _BLANK:
        return True
    if unicodedata.category(character) == "Zs":
        return character != " "
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
