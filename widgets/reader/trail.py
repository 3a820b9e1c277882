"""The places a reader came from, to go back to and forward again."""

from __future__ import annotations

from dataclasses import dataclass

from widgets.reader.page_layout import Place

MOST = 100


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a document, at the top left of the view."""

    document_id: str
    place: Place


class Trail:
    """Spots behind and ahead; leaving somewhere anew forgets those ahead."""

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._ahead: list[Spot] = []

    def leave(self, spot: Spot | None) -> None:
        """Remember where a jump is made from."""
        self._ahead.clear()
        if spot is not None and (not self._behind or self._behind[-1] != spot):
            self._behind.append(spot)
            del self._behind[:-MOST]

    def back(self, now: Spot | None) -> Spot | None:
        """Where the latest jump was made from; None at the beginning."""
        return _pass(self._behind, self._ahead, now)

    def forward(self, now: Spot | None) -> Spot | None:
        """Where one came back from; None when there is nothing ahead."""
        return _pass(self._ahead, self._behind, now)


def _pass(source: list[Spot], other: list[Spot], now: Spot | None) -> Spot | None:
    if not source:
        return None
    if now is not None:
        other.append(now)
    return source.pop()
