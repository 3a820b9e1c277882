"""Recognises what a printed line begins with: numbers, letters in brackets, bullets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class LabelKind(Enum):
    """The families of labels; one list keeps to one family."""

    NUMBER = "1."
    SECTION = "1.2"
    BRACKET_NUMBER = "(1)"
    BRACKET_LETTER = "(a)"
    ROMAN = "II."
    LETTER = "A."
    BULLET = "•"


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed and its family."""

    kind: LabelKind
    text: str


LISTED = frozenset({LabelKind.BULLET, LabelKind.BRACKET_LETTER, LabelKind.BRACKET_NUMBER})
"""The families that label the entries of lists."""
BULLETS = "•·▪◦‣⁃–—−*■□●○◆◇➢➤✓❖\uf0b7\uf0a7\uf0d8"

_PATTERNS = (
    (LabelKind.SECTION, re.compile(r"[A-Z]?\d{1,2}(?:\.\d{1,3})+[.)]?(?=\s)")),
    (LabelKind.NUMBER, re.compile(r"(?:\d{1,4}|[٠-٩۰-۹]{1,4})(?:[.)٫]|\s?[.)])(?=\s|$|[^\W\d_])")),
    (
        LabelKind.BRACKET_NUMBER,
        re.compile(r"[(（\[](?:\d{1,3}|[٠-٩]{1,3}|[一二三四五六七八九十]{1,3})[)）\]](?=\s|$|[^\W\d_])"),
    ),
    (
        LabelKind.BRACKET_LETTER,
        re.compile(r"\((?:[a-z]{1,2}|[ivxl]{1,6}|[A-Z])(?:\s?bis)?\)(?=\s|$|[^\W\d_])"),
    ),
    (LabelKind.ROMAN, re.compile(r"(?:[IVX]|[IVXLC]{2,6})\.(?=\s|$)")),
    (LabelKind.LETTER, re.compile(r"[A-Za-z][.)](?=\s\S|$)")),
    (
        LabelKind.NUMBER,
        re.compile(r"(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十百\d]{1,4}[条章节])"),
    ),
    (LabelKind.BULLET, re.compile(rf"(?:[{re.escape(BULLETS)}]|-)(?=\s|$)")),
)
_MAY_BEGIN = re.compile(r"[\dA-Za-z(（\[٠-٩۰-۹一二三四五六七八九十第" + re.escape(BULLETS) + "-]")


def label_of(text: str) -> Label | None:
    """The label a line begins with, if any; whether it counts as one is for the geometry to say."""
    if not _MAY_BEGIN.match(text):
        return None
    for kind, pattern in _PATTERNS:
        if found := pattern.match(text):
            return Label(kind, found.group())
    return None


def follows(label: Label, next_: Label) -> bool:
    """Whether the second label is the one a list would set after the first."""
    if label.kind is not next_.kind:
        return False
    if label.kind is LabelKind.BULLET:
        return label.text == next_.text
    one, other = label.text.strip("()[]. "), next_.text.strip("()[]. ")
    if one.isdecimal() and other.isdecimal():
        return int(other) == int(one) + 1
    if len(one) == 1 == len(other) and ord(other) == ord(one) + 1:
        return True
    return one in _ROMANS and other in _ROMANS and _ROMANS.index(other) == _ROMANS.index(one) + 1


_ROMANS = tuple(
    form(numeral)
    for form in (str.lower, str.upper)
    for numeral in [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
        "IX",
        "X",
        "XI",
        "XII",
        "XIII",
        "XIV",
        "XV",
        "XVI",
        "XVII",
        "XVIII",
        "XIX",
        "XX",
    ]
)


def begins_list(label: Label) -> bool:
    """Whether a label is the first of its list."""
    return label.text.strip("()[]. ").casefold() in ("1", "a", "i")


def label_before(label: Label) -> str | None:
    """The label a list in brackets has before this one, as printed; None where there is none."""
    if label.kind not in (LabelKind.BRACKET_LETTER, LabelKind.BRACKET_NUMBER):
        return None
    text = label.text.strip("()[] ")
    if text.isdecimal():
        before = str(int(text) - 1) if int(text) > 1 else ""
    elif text in _ROMANS and len(text) > 1:
        before = _ROMANS[_ROMANS.index(text) - 1]
    else:
        before = chr(ord(text) - 1) if len(text) == 1 and text not in "aA" else ""
    return label.text.replace(text, before) if before else None
