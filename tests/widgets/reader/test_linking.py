"""Panes that scroll together."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.widgets.reader.tales import HEIGHT
from widgets.reader.linking import Way
from widgets.reader.page_view import PageView
from widgets.reader.panes import Panes


@pytest.fixture
def pair(panes: Panes, final: str) -> tuple[PageView, PageView]:
    """Four pages on the left, three on the right."""
    panes.add_pane(final)
    left, right = panes.panes
    return left.view, right.view


def top(view: PageView) -> float:
    """The page at the top of the view, with what share of it is above."""
    place = view.place_at(QPointF())
    return place.page + place.y / HEIGHT


def scroll(view: PageView, page: int) -> None:
    view.verticalScrollBar().setValue(round(view.column.rect(page).y))


def signs(panes: Panes) -> list[bool]:
    buttons = (pane.header.findChildren(QToolButton) for pane in panes.panes)
    return [any("unlink" in button.toolTip() and button.isVisible() for button in each) for each in buttons]


def test_unlinked_panes_go_their_own_way(pair: tuple[PageView, PageView]) -> None:
    scroll(pair[0], 3)
    assert pair[1].verticalScrollBar().value() == 0


def test_by_page(panes: Panes, pair: tuple[PageView, PageView]) -> None:
    panes.linking.link(Way.PAGE)
    scroll(pair[0], 2)
    assert top(pair[1]) == pytest.approx(2, abs=0.02)
    scroll(pair[1], 1)
    assert top(pair[0]) == pytest.approx(1, abs=0.02)


def test_by_share(panes: Panes, pair: tuple[PageView, PageView]) -> None:
    panes.linking.link(Way.SHARE)
    bars = [view.verticalScrollBar() for view in pair]
    bars[0].setValue(bars[0].maximum() // 2)
    assert bars[1].value() == pytest.approx(bars[1].maximum() / 2, abs=2)
    bars[1].setValue(bars[1].maximum())
    assert bars[0].value() == bars[0].maximum()


def test_from_here(panes: Panes, pair: tuple[PageView, PageView]) -> None:
    scroll(pair[0], 2)
    panes.linking.link(Way.HERE)
    assert top(pair[1]) == pytest.approx(1, abs=0.02)
    scroll(pair[0], 3)
    assert top(pair[1]) == pytest.approx(2, abs=0.02)
    scroll(pair[1], 1)
    assert top(pair[0]) == pytest.approx(2, abs=0.02)


def test_a_distance_survives_the_shorter_documents_end(panes: Panes, pair: tuple[PageView, PageView]) -> None:
    panes.linking.link(Way.HERE)
    pair[0].verticalScrollBar().setValue(pair[0].verticalScrollBar().maximum())
    scroll(pair[0], 2)
    assert top(pair[1]) == pytest.approx(2, abs=0.02)


def test_linked_panes_say_so_and_can_be_unlinked_there(
    qtbot: QtBot, panes: Panes, pair: tuple[PageView, PageView]
) -> None:
    assert signs(panes) == [False, False]
    panes.linking.link(Way.PAGE)
    assert signs(panes) == [True, True]
    sign = next(
        each for each in panes.panes[1].header.findChildren(QToolButton) if "unlink" in each.toolTip()
    )
    qtbot.mouseClick(sign, Qt.MouseButton.LeftButton)
    assert panes.linking.way is None
    assert signs(panes) == [False, False]


def test_a_single_pane_has_nothing_to_be_linked_with(panes: Panes, pair: tuple[PageView, PageView]) -> None:
    panes.linking.link(Way.PAGE)
    panes.close_pane(panes.panes[1])
    assert signs(panes) == [False]


def test_a_new_pane_is_linked_too(panes: Panes, pair: tuple[PageView, PageView], draft: str) -> None:
    panes.linking.link(Way.PAGE)
    third = panes.add_pane(draft)
    assert third is not None
    assert signs(panes) == [True, True, True]
    scroll(pair[0], 2)
    assert top(third.view) == pytest.approx(2, abs=0.02)


def test_a_link_is_remembered(panes: Panes, pair: tuple[PageView, PageView]) -> None:
    panes.linking.link(Way.SHARE)
    state = panes.state()
    panes.linking.link(None)
    panes.restore(state)
    assert panes.linking.way is Way.SHARE
    panes.restore({**state, "linked": "nonsense"})
    assert panes.linking.way is None
