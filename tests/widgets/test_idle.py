"""Work that can wait is done in the gaps, by turns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from widgets.idle import Idle


@pytest.fixture
def idle(qapp: object) -> Idle:
    return Idle()


def steps(count: int, name: str, done: list[str]) -> Callable[[], bool]:
    """So many steps, each of which writes down a name."""

    def step() -> bool:
        done.append(name)
        return done.count(name) < count

    return step


def test_steps_are_taken_until_there_are_no_more(qtbot: QtBot, idle: Idle) -> None:
    done: list[str] = []
    idle.begin("owner", steps(5, "a", done))
    assert idle.is_at("owner")
    qtbot.waitUntil(lambda: not idle.is_at("owner"))
    assert done == ["a"] * 5


def test_owners_take_turns(qtbot: QtBot, idle: Idle) -> None:
    done: list[str] = []
    idle.begin("first", steps(2, "a", done))
    idle.begin("second", steps(2, "b", done))
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == ["a", "b", "a", "b"]


def test_new_work_takes_the_place_of_the_owners_old(qtbot: QtBot, idle: Idle) -> None:
    done: list[str] = []
    idle.begin("owner", steps(99, "old", done))
    idle.begin("owner", steps(3, "new", done))
    qtbot.waitUntil(lambda: not idle.is_at("owner"))
    assert done == ["new"] * 3


def test_work_ended_by_its_own_step_stays_ended(qtbot: QtBot, idle: Idle) -> None:
    def step() -> bool:
        idle.end("owner")
        return True

    idle.begin("owner", step)
    qtbot.waitUntil(lambda: not idle.is_at("owner"))


def test_a_step_that_fails_is_not_taken_again_and_stops_nobody_else(qtbot: QtBot, idle: Idle) -> None:
    done: list[str] = []

    def fail() -> bool:
        done.append("failed")
        raise ValueError

    with qtbot.captureExceptions() as failures:
        idle.begin("one", fail)
        idle.begin("other", steps(3, "a", done))
        qtbot.waitUntil(lambda: not idle.is_at("other"))
    assert done == ["failed", "a", "a", "a"]
    assert [kind for kind, *_ in failures] == [ValueError]


def test_the_work_of_a_deleted_widget_ends(qtbot: QtBot, idle: Idle) -> None:
    done: list[str] = []
    owner = QObject()
    idle.begin(owner, steps(99, "a", done))
    delete(owner)
    qtbot.waitUntil(lambda: not idle.is_at(owner))
    assert done == []


def test_a_loop_that_is_always_busy_does_not_starve_it(qtbot: QtBot, idle: Idle) -> None:
    done: list[str] = []
    busy = QTimer(interval=0)
    busy.timeout.connect(lambda: sum(range(200_000)))
    busy.start()
    idle.begin("owner", steps(1, "a", done))
    qtbot.waitUntil(lambda: done == ["a"])
    busy.stop()
