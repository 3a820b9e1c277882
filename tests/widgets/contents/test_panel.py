"""The contents follow the active pane, lead it, and are remembered."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPointF, QSizeF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model import Kind
from app.pdf.protocol import Navigation
from app.project import corrections
from tests.widgets.contents.conftest import ENTRIES
from tests.widgets.reader import tales
from tests.widgets.reader.tales import FIRST, HEADING
from widgets.contents.outline_model import OutlineRole
from widgets.contents.page_picture import key_for
from widgets.contents.pages_model import PageRole
from widgets.contents.panel import ContentsPanel
from widgets.reader.page_layout import GAP, Place
from widgets.reader.panes import Panes
from widgets.session import Session


@pytest.fixture
def outlined(session: Session, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft has an outline and labels of its own."""
    sha256 = session.catalogue.document(draft).sha256
    monkeypatch.setitem(tales.navigations, sha256, Navigation(ENTRIES, ("i", "1", "2", "3")))


@pytest.fixture
def contents(qtbot: QtBot, panes: Panes, session: Session) -> ContentsPanel:
    """The contents of the active pane, which goes where they say."""
    contents = ContentsPanel(session)
    qtbot.addWidget(contents)
    contents.resize(230, 500)
    contents.place_requested.connect(lambda page, y: panes.active.go_to(page, y))
    panes.active_changed.connect(lambda pane: contents.follow(pane.view))
    contents.follow(panes.active.view)
    contents.show()
    qtbot.waitExposed(contents)
    return contents


def rows(contents: ContentsPanel, parent: QModelIndex | None = None) -> list[QModelIndex]:
    """The rows of the outline from the top, deeper ones after their parents."""
    model, found = contents.outline.tree.model(), []
    for row in range(model.rowCount(parent or QModelIndex())):
        index = model.index(row, 0, parent or QModelIndex())
        found += [index, *rows(contents, index)]
    return found


def titles(contents: ContentsPanel) -> list[str]:
    return [str(index.data()) for index in rows(contents)]


def marked(contents: ContentsPanel) -> list[str]:
    return [str(index.data()) for index in rows(contents) if index.data(OutlineRole.CURRENT)]


