"""The reader's session and panes, and pictures of pages, drawn at once by a stand-in for the workers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer

from app.pdf.pool import Pool
from app.pdf.protocol import Answer, OutlineEntry, Render, Request, Slot, Tile
from tests.widgets.reader.conftest import _answer, draft, final, panes, session, tag

__all__ = ["draft", "final", "panes", "session", "tag"]

ENTRIES = (
    OutlineEntry(1, "Part one", 1, 60.0),
    OutlineEntry(2, "Schools", 2, 120.0),
    OutlineEntry(2, "Families", 3, 0.0),
    OutlineEntry(1, "Part two", 4, 100.0),
)
"""An outline of the draft."""


class _Sent:
    """A request that is with a worker already."""

    def withdraw(self) -> bool:
        return False

    def cancel(self) -> bool:
        return False


@pytest.fixture
def drawn(session: object, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The pages drawn so far, in order: there is room for pixels after all."""
    pages: list[int] = []

    def submit(
        pool: Pool, request: Request, on_done: Callable[[Answer], None], *, slot: Slot | None = None
    ) -> _Sent:
        if not isinstance(request, Render):
            _answer(pool, request, on_done)
            return _Sent()
        assert slot is not None
        pages.append(request.page)
        width, height = round(600 * request.scale), round(800 * request.scale)
        tile = Tile(request, width, height, request.scale, memoryview(bytes(4 * width * height)), slot)
        QTimer.singleShot(0, lambda: on_done(tile))
        return _Sent()

    monkeypatch.setattr(Pool, "reserve", lambda _pool, size: Slot(0, size))
    monkeypatch.setattr(Pool, "release", lambda _pool, _tile: None)
    monkeypatch.setattr(Pool, "submit", submit)
    return pages
