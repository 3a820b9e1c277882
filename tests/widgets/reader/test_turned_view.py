"""Reading pages that are turned."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from app.model import Box
from tests.widgets.reader.tales import FIRST, LEFT, LETTER, SECOND
from widgets.reader.page_layout import Place
from widgets.reader.page_view import PageView
from widgets.selection import Selection
from widgets.session import Session

LEFT_BUTTON, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
NOTHING = Qt.KeyboardModifier.NoModifier
TURNED = [90, 180, 270]


def on_page(view: PageView, x: float, y: float, page: int = 1) -> QPoint:
    """Where a point of a page is shown, brought into sight first."""
    across, down = view.column.position(Place(page, x, y))
    view.verticalScrollBar().setValue(round(down) - 250)
    return (QPointF(across, down) - view.top_left).toPoint()


def drag(
    qtbot: QtBot,
    view: PageView,
    a: tuple[float, float],
    b: tuple[float, float],
    key: Qt.KeyboardModifier = NOTHING,
) -> None:
    start = on_page(view, *a)
    end = start + QPoint(*(round(each) for each in _difference(view, a, b)))
    qtbot.mousePress(view.viewport(), LEFT_BUTTON, key, start)
    qtbot.mouseMove(view.viewport(), (start + end) / 2)
    qtbot.mouseMove(view.viewport(), end)
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON, key, end)


def _difference(view: PageView, a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float]:
    first, second = (view.column.to_view(Box(1, *at, *at)) for at in (a, b))
    return second.x - first.x, second.y - first.y


@pytest.mark.parametrize("rotation", TURNED)
def test_a_click_takes_the_paragraph_there(
    qtbot: QtBot, view: PageView, session: Session, draft: str, rotation: int
) -> None:
    view.set_rotation(rotation)
    qtbot.mouseClick(view.viewport(), LEFT_BUTTON, NOTHING, on_page(view, 300, 206))
    assert session.selection == Selection(draft, SECOND, SECOND)


@pytest.mark.parametrize("rotation", TURNED)
def test_a_selection_gives_the_same_passage(
    qtbot: QtBot, view: PageView, session: Session, rotation: int
) -> None:
    first, last = (LEFT + LETTER + 2, 120), (LEFT + 4 * LETTER + 8, 134)
    drag(qtbot, view, first, last)
    upright = session.passage
    assert upright is not None
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    view.set_rotation(rotation)
    drag(qtbot, view, first, last)
    assert session.passage == upright


@pytest.mark.parametrize("rotation", TURNED)
def test_a_region_is_kept_as_the_page_lies(
    qtbot: QtBot, view: PageView, session: Session, rotation: int
) -> None:
    view.set_rotation(rotation)
    drag(qtbot, view, (50, 300), (200, 400), ALT)
    assert session.passage is not None
    (box,) = session.passage.anchor.boxes
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((50, 300, 200, 400), abs=2)


@pytest.mark.parametrize("rotation", TURNED)
def test_a_region_ends_with_its_page(qtbot: QtBot, view: PageView, session: Session, rotation: int) -> None:
    view.set_rotation(rotation)
    edge = view.column.rect(1).bottom
    view.verticalScrollBar().setValue(round(edge) - 250)
    qtbot.mousePress(view.viewport(), LEFT_BUTTON, ALT, QPoint(200, 150))
    qtbot.mouseMove(view.viewport(), QPoint(300, 200))
    qtbot.mouseMove(view.viewport(), QPoint(300, 300))
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON, ALT, QPoint(300, 300))
    assert session.passage is not None
    (box,) = session.passage.anchor.boxes
    assert view.column.to_view(box).bottom == pytest.approx(edge, abs=0.5)


def test_turning_holds_the_middle(view: PageView) -> None:
    view.verticalScrollBar().setValue(1000)
    middle = QPointF(view.viewport().rect().center())
    before = view.place_at(middle)
    view.turn(90)
    after = view.place_at(middle)
    assert after.page == before.page
    assert after.x == pytest.approx(before.x, abs=2)


def test_four_turns_lead_back(view: PageView) -> None:
    seen = []
    for _ in range(4):
        view.turn(90)
        seen.append(view.rotation)
    view.turn(-90)
    assert [*seen, view.rotation] == [90, 180, 270, 0, 270]


def test_a_turned_page_names_its_themes_beside_the_lines(view: PageView, tag: Callable[..., None]) -> None:
    tag(FIRST, "children")
    view.set_rotation(90)
    seen = view.viewport().grab().toImage()
    bar = on_page(view, LEFT - 8, 120)
    around = {seen.pixelColor(bar.x(), bar.y() + step).name() for step in range(-6, 7)}
    assert "#0072b2" in around


def test_another_document_is_shown_upright(view: PageView, final: str) -> None:
    view.turn(90)
    view.show_document(final)
    assert view.rotation == 0