def click(qtbot: QtBot, contents: ContentsPanel, title: str) -> None:
    index = next(index for index in rows(contents) if index.data() == title)
    place = contents.outline.tree.visualRect(index).center()
    qtbot.mouseClick(contents.outline.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.usefixtures("outlined")
def test_the_documents_own_outline_is_shown(contents: ContentsPanel) -> None:
    assert titles(contents) == ["Part one", "Schools", "Families", "Part two"]
    assert not contents.outline.note.isVisible()
    assert rows(contents)[1].data(OutlineRole.PAGE) == "1"


def test_headings_serve_where_there_is_none_and_it_is_said(contents: ContentsPanel) -> None:
    assert titles(contents) == ["Purpose"]
    assert contents.outline.note.isVisible()


@pytest.mark.usefixtures("outlined")
def test_the_active_pane_is_followed(contents: ContentsPanel, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    assert titles(contents) == ["Purpose"]
    panes.next_pane()
    assert len(titles(contents)) == 4
    panes.show_document(final)
    assert titles(contents) == ["Purpose"]


@pytest.mark.usefixtures("outlined")
def test_a_closed_pane_is_followed_no_more(contents: ContentsPanel, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    panes.close_pane()
    assert len(titles(contents)) == 4


@pytest.mark.usefixtures("outlined")
def test_an_entry_leads_to_its_place_and_one_can_come_back(
    qtbot: QtBot, contents: ContentsPanel, panes: Panes
) -> None:
    click(qtbot, contents, "Schools")
    view = panes.active.view
    qtbot.waitUntil(lambda: view.glide.target == view.verticalScrollBar().value())
    place = view.place_at(QPointF(0, GAP))
    assert (place.page, round(place.y)) == (2, 120)
    panes.back()
    qtbot.waitUntil(lambda: view.page == 1)


@pytest.mark.usefixtures("outlined")
def test_the_place_being_read_is_marked(contents: ContentsPanel, panes: Panes) -> None:
    view = panes.active.view
    assert marked(contents) == []
    for page, y, entry in ((1, 70.0, "Part one"), (2, 130.0, "Schools"), (3, 500.0, "Families")):
        _, top = view.column.position(Place(page, 0.0, y))
        view.verticalScrollBar().setValue(round(top))
        assert marked(contents) == [entry]


@pytest.mark.usefixtures("outlined")
def test_an_entry_that_cannot_come_to_the_top_is_marked_all_the_same(
    qtbot: QtBot, contents: ContentsPanel, panes: Panes
) -> None:
    panes.fit_page()
    click(qtbot, contents, "Part two")
    view = panes.active.view
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == view.glide.target > 0)
    assert marked(contents) == ["Part two"]
    view.verticalScrollBar().setValue(0)
    assert marked(contents) != ["Part two"]


@pytest.mark.usefixtures("outlined")
def test_pages_are_shown_instead_and_lead_there(qtbot: QtBot, contents: ContentsPanel, panes: Panes) -> None:
    press(qtbot, contents.as_pages)
    model = contents.pages.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["i", "1", "2", "3"]
    third = contents.pages.visualRect(model.index(2, 0)).center()
    qtbot.mouseClick(contents.pages.viewport(), Qt.MouseButton.LeftButton, pos=third)
    qtbot.waitUntil(lambda: panes.active.view.page == 3)
    assert [model.index(row, 0).data(PageRole.CURRENT) for row in range(4)] == [False, False, True, False]


@pytest.mark.parametrize("wanted", [True, False])
def test_how_it_was_shown_is_remembered(
    qtbot: QtBot, contents: ContentsPanel, session: Session, wanted: bool
) -> None:
    press(qtbot, contents.as_pages)
    contents.set_wanted(wanted)
    again = ContentsPanel(session)
    qtbot.addWidget(again)
    assert (again.is_wanted, again.as_pages.isChecked()) == (wanted, True)


def test_at_first_the_outline_is_shown(contents: ContentsPanel) -> None:
    assert (contents.is_wanted, contents.as_outline.isChecked()) == (True, True)


def test_without_a_document_it_says_what_to_do(contents: ContentsPanel, panes: Panes) -> None:
    panes.close_pane()
    assert contents.message.isVisible()
    assert "Open a document" in contents.message.text()
    assert not contents.to_pages.isVisible()


def test_a_corrected_heading_is_one_no_more(
    qtbot: QtBot, contents: ContentsPanel, session: Session, draft: str
) -> None:
    session.run("kind", lambda edit: corrections.set_kind(edit, draft, HEADING, Kind.PARAGRAPH))
    assert contents.message.isVisible()
    assert "no headings" in contents.message.text()
    press(qtbot, contents.to_pages)
    assert contents.pages.isVisible()
    press(qtbot, contents.as_outline)
    session.undo()
    assert titles(contents) == ["Purpose"]


def test_tagging_leaves_the_outline_as_it_is(
    qtbot: QtBot, contents: ContentsPanel, tag: Callable[..., None]
) -> None:
    with qtbot.assertNotEmitted(contents.outline.tree.model().modelReset):
        tag(FIRST, "children")


@pytest.mark.usefixtures("outlined")
def test_while_nobody_looks_nothing_is_held(contents: ContentsPanel, panes: Panes, final: str) -> None:
    contents.set_wanted(False)
    assert (titles(contents), contents.pages.model().rowCount()) == ([], 0)
    panes.show_document(final)
    contents.set_wanted(True)
    assert (titles(contents), contents.pages.model().rowCount()) == (["Purpose"], 3)


@pytest.mark.usefixtures("outlined")
def test_a_document_can_go_while_its_end_is_read(contents: ContentsPanel, panes: Panes) -> None:
    panes.active.view.verticalScrollBar().setValue(panes.active.view.verticalScrollBar().maximum())
    panes.close_pane()
    assert contents.message.isVisible()


def test_closing_the_project_empties_it(contents: ContentsPanel, session: Session) -> None:
    session.close()
    assert (titles(contents), contents.pages.model().rowCount()) == ([], 0)


@pytest.mark.usefixtures("drawn")
def test_small_pages_are_drawn_as_the_view_turns_them(
    qtbot: QtBot, contents: ContentsPanel, panes: Panes, session: Session, draft: str
) -> None:
    contents.as_pages.click()
    panes.active.view.turn(90)
    size = QSizeF(tales.HEIGHT, tales.WIDTH)
    key = key_for(draft, 1, size, contents.devicePixelRatioF(), 90)
    qtbot.waitUntil(lambda: session.tiles.has(key))
