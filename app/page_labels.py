"""The labels printed on pages: from a PDF's rules to one label a page, and from a label to its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.numerals import letters, roman

LONGEST = 24
"""Characters of a label; longer ones are cut, for a file may claim any."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How pages are labelled from one (1-based) on (ISO 32000-2, 12.4.2).

    `style` is D, R, r, A or a; without one the labels are the prefix alone. `start` is the first number.
    """

    page: int
    style: str = ""
    prefix: str = ""
    start: int = 1


def labels_of(rules: Iterable[Rule], page_count: int) -> tuple[str, ...]:
    """One label a page; nothing where the labels say no more than the pages' numbers.

    Pages before the first rule are labelled with their number. Of two rules for a page the later one counts.
    """
    by_page = {rule.page: rule for rule in rules}
    rule = Rule(1, "D")
    labels = []
    for page in range(1, page_count + 1):
        rule = by_page.get(page, rule)
        labels.append(_label(rule, rule.start + page - rule.page))
    differs = any(label != str(page) for page, label in enumerate(labels, 1))
    return tuple(labels) if differs else ()


def page_called(text: str, labels: Sequence[str], page_count: int) -> int | None:
    """The page (1-based) a reader means: that with this label, in any case, else that with this number."""
    wanted = text.strip()
    if not wanted:
        return None
    for fold in (str, str.casefold):
        found = next((page for page, label in enumerate(labels, 1) if fold(label) == fold(wanted)), None)
        if found is not None:
            return found
    is_number = wanted.isascii() and wanted.isdecimal() and len(wanted) < LONGEST
    number = int(wanted) if is_number else 0
    return number if 1 <= number <= page_count else None


def _label(rule: Rule, number: int) -> str:
    return (rule.prefix + _numeral(rule.style, number))[:LONGEST]


def _numeral(style: str, number: int) -> str:
    if style in ("R", "r", "A", "a"):
        written = roman(number) if style in ("R", "r") else letters(number)
        return written.upper() if style.isupper() else written
    return str(number) if style == "D" else ""
