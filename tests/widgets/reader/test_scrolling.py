"""Smooth scrolling."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QProxyStyle,
    QScrollBar,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)
from pytestqt.qtbot import QtBot

from widgets.reader.scrolling import SmoothScroll


@pytest.fixture
def bar(qtbot: QtBot) -> QScrollBar:
    bar = QScrollBar()
    qtbot.addWidget(bar)
    bar.setRange(0, 1000)
    return bar


def test_it_gets_there(qtbot: QtBot, bar: QScrollBar) -> None:
    SmoothScroll(bar).to(300)
    assert bar.value() < 300
    qtbot.waitUntil(lambda: bar.value() == 300)


def test_wishes_on_the_way_add_up(qtbot: QtBot, bar: QScrollBar) -> None:
    scroll = SmoothScroll(bar)
    scroll.by(100)
    scroll.by(100)
    assert scroll.target == 200
    qtbot.waitUntil(lambda: bar.value() == 200)


@pytest.mark.parametrize(("wish", "reached"), [(5000, 1000), (-10, 0)])
def test_it_stays_within_the_range(bar: QScrollBar, wish: float, reached: int) -> None:
    bar.setValue(500)
    scroll = SmoothScroll(bar)
    scroll.to(wish)
    assert scroll.target == reached


def test_stopped_it_stays(bar: QScrollBar) -> None:
    scroll = SmoothScroll(bar)
    scroll.to(300)
    scroll.stop()
    assert scroll.target == bar.value()


class Still(QProxyStyle):
    """A desktop that wants no animation."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        answer: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget, answer)


def test_without_animation_it_is_there_at_once(bar: QScrollBar) -> None:
    style = Still(QApplication.style().name())
    bar.setStyle(style)
    SmoothScroll(bar).to(300)
    assert bar.value() == 300
