"""The find bar, and what it finds in the panes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.reader.tales import CROSSING, FIRST
from widgets.reader.movement import Stretch
from widgets.reader.panes import Panes

SHIFT = Qt.KeyboardModifier.ShiftModifier
HIT, CURRENT, TICK = 0xFFE58A, 0xFFB13B, 0xE08A00
NOTHING = Qt.KeyboardModifier.NoModifier


def look_for(qtbot: QtBot, panes: Panes, words: str) -> None:
    panes.finding.begin()
    panes.find_bar.words.clear()
    qtbot.keyClicks(panes.find_bar.words, words)
    panes.find_bar.settle()


def said(panes: Panes) -> str:
    return panes.find_bar.count.text()


def test_hits_are_counted_as_one_types(qtbot: QtBot, panes: Panes) -> None:
    look_for(qtbot, panes, "tex")
    assert said(panes) == "1 of 18"
    qtbot.keyClicks(panes.find_bar.words, "t on")
    qtbot.waitUntil(lambda: said(panes) == "1 of 1")


def test_what_is_not_there_is_said(qtbot: QtBot, panes: Panes) -> None:
    look_for(qtbot, panes, "absent")
    assert said(panes) == "not found"
    panes.finding.step(1)
    assert said(panes) == "not found"


def test_enter_goes_on_and_around(qtbot: QtBot, panes: Panes) -> None:
    look_for(qtbot, panes, "the")
    seen = [said(panes)]
    for modifier in (NOTHING, NOTHING, SHIFT):
        qtbot.keyClick(panes.find_bar.words, Qt.Key.Key_Return, modifier)
        seen.append(said(panes))
    assert seen == ["1 of 2", "2 of 2", "1 of 2", "2 of 2"]


@pytest.mark.parametrize(("toggle", "count"), [("match_case", "1 of 15"), ("whole_words", "1 of 18")])
def test_case_and_whole_words(qtbot: QtBot, panes: Panes, toggle: str, count: str) -> None:
    look_for(qtbot, panes, "Text")
    qtbot.mouseClick(getattr(panes.find_bar, toggle), Qt.MouseButton.LeftButton)
    assert said(panes) == count


def test_a_hit_over_a_page_break_is_on_both_pages(qtbot: QtBot, panes: Panes) -> None:
    look_for(qtbot, panes, "text on two")
    found = panes.active.view.found
    assert [(box.page, current) for box, current in found.on(1)] == [(1, True)]
    assert [(box.page, current) for box, current in found.on(2)] == [(2, True), (2, True)]


def test_the_current_hit_comes_into_sight(qtbot: QtBot, panes: Panes) -> None:
    panes.active.view.go_to_page(4)
    qtbot.wait(200)
    look_for(qtbot, panes, "first")
    qtbot.waitUntil(lambda: panes.active.view.verticalScrollBar().value() < 300)


def has(widget: QWidget, colour: int) -> bool:
    """Whether a colour is anywhere on a widget."""
    image = widget.grab().toImage()
    places = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return any(image.pixel(*place) & 0xFFFFFF == colour for place in places)


def test_hits_are_marked_on_the_page(qtbot: QtBot, panes: Panes) -> None:
    look_for(qtbot, panes, "text")
    assert has(panes.active.view.viewport(), HIT)
    assert has(panes.active.view.viewport(), CURRENT)


def test_escape_closes_and_takes_the_paragraph(qtbot: QtBot, panes: Panes) -> None:
    look_for(qtbot, panes, "first")
    qtbot.keyClick(panes.find_bar.words, Qt.Key.Key_Escape)
    assert panes.find_bar.isHidden()
    assert panes.active.view.at_hand.stretch == Stretch(FIRST, FIRST)
    assert panes.active.view.found.count == 0


def test_all_panes_are_gone_through(qtbot: QtBot, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    panes.activate(panes.panes[0])
    look_for(qtbot, panes, "two pages")
    assert said(panes) == "1 of 1"
    qtbot.mouseClick(panes.find_bar.all_panes, Qt.MouseButton.LeftButton)
    assert said(panes) == "1 of 2"
    panes.finding.step(1)
    assert said(panes) == "2 of 2"
    assert panes.active is panes.panes[1]
    panes.finding.step(1)
    assert said(panes) == "1 of 2"


def test_another_pane_is_searched_when_it_becomes_active(qtbot: QtBot, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    look_for(qtbot, panes, "Text")
    assert said(panes) == "1 of 13"
    panes.activate(panes.panes[0])
    assert said(panes) == "18 hits"


def test_the_minimap_shows_hits(qtbot: QtBot, panes: Panes) -> None:
    assert not has(panes.active.minimap, TICK)
    look_for(qtbot, panes, "second")
    assert has(panes.active.minimap, TICK)


def test_selected_words_are_looked_for(qtbot: QtBot, panes: Panes, draft: str) -> None:
    view = panes.active.view
    assert view.shown is not None
    start = view.shown.full_text.text.index("two pages")
    passage = view.shown.stretch(start, start + 9, view.shown.index.paragraph(CROSSING).boxes[:1])
    assert passage is not None
    view.at_hand.take_part(passage)
    panes.finding.begin()
    assert panes.find_bar.words.text() == "two pages"
    assert said(panes) == "1 of 1"
