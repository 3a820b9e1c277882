"""The numbers Word prints before paragraphs, which its files hold only as rules (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from app.numerals import letters, roman

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BULLET = "•"
_LEVEL = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: `text` has `%1` for the number of the first level, and so on."""

    format: str
    text: str
    start: int


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts paragraphs as they come, each by the list and level it belongs to."""

    def __init__(self, numbering: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._list_of: dict[str, str] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        for found in numbering.iterfind(f"{WORD}abstractNum") if numbering is not None else ():
            levels = {value(level, "ilvl"): _level(level) for level in found.iterfind(f"{WORD}lvl")}
            self._lists[attribute(found, "abstractNumId")] = _List(levels)
        for found in numbering.iterfind(f"{WORD}num") if numbering is not None else ():
            id = attribute(found, "numId")
            self._list_of[id] = attribute(found.find(f"{WORD}abstractNumId"), "val")
            self._restarts[id] = {
                value(over, "ilvl"): value(over.find(f"{WORD}startOverride"), "val")
                for over in found.iterfind(f"{WORD}lvlOverride")
                if over.find(f"{WORD}startOverride") is not None
            }

    def next(self, id: str, level: int) -> str:
        """What is printed before the next paragraph of a list; nothing where that has no number."""
        found = self._lists.get(self._list_of.get(id, ""))
        if found is None or level not in found.levels:
            return ""
        restart = self._restarts.get(id, {}).pop(level, None)
        if restart is not None:
            found.counts[level] = restart
        else:
            found.counts[level] = found.counts.get(level, found.levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            found.counts.pop(deeper, None)
        return self._printed(found, found.levels[level])

    def _printed(self, found: _List, level: Level) -> str:
        if level.format == "bullet":
            return BULLET
        if level.format == "none":
            return ""

        def number(place: re.Match[str]) -> str:
            above = found.levels.get(int(place[1]) - 1, level)
            count = found.counts.get(int(place[1]) - 1, above.start)
            return _FORMATS.get(above.format, str)(count)

        return _LEVEL.sub(number, level.text)[:40]


def attribute(element: Element | None, name: str) -> str:
    """An attribute in Word's own namespace; empty where there is none."""
    return element.get(f"{WORD}{name}", "") if element is not None else ""


def value(element: Element | None, name: str) -> int:
    """An attribute that is a number; 0 where it is none."""
    text = attribute(element, name)
    return int(text) if re.fullmatch(r"\d{1,6}", text) else 0


def _level(element: Element) -> Level:
    start = element.find(f"{WORD}start")
    return Level(
        attribute(element.find(f"{WORD}numFmt"), "val"),
        attribute(element.find(f"{WORD}lvlText"), "val"),
        value(start, "val") if start is not None else 0,
    )


_FORMATS: dict[str, Callable[[int], str]] = {
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}
