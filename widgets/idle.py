"""Work that can wait: done a little at a time, in the gaps between frames."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

Step = Callable[[], bool]
"""Does some work that takes a millisecond or two at most; answers whether there is more."""

_PAUSE = 0.002
"""Seconds left to everything else between two turns."""

_TURN = 0.002
"""Seconds after which no other step is begun in a turn."""

_LATE = 0.001
"""Seconds by which a pause is longer where something else was going on."""

_MOST_WAITS = 8
"""Pauses in a row, at most, in which something else was going on: then a turn is taken all the same."""


class Idle(QObject):
    """Gives a little time to those who have such work, one after the other, where nothing else wants it.

    An owner has one work at a time; that of a widget that was deleted ends with it.
    """

    turn_taken = Signal()
    """Some steps were taken; there may be more."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: dict[object, Step] = {}
        self._armed = 0.0
        self._waits = 0
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.setInterval(round(_PAUSE * 1000))
        self._timer.timeout.connect(self._go_on)

    def begin(self, owner: object, step: Step) -> None:
        """Take these steps from now on, instead of those the owner had."""
        self._steps[owner] = step
        if not self._timer.isActive():
            self._arm()

    def end(self, owner: object) -> None:
        """Take no more of an owner's steps."""
        self._steps.pop(owner, None)

    def end_all(self) -> None:
        """Take no more steps of any owner."""
        self._steps.clear()

    @property
    def is_over(self) -> bool:
        """Whether nobody has such work."""
        return not self._steps

    def is_at(self, owner: object) -> bool:
        """Whether an owner's work goes on."""
        return owner in self._steps

    def _arm(self) -> None:
        self._armed = perf_counter()
        self._timer.start()

    def _go_on(self) -> None:
        is_late = perf_counter() - self._armed > _PAUSE + _LATE
        self._waits = self._waits + 1 if is_late else 0
        try:
            if self._waits % _MOST_WAITS == 0:
                self._take_turn()
                self.turn_taken.emit()
        finally:
            if self._steps:
                self._arm()

    def _take_turn(self) -> None:
        began = perf_counter()
        while self._steps:
            owner, step = next(iter(self._steps.items()))
            more = False
            try:
                more = isValid(owner) and step()
            finally:
                self._put_back(owner, step, more=more)
            if perf_counter() - began > _TURN:
                return

    def _put_back(self, owner: object, step: Step, *, more: bool) -> None:
        """Behind all others, if there is more; unless the owner has ended or replaced it."""
        if self._steps.get(owner) is step:
            del self._steps[owner]
            if more:
                self._steps[owner] = step
