"""Lays out the themes of the pages next to those in sight, to be only painted when they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from widgets.idle import Idle

if TYPE_CHECKING:
    from widgets.reader.page_view import PageView

_FEW_PAGES = 6
"""Pages in sight up to which those next to them are prepared; of more, each is small and soon painted."""


class Preparing(QObject):
    """For one view: `prepare` lays out one page and answers whether that was still to do."""

    def __init__(self, idle: Idle, view: PageView, prepare: Callable[[int], bool]) -> None:
        super().__init__(view)
        self._idle = idle
        self._view = view
        self._prepare = prepare

    def look(self) -> None:
        """Other pages are in sight: see to their neighbours when there is time."""
        if self._view.shown is not None:
            self._idle.begin(self, self._prepare_one)

    def _prepare_one(self) -> bool:
        view, seen = self._view, self._view.visible_pages()
        if view.shown is None or len(seen) > _FEW_PAGES:
            return False
        near = range(max(1, seen.start - 1), min(seen.stop + 1, view.column.page_count) + 1)
        return any(self._prepare(page) for page in near if page not in seen)
