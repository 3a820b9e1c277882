"""Panes that scroll together: by page, by their share of the way, or from where they were linked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from widgets.reader.page_view import PageView
from widgets.reader.pane import Pane


class Way(StrEnum):
    """How linked panes follow one another."""

    HERE = "here"
    PAGE = "page"
    SHARE = "share"


class Linking(QObject):
    """While panes are linked, whichever is scrolled takes the others along."""

    changed = Signal()

    def __init__(self, panes: Callable[[], Sequence[Pane]], parent: QObject) -> None:
        super().__init__(parent)
        self._panes = panes
        self._way: Way | None = None
        self._begun: dict[PageView, float] = {}
        self._following = False

    @property
    def way(self) -> Way | None:
        """How the panes are linked; None when each goes its own way."""
        return self._way

    def link(self, way: Way | None) -> None:
        """Link all panes, from where they are now, or let each go its own way."""
        self._way = way
        self._show()
        if way is Way.HERE:
            self.begin_here()
        elif way is not None and (views := self._views()):
            self._lead(next((view for view in views if view.hasFocus()), views[0]))
        self.changed.emit()

    def take_in(self, pane: Pane) -> None:
        """Let a new pane lead and follow like the others."""
        view = pane.view
        view.verticalScrollBar().valueChanged.connect(lambda _: self._lead(view))
        pane.header.unlink_requested.connect(lambda: self.link(None))
        self._show()

    def begin_here(self) -> None:
        """Count from where the panes are now: another document is shown, or another pane."""
        self._begun = {view: _position(view) for view in self._views()}
        self._show()

    def _views(self) -> list[PageView]:
        return [pane.view for pane in self._panes() if pane.document_id is not None]

    def _show(self) -> None:
        linked = self._way is not None and len(self._panes()) > 1
        for pane in self._panes():
            pane.header.show_linked(linked and pane.document_id is not None)

    def _lead(self, leader: PageView) -> None:
        views = self._views()
        if self._following or self._way is None or leader not in views or not leader.isVisible():
            return
        self._following = True
        for view in views:
            if view is not leader:
                self._follow(leader, view)
        self._following = False

    def _follow(self, leader: PageView, view: PageView) -> None:
        view.glide.stop()
        bar, ahead = view.verticalScrollBar(), leader.verticalScrollBar()
        if self._way is Way.SHARE:
            bar.setValue(round(ahead.value() / max(1, ahead.maximum()) * bar.maximum()))
            return
        position = _position(leader)
        if self._way is Way.HERE:
            position += self._begun.get(view, 0.0) - self._begun.get(leader, 0.0)
        _go(view, position)


def _position(view: PageView) -> float:
    """How many pages are above the top of the view."""
    return view.column.pages_above(view.top_left.y())


def _go(view: PageView, position: float) -> None:
    y = view.column.height_below(position)
    view.go_to(view.column.place_at(view.top_left.x(), y))
