from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.project import documents
from app.project.database import Edit
from tests.widgets.reader import tales
from widgets.contents.page_picture import CELL
from widgets.contents.pages_model import PagesModel
from widgets.contents.pages_view import PagesView
from widgets.reader.page_view import PageView
from widgets.reader.tiles import TileKey
from widgets.session import Session

MANY = 1_500


def add_long(edit: Edit) -> None:
    documents.add(edit, content=b"%PDF Long", file_name="Long.pdf", title="Long", text=tales.tale(MANY))


@pytest.fixture
def pages(qtbot: QtBot, session: Session, drawn: list[int]) -> PagesView:
    """The pages of a long document two beside each other, in a view that nobody has seen yet."""
    session.run("add", add_long)
    view = PageView(session)
    view.show_document(next(each.id for each in session.catalogue.documents if each.title == "Long"))
    model = PagesModel(session)
    pages = PagesView(model, session.tiles)
    qtbot.addWidget(pages)
    qtbot.addWidget(view)
    model.setParent(pages)
    model.show(view)
    pages.resize(2 * CELL.width() + 20, 3 * CELL.height())
    return pages


def show(qtbot: QtBot, pages: PagesView) -> None:
    pages.show()
    qtbot.waitExposed(pages)


def test_only_pages_in_sight_are_drawn_each_once(qtbot: QtBot, pages: PagesView, drawn: list[int]) -> None:
    assert drawn == []
    show(qtbot, pages)
    in_sight = [row + 1 for row in pages.rows_in_sight()]
    qtbot.waitUntil(lambda: drawn == in_sight)
    assert 6 <= len(in_sight) <= 12


def test_scrolling_draws_what_comes_into_sight(qtbot: QtBot, pages: PagesView, drawn: list[int]) -> None:
    show(qtbot, pages)
    qtbot.waitUntil(lambda: len(drawn) >= 6)
    pages.show_current(MANY)
    qtbot.waitUntil(lambda: MANY in drawn)
    assert len(drawn) <= 24


def test_what_is_in_sight_is_all_that_is(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages)
    pages.verticalScrollBar().setValue(10 * CELL.height() + 30)
    rect = pages.viewport().rect()
    seen = [row for row in range(MANY) if pages.visualRect(pages.model().index(row, 0)).intersects(rect)]
    assert set(seen) <= set(pages.rows_in_sight())


def test_hidden_it_wants_nothing(qtbot: QtBot, pages: PagesView, session: Session, drawn: list[int]) -> None:
    show(qtbot, pages)
    qtbot.waitUntil(lambda: len(drawn) >= 2)
    pages.hide()
    before = len(drawn)
    key = TileKey(session.catalogue.documents[0].id, 1, 1.0, 0)
    session.tiles.want("view", [key])
    qtbot.waitUntil(lambda: session.tiles.has(key))
    assert len(drawn) == before + 1


def test_a_click_goes_to_the_page(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages)
    with qtbot.waitSignal(pages.chosen) as chosen:
        place = QPoint(CELL.width() * 3 // 2, CELL.height() * 3 // 2)
        qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [4]


def test_arrows_and_enter_go_to_a_page_from_the_current_one_on(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages)
    pages.show_current(3)
    pages.focus_pages()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        qtbot.keyClick(pages, key)
    with qtbot.waitSignal(pages.chosen) as chosen:
        qtbot.keyClick(pages, Qt.Key.Key_Return)
    assert chosen.args == [6]


def test_escape_leaves(qtbot: QtBot, pages: PagesView) -> None:
    show(qtbot, pages)
    with qtbot.waitSignal(pages.left):
        qtbot.keyClick(pages, Qt.Key.Key_Escape)


def test_a_page_is_painted_when_it_was_drawn(qtbot: QtBot, pages: PagesView, drawn: list[int]) -> None:
    show(qtbot, pages)
    middle = QPoint(CELL.width() // 2, 60)
    qtbot.waitUntil(lambda: pages.grab().toImage().pixelColor(middle).lightness() == 0)
