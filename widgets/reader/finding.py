"""Carries what the find bar asks to the panes, and from hit to hit through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from widgets.reader.find import Question
from widgets.reader.find_bar import FindBar
from widgets.reader.movement import Stretch
from widgets.reader.pane import Pane


class Finding(QObject):
    """Searches the active pane, or all of them; `panes` gives those there are, the active one first."""

    def __init__(
        self,
        bar: FindBar,
        panes: Callable[[], Sequence[Pane]],
        active: Callable[[], Pane],
        activate: Callable[[Pane], None],
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._panes = panes
        self._active = active
        self._activate = activate
        bar.asked.connect(self._ask)
        bar.step_requested.connect(self.step)
        bar.closed.connect(self.end)

    def begin(self) -> None:
        """Show the bar, with the words selected on the page if there are a few."""
        part = self._active().view.at_hand.part
        if part is not None and 0 < len(part.anchor.quote) < 80:
            self._bar.words.setText(" ".join(part.anchor.quote.split()))
        self._bar.begin()
        self._ask()

    def end(self) -> None:
        """Hide the bar and the hits; the paragraph of the current one is at hand."""
        view = self._active().view
        ordinal = view.found.ordinal
        self._bar.hide()
        for pane in self._panes():
            pane.view.found.ask(Question())
        if ordinal is not None:
            view.at_hand.take(Stretch(ordinal, ordinal))
        self._active().setFocus()

    def step(self, by: int) -> None:
        """Go to the next hit or the one before, in the panes searched."""
        if self._bar.isHidden():
            self.begin()
            return
        self._bar.settle()
        active = self._active()
        view = active.view
        if not view.found.step(by, view.start_in_sight()):
            active = self._further(active, by)
        active.view.show_hit()
        self._activate(active)
        self.show_count()

    def _further(self, active: Pane, by: int) -> Pane:
        """The next pane with a hit, its first or last hit current; where there is none, the same pane."""
        panes = [pane for pane in self._searched() if pane.view.found.count]
        if not panes or panes == [active]:
            return active
        at = panes.index(active) if active in panes else -by
        following = panes[(at + by) % len(panes)]
        active.view.found.leave()
        following.view.found.go_to_end(by)
        return following

    def follow(self) -> None:
        """Search the pane that has become active."""
        if not self._bar.isHidden():
            self._ask(keep=True)

    def _ask(self, *, keep: bool = False) -> None:
        question, searched = self._bar.question, self._searched()
        view = self._active().view
        start = view.start_in_sight() if view.found.start is None else view.found.start
        for pane in self._panes():
            found = pane.view.found
            wanted = question if pane in searched else Question()
            if not keep or found.question != wanted:
                found.ask(wanted)
        if not keep and question.words.strip():
            view.found.step(1, start)
            view.show_hit()
        self.show_count()

    def _searched(self) -> Sequence[Pane]:
        return self._panes() if self._bar.all_panes.isChecked() else [self._active()]

    def show_count(self) -> None:
        """Count through all panes searched, from left to right."""
        before, current = 0, None
        for pane in self._searched():
            found = pane.view.found
            if pane is self._active() and found.current is not None:
                current = before + found.current + 1
            before += found.count
        self._bar.show_count(current, before)
