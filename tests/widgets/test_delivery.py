"""Work from other threads arrives on the GUI thread, in order, with its answers and errors."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from app.errors import Cancelled
from widgets.delivery import Delivery


def test_work_runs_on_the_gui_thread_in_order(qtbot: QtBot) -> None:
    delivery = Delivery()
    ran: list[tuple[int, bool]] = []

    def hand_over() -> None:
        for number in range(5):
            delivery(
                lambda number=number: ran.append(
                    (number, threading.current_thread() is threading.main_thread())
                )
            )

    thread = threading.Thread(target=hand_over)
    thread.start()
    qtbot.waitUntil(lambda: len(ran) == 5)
    thread.join()
    assert ran == [(number, True) for number in range(5)]


def test_an_answer_comes_back_to_the_thread_that_asked(qtbot: QtBot) -> None:
    delivery = Delivery()
    answers: list[int] = []
    thread = threading.Thread(target=lambda: answers.append(delivery.ask(lambda: 42)))
    thread.start()
    qtbot.waitUntil(lambda: answers == [42])
    thread.join()


def test_an_error_comes_back_to_the_thread_that_asked(qtbot: QtBot) -> None:
    delivery = Delivery()
    caught: list[str] = []

    def ask() -> None:
        with pytest.raises(LookupError, match="nothing there") as error:
            delivery.ask(_fail)
        caught.append(str(error.value))

    thread = threading.Thread(target=ask)
    thread.start()
    qtbot.waitUntil(lambda: bool(caught))
    thread.join()


def test_who_gives_up_waits_no_longer(qtbot: QtBot) -> None:
    delivery = Delivery()
    gave_up: list[bool] = []

    def ask() -> None:
        with pytest.raises(Cancelled):
            delivery.ask(lambda: 42, lambda: True)
        gave_up.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()  # while this thread has no time to answer
    assert gave_up == [True]


def _fail() -> None:
    raise LookupError("nothing there")
