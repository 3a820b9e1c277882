"""Hands work from other threads to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.errors import Cancelled

_LOOK_EVERY = 0.1
"""Seconds between looks at whether an answer is still waited for."""

T = TypeVar("T")


class Delivery(QObject):
    """Runs callables on the thread it was made on, in the order they were handed over."""

    _handed_over = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._handed_over.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def __call__(self, work: Callable[[], object]) -> None:
        """Run `work` soon; safe from any thread."""
        self._handed_over.emit(work)

    def ask(self, work: Callable[[], T], given_up: Callable[[], bool] = lambda: False) -> T:
        """Run `work` there and wait for its result; only from another thread.

        Raises Cancelled once nobody waits for it any more: that thread may be waiting for this one.
        """
        answer: Future[T] = Future()

        def run_into_answer() -> None:
            if not answer.set_running_or_notify_cancel():
                return
            try:
                answer.set_result(work())
            except BaseException as error:  # noqa: BLE001 - carried to the thread that asked, and raised there
                answer.set_exception(error)

        self(run_into_answer)
        while not wait((answer,), _LOOK_EVERY).done:
            if given_up():
                raise Cancelled
        return answer.result()

    @staticmethod
    def _run(work: Callable[[], object]) -> None:
        work()
