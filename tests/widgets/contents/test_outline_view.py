from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from app.outline import Outline
from app.pdf.protocol import OutlineEntry
from tests.widgets.contents.conftest import ENTRIES
from widgets.contents.outline_model import OutlineModel, OutlineRole
from widgets.contents.outline_view import OutlineView

LONG = tuple(
    OutlineEntry(level, f"{name} {part}", part)
    for part in range(1, 31)
    for level, name in ((1, "Part"), (2, "Schools"), (2, "Families"))
)


@pytest.fixture
def outline(qtbot: QtBot) -> OutlineView:
    outline = OutlineView(OutlineModel())
    qtbot.addWidget(outline)
    outline.resize(220, 400)
    outline.show_outline(Outline(ENTRIES))
    outline.show()
    qtbot.waitExposed(outline)
    return outline


def shown(outline: OutlineView) -> list[str]:
    """The titles that are open in the tree, from the top."""
    titles, index = [], outline.tree.model().index(0, 0)
    while index.isValid():
        titles.append(str(index.data()))
        index = outline.tree.indexBelow(index)
    return titles


def row(outline: OutlineView, title: str) -> QModelIndex:
    index = outline.tree.model().index(0, 0)
    while index.isValid() and index.data() != title:
        index = outline.tree.indexBelow(index)
    return index


def marked(outline: OutlineView) -> list[str]:
    return [title for title in shown(outline) if row(outline, title).data(OutlineRole.CURRENT)]


def narrow(qtbot: QtBot, outline: OutlineView, *keys: Sequence[str] | Qt.Key) -> None:
    outline.filter.setFocus()
    for key in keys:
        if isinstance(key, str):
            qtbot.keyClicks(outline.filter, key)
        else:
            qtbot.keyClick(outline.filter, key)


def test_a_click_goes_to_the_entry(qtbot: QtBot, outline: OutlineView) -> None:
    place = outline.tree.visualRect(row(outline, "Families")).center()
    with qtbot.waitSignal(outline.chosen) as chosen:
        qtbot.mouseClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [2]


def test_arrows_and_enter_go_to_an_entry_from_the_current_one_on(qtbot: QtBot, outline: OutlineView) -> None:
    outline.show_current(1)
    outline.focus_outline()
    qtbot.keyClick(outline.tree, Qt.Key.Key_Down)
    with qtbot.waitSignal(outline.chosen) as chosen:
        qtbot.keyClick(outline.tree, Qt.Key.Key_Return)
    assert chosen.args == [2]


def test_escape_leaves(qtbot: QtBot, outline: OutlineView) -> None:
    with qtbot.waitSignal(outline.left):
        qtbot.keyClick(outline.tree, Qt.Key.Key_Escape)


def test_an_entry_that_leads_nowhere_opens_and_closes(qtbot: QtBot, outline: OutlineView) -> None:
    outline.show_outline(Outline([OutlineEntry(1, "Annexes", 0), OutlineEntry(2, "First", 3)]))
    chosen = QSignalSpy(outline.chosen)
    place = outline.tree.visualRect(row(outline, "Annexes")).center()
    qtbot.mouseClick(outline.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert shown(outline) == ["Annexes"]
    assert chosen.count() == 0


def test_what_is_read_is_marked_on_what_is_open_above_it(outline: OutlineView) -> None:
    outline.show_current(2)
    assert marked(outline) == ["Families"]
    outline.tree.collapse(row(outline, "Part one"))
    assert marked(outline) == ["Part one"]
    outline.tree.expand(row(outline, "Part one"))
    assert marked(outline) == ["Families"]


@pytest.mark.parametrize(("entries", "rows"), [(ENTRIES, 4), (LONG, 30)])
def test_levels_are_open_that_make_no_long_list(
    outline: OutlineView, entries: Sequence[OutlineEntry], rows: int
) -> None:
    outline.show_outline(Outline(entries))
    assert len(shown(outline)) == rows


@pytest.mark.parametrize(
    ("entries", "found", "narrowing", "note"), [(ENTRIES, True, False, True), (LONG, False, True, False)]
)
def test_there_is_a_filter_for_long_outlines_and_a_note_on_found_headings(
    outline: OutlineView, entries: Sequence[OutlineEntry], found: bool, narrowing: bool, note: bool
) -> None:
    outline.show_outline(Outline(entries, found=found))
    assert (outline.filter.isVisible(), outline.note.isVisible()) == (narrowing, note)


def test_typing_narrows_and_enter_goes_to_the_first_that_has_the_words(
    qtbot: QtBot, outline: OutlineView
) -> None:
    outline.show_outline(Outline(LONG))
    narrow(qtbot, outline, "families 7")
    assert shown(outline) == ["Part 7", "Families 7"]
    with qtbot.waitSignal(outline.chosen) as chosen:
        narrow(qtbot, outline, Qt.Key.Key_Return)
    assert chosen.args == [20]


def test_down_goes_from_the_filter_into_the_tree(qtbot: QtBot, outline: OutlineView) -> None:
    outline.show_outline(Outline(LONG))
    narrow(qtbot, outline, "part 9", Qt.Key.Key_Down)
    assert outline.tree.hasFocus()
    assert outline.tree.currentIndex().data() == "Part 9"


def test_escape_first_clears_the_filter_then_leaves(qtbot: QtBot, outline: OutlineView) -> None:
    outline.show_outline(Outline(LONG))
    left = QSignalSpy(outline.left)
    narrow(qtbot, outline, "part 9", Qt.Key.Key_Escape)
    assert (outline.filter.text(), len(shown(outline)), left.count()) == ("", 30, 0)
    narrow(qtbot, outline, Qt.Key.Key_Escape)
    assert left.count() == 1
