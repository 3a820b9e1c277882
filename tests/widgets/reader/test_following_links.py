"""Links in pages, followed by mouse and by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from app.model import Box
from app.pdf.pool import Pool
from app.pdf.protocol import Link, PageLinks
from tests.widgets.reader.tales import FIRST, SECOND, TO_PAGE, TO_WEB
from widgets.reader.link_names import hint
from widgets.reader.movement import Stretch
from widgets.reader.page_view import PageView
from widgets.reader.pane import Pane
from widgets.reader.panes import Panes
from widgets.reader.pointing import as_hint
from widgets.session import Session

LEFT_BUTTON = Qt.MouseButton.LeftButton
NOTHING = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
HAND, ARROW = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor


def on(view: PageView, link: Link, page: int = 1) -> QPoint:
    """The middle of a link, in pixels of the view."""
    return view.on_screen(view.column.to_view(Box(page, *link.box))).center().toPoint()


def rest_on(qtbot: QtBot, view: PageView, link: Link) -> None:
    """Let the pointer rest on a link until the view knows it."""

    def has_hand() -> bool:
        qtbot.mouseMove(view.viewport(), QPoint(1, 1))
        qtbot.mouseMove(view.viewport(), on(view, link))
        return view.viewport().cursor().shape() == HAND

    qtbot.waitUntil(has_hand)


@pytest.fixture
def followed(qtbot: QtBot, view: PageView) -> QSignalSpy:
    """What was followed in a view whose links have come."""
    rest_on(qtbot, view, TO_PAGE)
    return QSignalSpy(view.link_followed)


def links(spy: QSignalSpy) -> list[Link]:
    return [spy.at(at)[0] for at in range(spy.count())]


def test_a_look_alike_is_named_in_the_hint() -> None:
    assert hint(Link((0, 0, 9, 9), address="https://аррӏе.com/a")).endswith("\nServer: xn--80ak6aa92e.com")


def test_a_hint_is_never_markup() -> None:
    assert as_hint("<img src='x'>\n" + "a" * 90).count("<") == 4


def test_a_hand_is_shown_over_a_link_only(qtbot: QtBot, view: PageView) -> None:
    rest_on(qtbot, view, TO_PAGE)
    qtbot.mouseMove(view.viewport(), on(view, TO_PAGE) + QPoint(100, 0))
    assert view.viewport().cursor().shape() == ARROW


def test_the_hand_goes_when_the_page_moves_on(qtbot: QtBot, view: PageView) -> None:
    rest_on(qtbot, view, TO_PAGE)
    view.verticalScrollBar().setValue(50)
    assert view.viewport().cursor().shape() == ARROW


@pytest.mark.parametrize(
    ("link", "hint"), [(TO_PAGE, "Page 3"), (TO_WEB, "https://example.org/a?b&amp;c")], ids=["page", "web"]
)
def test_a_hint_says_where_it_leads(qtbot: QtBot, view: PageView, link: Link, hint: str) -> None:
    rest_on(qtbot, view, link)
    at = on(view, link)
    event = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    assert hint in QToolTip.text()


@pytest.mark.usefixtures("followed")
def test_a_click_follows_and_takes_nothing(qtbot: QtBot, view: PageView, session: Session) -> None:
    spy = QSignalSpy(view.link_followed)
    qtbot.mouseClick(view.viewport(), LEFT_BUTTON, NOTHING, on(view, TO_PAGE))
    assert links(spy) == [TO_PAGE]
    assert session.selection is None


@pytest.mark.parametrize(("modifier", "taken"), [(SHIFT, Stretch(FIRST, FIRST)), (CTRL, None)])
def test_with_a_modifier_a_click_selects_as_elsewhere(
    qtbot: QtBot, view: PageView, followed: QSignalSpy, modifier: Qt.KeyboardModifier, taken: Stretch | None
) -> None:
    qtbot.mouseClick(view.viewport(), LEFT_BUTTON, modifier, on(view, TO_PAGE))
    assert links(followed) == []
    assert view.at_hand.stretch == taken


def test_a_drag_across_a_link_selects(
    qtbot: QtBot, view: PageView, followed: QSignalSpy, session: Session
) -> None:
    start = on(view, TO_PAGE)
    qtbot.mousePress(view.viewport(), LEFT_BUTTON, NOTHING, start)
    qtbot.mouseMove(view.viewport(), start + QPoint(0, 14))
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON, NOTHING, start + QPoint(0, 14))
    assert links(followed) == []
    assert session.passage is not None


def test_a_second_click_at_once_means_nothing(
    qtbot: QtBot, view: PageView, followed: QSignalSpy, session: Session
) -> None:
    at = on(view, TO_PAGE)
    qtbot.mouseClick(view.viewport(), LEFT_BUTTON, NOTHING, at)
    qtbot.mouseDClick(view.viewport(), LEFT_BUTTON, NOTHING, at + QPoint(0, 14))
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON, NOTHING, at)
    assert links(followed)[0] == TO_PAGE
    assert session.selection is None


def menu_of(view: PageView, at: QPoint) -> QMenu:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def offered(menu: QMenu, beginning: str) -> QAction:
    return next(each for each in menu.actions() if each.text().startswith(beginning))


@pytest.mark.parametrize(
    ("ordinal", "offer", "link"),
    [(FIRST, "Go to page 3 (“1. ”)", TO_PAGE), (SECOND, "Open https://example.org/a?b&&c…", TO_WEB)],
)
def test_the_menu_offers_the_links_of_the_paragraph(
    view: PageView, followed: QSignalSpy, ordinal: int, offer: str, link: Link
) -> None:
    view.at_hand.take(Stretch(ordinal, ordinal))
    menu = menu_of(view, QPoint())
    offered(menu, offer[:12]).trigger()
    assert offered(menu, offer[:12]).text().replace("1.”", "1. ”") == offer
    assert links(followed) == [link]
    menu.close()


def test_many_links_have_a_menu_of_their_own(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, session: Session, draft: str
) -> None:
    many = tuple(Link((100, 100 + at, 120, 101 + at), page=at + 1) for at in range(9))
    monkeypatch.setattr(Pool, "submit", lambda _pool, request, done, **_: done(PageLinks(request.page, many)))
    view = PageView(session)
    qtbot.addWidget(view)
    view.show()
    view.show_document(draft)
    view.at_hand.take(Stretch(FIRST, FIRST))
    menu = menu_of(view, QPoint())
    assert len(offered(menu, "Links").menu().actions()) == 9
    menu.close()


# In a pane


@pytest.fixture
def pane(qtbot: QtBot, panes: Panes) -> Pane:
    rest_on(qtbot, panes.active.view, TO_PAGE)
    return panes.active


def test_a_link_into_the_document_is_a_jump_one_can_go_back_from(qtbot: QtBot, pane: Pane) -> None:
    view = pane.view
    qtbot.mouseClick(view.viewport(), LEFT_BUTTON, NOTHING, on(view, TO_PAGE))
    there = Box(3, 0, TO_PAGE.y, 0, TO_PAGE.y)
    qtbot.waitUntil(lambda: 0 <= view.on_screen(view.column.to_view(there)).y() < 20)
    pane.back()
    assert view.page == 1


def test_an_address_is_asked_for(qtbot: QtBot, pane: Pane, panes: Panes) -> None:
    asked = QSignalSpy(pane.address_requested)
    pane.address_requested.disconnect(panes.outside.ask)
    qtbot.mouseClick(pane.view.viewport(), LEFT_BUTTON, NOTHING, on(pane.view, TO_WEB))
    assert asked.at(0) == [TO_WEB.address]
    assert pane.view.page == 1


def test_a_height_beyond_the_page_leads_to_its_end(qtbot: QtBot, view: PageView) -> None:
    view.go_to_page(2, 1e9)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == round(view.column.rect(2).bottom) - 8)
