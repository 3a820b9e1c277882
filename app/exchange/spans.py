"""Where a passage stands in its document's text as it is now."""

from __future__ import annotations

from app.model import Passage


def span(passage: Passage, text: str) -> tuple[int, int] | None:
    """Where the quote stands in the text: where it is noted to, else the nearest place there is.

    In code points, the end exclusive; None for what is no part of the text: a region, a running head, lost.
    """
    anchor = passage.anchor
    if not anchor.quote or passage.first is None or anchor.start == anchor.end:
        return None  # a running head lies between two positions: its words elsewhere are not its own
    if text[anchor.start : anchor.end] == anchor.quote:
        return anchor.start, anchor.end
    places = []
    place = text.find(anchor.quote)
    while place >= 0:
        places.append(place)
        place = text.find(anchor.quote, place + 1)
    if not places:
        return None
    nearest = min(places, key=lambda place: abs(place - anchor.start))
    return nearest, nearest + len(anchor.quote)
