"""The strip of annotations beside the pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.widgets.reader.tales import FIRST, HEAD, SECOND
from widgets.reader.minimap import Minimap
from widgets.reader.page_view import PageView
from widgets.session import Session


@pytest.fixture
def minimap(qtbot: QtBot, session: Session, view: PageView, draft: str) -> Minimap:
    minimap = Minimap(session, view)
    qtbot.addWidget(minimap)
    minimap.resize(minimap.width(), 400)
    minimap.show()
    qtbot.waitExposed(minimap)
    view.show_document(None)
    view.show_document(draft)
    return minimap


def colour_at(minimap: Minimap, x: int, y: float) -> str:
    return minimap.grab().toImage().pixelColor(x, round(y) + 1).name()


def test_every_annotated_paragraph_has_a_dash(minimap: Minimap, tag: Callable[..., None]) -> None:
    tag(FIRST, "children")
    tag(17, "financing")
    assert set(minimap.dashes) == {FIRST, 17}
    assert colour_at(minimap, 6, minimap.y_of(FIRST)) == "#0072b2"


def test_a_dash_is_where_its_paragraph_is(minimap: Minimap, tag: Callable[..., None]) -> None:
    tag(12, "children")  # the first paragraph of the third of four pages, 120 points from its top
    assert minimap.y_of(12) == pytest.approx(400 * (2 * 800 + 120) / 3200, abs=4)


@pytest.mark.parametrize(("rotation", "share"), [(90, 100 / 600), (180, (800 - 148) / 800), (270, 100 / 600)])
def test_on_turned_pages_too(
    qtbot: QtBot, minimap: Minimap, view: PageView, tag: Callable[..., None], rotation: int, share: float
) -> None:
    tag(12, "children")
    view.set_rotation(rotation)
    turned = pytest.approx(400 * (2 + share) / 4, abs=6)
    qtbot.waitUntil(lambda: minimap.y_of(12) == turned)


def test_several_themes_share_a_dash(minimap: Minimap, tag: Callable[..., None]) -> None:
    tag(FIRST, "children", "procurement")
    left, right = (colour_at(minimap, x, minimap.y_of(FIRST)) for x in (4, 9))
    assert left == "#0072b2"
    assert right != left


def test_paragraphs_that_share_a_row_share_a_dash(
    qtbot: QtBot, minimap: Minimap, tag: Callable[..., None]
) -> None:
    minimap.resize(minimap.width(), 20)
    tag(FIRST, "children")
    tag(SECOND, "financing")
    qtbot.waitUntil(lambda: minimap.height() == 20)
    assert minimap.y_of(FIRST) == minimap.y_of(SECOND)
    assert [colour_at(minimap, x, 0) for x in (4, 9)] == ["#0072b2", "#e69f00"]


def test_a_dash_goes_with_its_annotation(
    minimap: Minimap, session: Session, tag: Callable[..., None]
) -> None:
    tag(SECOND, "children")
    y = minimap.y_of(SECOND)
    assert colour_at(minimap, 6, y) == "#0072b2"
    session.undo()
    assert minimap.dashes == {}
    assert colour_at(minimap, 6, y) != "#0072b2"


def test_annotated_running_heads_have_no_dash(minimap: Minimap, tag: Callable[..., None]) -> None:
    tag(HEAD, "children")
    assert minimap.dashes == {}


def test_a_document_is_shown_with_the_annotations_it_has(
    qtbot: QtBot, minimap: Minimap, view: PageView, final: str, tag: Callable[..., None]
) -> None:
    tag(FIRST, "children", document_id=final)
    assert minimap.dashes == {}
    view.show_document(final)
    qtbot.waitUntil(lambda: set(minimap.dashes) == {FIRST})


def test_a_click_goes_there(qtbot: QtBot, minimap: Minimap, view: PageView) -> None:
    qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(6, 399))
    assert view.verticalScrollBar().value() == view.verticalScrollBar().maximum()
    qtbot.mouseClick(minimap, Qt.MouseButton.LeftButton, pos=QPoint(6, 250))
    assert view.page == 3


def test_dragging_takes_the_view_along(qtbot: QtBot, minimap: Minimap, view: PageView) -> None:
    qtbot.mousePress(minimap, Qt.MouseButton.LeftButton, pos=QPoint(6, 10))
    assert view.verticalScrollBar().value() == 0
    qtbot.mouseMove(minimap, QPoint(6, 110))
    halfway = view.verticalScrollBar().value()
    qtbot.mouseMove(minimap, QPoint(6, 210))
    assert 0 < halfway < view.verticalScrollBar().value()
    qtbot.mouseRelease(minimap, Qt.MouseButton.LeftButton, pos=QPoint(6, 210))
    after = view.verticalScrollBar().value()
    qtbot.mouseMove(minimap, QPoint(6, 20))
    assert view.verticalScrollBar().value() == after


def test_many_annotations_come_a_few_at_a_time(
    qtbot: QtBot,
    minimap: Minimap,
    view: PageView,
    draft: str,
    tag: Callable[..., None],
) -> None:
    for ordinal in (FIRST, SECOND, 17):
        tag(ordinal, "children")
    view.show_document(None)
    view.show_document(draft)
    assert minimap.dashes == {}
    qtbot.waitUntil(lambda: set(minimap.dashes) == {FIRST, SECOND, 17})
    assert colour_at(minimap, 6, minimap.y_of(17)) == "#0072b2"
