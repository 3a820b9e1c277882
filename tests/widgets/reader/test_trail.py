"""Going back to where a jump was made from."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.widgets.reader.tales import SECOND
from widgets.reader.page_layout import Place
from widgets.reader.page_view import PageView
from widgets.reader.panes import Panes
from widgets.reader.trail import MOST, Spot, Trail
from widgets.session import Session

A, B, C = (Spot(name, Place(1, 0, 0)) for name in "abc")


def test_back_and_forward() -> None:
    trail = Trail()
    trail.leave(A)
    trail.leave(B)
    assert [trail.back(C), trail.back(B), trail.back(A)] == [B, A, None]
    assert [trail.forward(A), trail.forward(B), trail.forward(C)] == [B, C, None]


def test_leaving_anew_forgets_what_was_ahead() -> None:
    trail = Trail()
    trail.leave(A)
    trail.back(B)
    trail.leave(C)
    assert trail.forward(A) is None


def test_a_trail_has_an_end() -> None:
    trail = Trail()
    for number in range(MOST + 10):
        trail.leave(Spot(str(number), Place(1, 0, 0)))
    steps = 0
    while trail.back(None):
        steps += 1
    assert steps == MOST


def test_a_pane_goes_back_from_a_paragraph_and_a_document(
    panes: Panes, draft: str, final: str, session: Session
) -> None:
    view = panes.active.view
    view.verticalScrollBar().setValue(1500)
    place = view.place_at(QPointF())
    panes.show_document(final)
    panes.show_paragraph(final, SECOND)
    panes.back()
    panes.back()
    assert panes.active.document_id == draft
    assert view.place_at(QPointF()) == place
    panes.forward()
    assert panes.active.document_id == final


def test_at_the_end_of_the_trail_it_is_said(panes: Panes, session: Session) -> None:
    notices = QSignalSpy(session.noticed)
    panes.forward()
    assert notices.count() == 1


def test_the_middle_button_drags_the_pages(qtbot: QtBot, view: PageView) -> None:
    pane = view.viewport()
    qtbot.mousePress(pane, Qt.MouseButton.MiddleButton, pos=QPoint(300, 400))
    qtbot.mouseMove(pane, QPoint(300, 250))
    qtbot.mouseRelease(pane, Qt.MouseButton.MiddleButton, pos=QPoint(300, 250))
    assert view.verticalScrollBar().value() == 150
    qtbot.mouseMove(pane, QPoint(300, 200))
    assert view.verticalScrollBar().value() == 150
