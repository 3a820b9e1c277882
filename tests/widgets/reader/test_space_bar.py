"""Space scrolls, and held lets the pages be dragged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.reader.page_layout import Fit, Zoom
from widgets.reader.page_view import PageView
from widgets.session import Session

LEFT_BUTTON = Qt.MouseButton.LeftButton
NOTHING, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
SCREEN = 450


def space(view: PageView, kind: QEvent.Type, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    QApplication.sendEvent(view, QKeyEvent(kind, Qt.Key.Key_Space, modifier, " "))


def repeat(view: PageView, times: int) -> None:
    """What a desktop sends while the bar is held down."""
    for _ in range(times):
        for kind in (RELEASE, PRESS):
            QApplication.sendEvent(view, QKeyEvent(kind, Qt.Key.Key_Space, NOTHING, " ", True))


def drag(qtbot: QtBot, view: PageView, by: QPoint) -> None:
    pane, start = view.viewport(), QPoint(300, 300)
    qtbot.mousePress(pane, LEFT_BUTTON, NOTHING, start)
    qtbot.mouseMove(pane, start + by)
    qtbot.mouseRelease(pane, LEFT_BUTTON, NOTHING, start + by)


def top(view: PageView) -> int:
    return view.verticalScrollBar().value()


def cursor(view: PageView) -> Qt.CursorShape:
    return view.viewport().cursor().shape()


@pytest.mark.parametrize(("modifier", "down"), [(NOTHING, SCREEN), (SHIFT, -SCREEN)])
def test_it_scrolls_when_let_go(
    qtbot: QtBot, view: PageView, modifier: Qt.KeyboardModifier, down: int
) -> None:
    view.verticalScrollBar().setValue(1000)
    space(view, PRESS, modifier)
    assert view.glide.target == 1000
    space(view, RELEASE)
    qtbot.waitUntil(lambda: top(view) == 1000 + down)


def test_held_down_it_goes_on_and_letting_go_adds_nothing(qtbot: QtBot, view: PageView) -> None:
    space(view, PRESS)
    repeat(view, 3)
    space(view, RELEASE)
    qtbot.waitUntil(lambda: top(view) == 3 * SCREEN)


def test_a_drag_with_it_moves_the_pages_both_ways_and_takes_nothing(
    qtbot: QtBot, view: PageView, session: Session
) -> None:
    view.set_zoom(Zoom(Fit.NONE, 200))
    view.verticalScrollBar().setValue(500)
    across = view.horizontalScrollBar().value()
    space(view, PRESS)
    drag(qtbot, view, QPoint(-40, -70))
    space(view, RELEASE)
    assert (view.horizontalScrollBar().value(), view.glide.target) == (across + 40, 570)
    assert session.selection is None


def test_hands_show_what_can_be_done(qtbot: QtBot, view: PageView) -> None:
    space(view, PRESS)
    assert cursor(view) == Qt.CursorShape.OpenHandCursor
    qtbot.mousePress(view.viewport(), LEFT_BUTTON, NOTHING, QPoint(300, 300))
    assert cursor(view) == Qt.CursorShape.ClosedHandCursor
    space(view, RELEASE)
    assert cursor(view) == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON, NOTHING, QPoint(300, 300))
    assert cursor(view) == Qt.CursorShape.ArrowCursor


def test_pages_wait_for_a_hand_that_is_on_its_way(qtbot: QtBot, view: PageView) -> None:
    qtbot.mouseMove(view.viewport(), QPoint(200, 200))
    space(view, PRESS)
    for x in (210, 220, 230):
        qtbot.mouseMove(view.viewport(), QPoint(x, 200))
    repeat(view, 3)
    assert view.glide.target == 0
    drag(qtbot, view, QPoint(0, -60))
    space(view, RELEASE)
    assert view.glide.target == 60


def test_a_repetition_told_as_letting_go_does_not_scroll_after_a_drag(qtbot: QtBot, view: PageView) -> None:
    space(view, PRESS)
    drag(qtbot, view, QPoint(0, -60))
    for kind in (RELEASE, PRESS, RELEASE):
        space(view, kind)
    assert view.glide.target == 60


def test_it_is_let_go_where_the_keys_go_elsewhere(qtbot: QtBot, view: PageView) -> None:
    space(view, PRESS)
    view.clearFocus()
    assert cursor(view) == Qt.CursorShape.ArrowCursor
    space(view, RELEASE)
    assert view.glide.target == 0
