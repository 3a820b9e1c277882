"""Themes as the codes of a REFI-QDA codebook, both ways: nested by parent, with colour and definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from app.errors import UserError
from app.exchange.refi.elements import child, children, text
from app.exchange.refi.incoming import IncomingTheme
from app.exchange.refi.standard import allowed, key
from app.model import Theme

MAX_CODES = 100_000
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_SHORT_COLOUR = re.compile(r"#[0-9a-f]{3}")


def write_codes(parent: Element, themes: Sequence[Theme], notes: Mapping[str, Sequence[str]]) -> None:
    """Add `Codes` with the themes in codebook order; `notes` are the ids of the memos on each.

    A theme whose parent is not among them, or whose parents go round in a ring, stands at the top.
    """
    if not themes:
        return
    below: dict[str | None, list[Theme]] = defaultdict(list)
    known = {theme.id: theme for theme in themes}
    for theme in themes:
        below[None if _at_top(theme, known) else theme.parent_id].append(theme)
    waiting = [(SubElement(parent, "Codes"), below[None])]
    while waiting:
        above, codes = waiting.pop()
        for theme in codes:
            element = _code(above, theme, notes.get(theme.id, ()))
            waiting.append((element, below[theme.id]))


def _at_top(theme: Theme, known: Mapping[str, Theme]) -> bool:
    seen = {theme.id}
    parent = theme.parent_id
    while parent is not None and parent in known and parent not in seen:
        seen.add(parent)
        parent = known[parent].parent_id
    return theme.parent_id not in known or parent in seen


def _code(above: Element, theme: Theme, notes: Sequence[str]) -> Element:
    element = SubElement(
        above, "Code", guid=theme.id, name=allowed(theme.name), isCodable="true", color=theme.colour
    )
    if theme.definition:
        SubElement(element, "Description").text = allowed(theme.definition)
    for note in notes:
        SubElement(element, "NoteRef", targetGUID=note)
    return element


def read_codes(codebook: Element | None) -> Iterator[tuple[IncomingTheme, Element]]:
    """The codes below a `CodeBook`, parents before children, each with its element.

    Raises UserError where there are too many.
    """
    count = 0
    codes = child(codebook, "Codes") if codebook is not None else None
    waiting = [(element, None) for element in reversed(list(children(codes, "Code")))]
    while waiting:
        element, parent = waiting.pop()
        count += 1
        if count > MAX_CODES:
            raise UserError(f"The codebook has more than {MAX_CODES:,} codes, so nothing was taken.")
        own = key(element.get("guid")) or f"#{count}"
        yield (
            IncomingTheme(
                own, element.get("name", ""), parent, _colour(element), text(child(element, "Description"))
            ),
            element,
        )
        waiting += [(below, own) for below in reversed(list(children(element, "Code")))]  # type: ignore[misc]


def _colour(element: Element) -> str | None:
    colour = element.get("color", "").strip().lower()
    if _SHORT_COLOUR.fullmatch(colour):
        return "#" + "".join(digit * 2 for digit in colour[1:])
    return colour if _COLOUR.fullmatch(colour) else None
