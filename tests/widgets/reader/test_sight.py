"""What is in sight, and how far is scrolled for what is not."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.model import Box
from tests.widgets.reader.tales import AFTER, FIRST, HEADING, SECOND, tale
from widgets.reader.page_column import PageColumn
from widgets.reader.page_index import DocumentIndex
from widgets.reader.page_layout import Rect
from widgets.reader.page_view import PageView
from widgets.reader.sight import Sight, scrolled
from widgets.session import Session

INDEX = DocumentIndex(tale().paragraphs)


@pytest.fixture
def pages(qtbot: QtBot, session: Session) -> PageColumn:
    """Pages at one pixel a point, 500 pixels of them in sight."""
    pages = PageColumn(session.tiles)
    qtbot.addWidget(pages)
    pages.resize(612, 500)
    pages.show()
    pages.show_pages("draft", tale().pages)
    return pages


@pytest.mark.parametrize(("top", "first"), [(0, HEADING), (90, FIRST), (120, SECOND), (900, AFTER)])
def test_the_first_in_sight_begins_in_sight(pages: PageColumn, top: int, first: int) -> None:
    pages.verticalScrollBar().setValue(top)
    assert Sight(pages).first(INDEX) == first


@pytest.mark.parametrize(
    ("top", "bottom", "middle", "expected"),
    [
        (1100, 1200, False, None),
        (1100, 1200, True, None),
        (900, 950, False, 840),
        (1600, 1700, False, 1160),
        (1600, 1700, True, 1400),
        (1000, 1900, False, 940),
    ],
)
def test_no_more_is_scrolled_than_it_takes(
    top: float, bottom: float, middle: bool, expected: float | None
) -> None:
    assert scrolled([Rect(0, top, 9, bottom - top)], 1000, 600, middle=middle) == expected


def test_what_is_brought_in_can_be_seen(qtbot: QtBot, pages: PageColumn) -> None:
    box = Box(3, 100, 100, 200, 112)
    Sight(pages).bring_in([box])
    qtbot.waitUntil(lambda: 0 < pages.on_screen(pages.column.to_view(box)).top() < 500)


def test_a_popup_opens_below_what_is_in_sight(pages: PageColumn) -> None:
    place = pages.viewport().mapFromGlobal(Sight(pages).below([Box(1, 100, 100, 200, 140)]))
    assert 140 < place.y() < 200


def test_a_popup_opens_in_the_middle_with_nothing_in_sight(pages: PageColumn) -> None:
    place = pages.viewport().mapFromGlobal(Sight(pages).below([Box(4, 100, 100, 200, 140)]))
    assert place == pages.viewport().rect().center()


def test_a_view_gives_the_place_below_what_is_at_hand(view: PageView) -> None:
    view.show_paragraph(FIRST)
    lowest = max(block.box.y1 for block in INDEX.blocks(FIRST))
    place = view.viewport().mapFromGlobal(view.beside_what_is_at_hand())
    assert 0 < place.y() - lowest < 60
