"""Panes side by side."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListWidget, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.pdf.protocol import Navigation
from tests.widgets.reader import tales
from tests.widgets.reader.tales import AFTER, FIRST, SECOND
from widgets.reader.movement import Stretch
from widgets.reader.page_layout import GAP, Fit, Place, Zoom
from widgets.reader.pane import Pane
from widgets.reader.panes import Panes
from widgets.selection import Selection
from widgets.session import Session


def named(pane: Pane, name: str) -> QToolButton:
    """A button of the pane's header, by what a screen reader calls it."""
    return next(each for each in pane.header.findChildren(QToolButton) if each.accessibleName() == name)


def page_field(pane: Pane) -> QLineEdit:
    field = pane.header.findChild(QLineEdit)
    assert field is not None
    return field


def take(pane: Pane, ordinal: int) -> None:
    pane.view.at_hand.take(Stretch(ordinal, ordinal))


# Panes


def test_there_are_one_to_four(panes: Panes, session: Session) -> None:
    notices = QSignalSpy(session.noticed)
    for _ in range(3):
        assert panes.add_pane() is not None
    assert panes.add_pane() is None
    assert notices.count() == 1
    for _ in range(5):
        panes.close_pane()
    assert len(panes.panes) == 1


def test_a_new_pane_is_active_and_beside_the_active_one(panes: Panes, final: str) -> None:
    first = panes.active
    last = panes.add_pane()
    panes.activate(first)
    pane = panes.add_pane(final)
    assert panes.panes == [first, pane, last]
    assert panes.active is pane


def test_panes_share_the_width(qtbot: QtBot, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    qtbot.waitUntil(lambda: abs(panes.panes[0].width() - panes.panes[1].width()) <= 1)


def test_the_last_pane_only_lets_go_of_its_document(panes: Panes) -> None:
    panes.close_pane()
    assert [pane.document_id for pane in panes.panes] == [None]


def test_closing_by_button_closes_that_pane(qtbot: QtBot, panes: Panes, draft: str, final: str) -> None:
    panes.add_pane(final)
    qtbot.mouseClick(named(panes.panes[0], "Close this pane"), Qt.MouseButton.LeftButton)
    assert [pane.document_id for pane in panes.panes] == [final]
    assert panes.active.document_id == final
    assert draft != final


def test_a_closed_pane_hears_nothing_more(
    qtbot: QtBot, panes: Panes, session: Session, final: str, tag: Callable[..., None]
) -> None:
    pane = panes.add_pane(final)
    assert pane is not None
    panes.close_pane(pane)
    session.select(Selection(final, SECOND, SECOND))
    assert pane.view.at_hand.stretch is None
    qtbot.waitUntil(lambda: not isValid(pane))
    session.select(Selection(final, FIRST, FIRST))
    tag(FIRST, "children", document_id=final)
    session.documents.rename(final, "Other")


def test_tab_changes_the_pane_and_goes_on_where_one_was(
    qtbot: QtBot, panes: Panes, session: Session, draft: str, final: str
) -> None:
    take(panes.active, SECOND)
    panes.add_pane(final)
    take(panes.active, FIRST)
    for key, expected in (
        (Qt.Key.Key_Tab, Selection(draft, SECOND, SECOND)),
        (Qt.Key.Key_Tab, Selection(final, FIRST, FIRST)),
        (Qt.Key.Key_Backtab, Selection(draft, SECOND, SECOND)),
    ):
        qtbot.keyClick(panes.active.view, key)
        assert session.selection == expected
        assert panes.active.document_id == expected.document_id


def test_in_a_single_pane_tab_goes_on_to_the_next_control(qtbot: QtBot, panes: Panes) -> None:
    panes.active.view.setFocus()
    qtbot.keyClick(panes.active.view, Qt.Key.Key_Tab)
    assert not panes.active.view.hasFocus()


def test_ctrl_tab_leaves_the_panes(qtbot: QtBot, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    panes.panes[0].view.setFocus()
    qtbot.keyClick(panes.active.view, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert not any(pane.view.hasFocus() for pane in panes.panes)


def test_closing_the_active_pane_goes_on_in_its_neighbour(
    panes: Panes, session: Session, draft: str, final: str
) -> None:
    take(panes.active, SECOND)
    panes.add_pane(final)
    take(panes.active, FIRST)
    panes.close_pane()
    assert session.selection == Selection(draft, SECOND, SECOND)
    assert panes.active.view.hasFocus()


def test_a_press_on_a_header_makes_its_pane_active(qtbot: QtBot, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    header = panes.panes[0].header
    qtbot.mouseClick(header, Qt.MouseButton.LeftButton, pos=QPoint(header.width() // 2, 3))
    assert panes.active is panes.panes[0]


def test_a_click_makes_a_pane_active(qtbot: QtBot, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    changes = QSignalSpy(panes.active_changed)
    qtbot.mouseClick(panes.panes[0].view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    assert panes.active is panes.panes[0]
    assert changes.count() == 1


def test_the_same_document_twice_shows_one_selection(qtbot: QtBot, panes: Panes, draft: str) -> None:
    panes.add_pane(draft)
    one, other = panes.panes
    take(other, AFTER)
    assert one.view.at_hand.stretch == other.view.at_hand.stretch == Stretch(AFTER, AFTER)
    other.view.verticalScrollBar().setValue(400)
    assert one.view.verticalScrollBar().value() == 0


# Documents


def test_a_document_can_be_chosen_from_the_list(qtbot: QtBot, panes: Panes, final: str) -> None:
    pane = panes.add_pane()
    assert pane is not None
    rows = pane.findChild(QListWidget)
    assert rows is not None
    assert [rows.item(at).text() for at in range(rows.count())] == ["Draft", "Final"]
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert pane.document_id == final
    assert pane.view.hasFocus()


def test_a_document_can_be_chosen_from_the_title(panes: Panes, final: str) -> None:
    menu = named(panes.active, "Choose another document").menu()
    next(each for each in menu.actions() if each.text() == "Final").trigger()
    assert panes.active.document_id == final


def test_show_document_beside(panes: Panes, draft: str, final: str) -> None:
    panes.show_document(final, new_pane=True)
    assert [pane.document_id for pane in panes.panes] == [draft, final]


def test_show_paragraph_prefers_a_pane_that_shows_the_document(
    panes: Panes, session: Session, draft: str, final: str
) -> None:
    panes.add_pane(final)
    panes.show_paragraph(draft, AFTER)
    assert panes.active is panes.panes[0]
    assert session.selection == Selection(draft, AFTER, AFTER)


def test_show_paragraph_opens_the_document_where_none_shows_it(
    qtbot: QtBot, panes: Panes, final: str
) -> None:
    panes.show_paragraph(final, 12)
    assert panes.active.document_id == final
    qtbot.waitUntil(lambda: panes.active.view.page == 3)


def test_a_renamed_document_is_renamed_above_it(
    qtbot: QtBot, panes: Panes, session: Session, draft: str
) -> None:
    session.documents.rename(draft, "Second draft & more")
    title = named(panes.active, "Choose another document")
    qtbot.waitUntil(lambda: title.text() == "Second draft && more")


def test_a_long_title_is_cut_and_whole_in_its_tooltip(
    qtbot: QtBot, panes: Panes, session: Session, draft: str
) -> None:
    session.documents.rename(draft, "Long " * 60)
    title = named(panes.active, "Choose another document")
    qtbot.waitUntil(lambda: title.text().endswith("…"))
    assert title.toolTip().startswith(("Long " * 60).strip())


def test_a_narrow_header_cites_in_few_words(qtbot: QtBot, panes: Panes) -> None:
    take(panes.active, SECOND)
    shown = {1200: "paragraph 2", 270: "¶2"}
    for width, words in shown.items():
        panes.resize(width, 700)
        qtbot.waitUntil(
            lambda words=words: words in [each.text() for each in panes.active.header.findChildren(QLabel)]
        )


def test_a_removed_document_leaves_its_panes(panes: Panes, session: Session, draft: str, final: str) -> None:
    panes.add_pane(final)
    session.documents.remove(draft)
    assert [pane.document_id for pane in panes.panes] == [None, final]


def test_the_active_pane_stays_active_without_its_document(
    panes: Panes, session: Session, draft: str, final: str
) -> None:
    pane = panes.add_pane(final)
    assert pane is not None
    pane.view.setFocus()
    session.documents.remove(final)
    assert panes.active is pane
    panes.show_document(draft)
    assert pane.document_id == draft
    assert pane.view.hasFocus()


def test_typing_a_page_makes_its_pane_active(qtbot: QtBot, panes: Panes, final: str) -> None:
    panes.add_pane(final)
    qtbot.mouseClick(page_field(panes.panes[0]), Qt.MouseButton.LeftButton)
    assert panes.active is panes.panes[0]


def test_the_list_of_documents_makes_its_pane_active(panes: Panes) -> None:
    pane = panes.add_pane()
    assert pane is not None
    panes.panes[0].view.setFocus()
    rows = pane.findChild(QListWidget)
    assert rows is not None
    rows.setFocus()
    assert panes.active is pane


def test_a_closed_project_leaves_one_empty_pane(panes: Panes, session: Session, final: str) -> None:
    panes.add_pane(final)
    session.close()
    assert [pane.document_id for pane in panes.panes] == [None]


def test_dropped_files_are_handed_on(panes: Panes, tmp_path: Path) -> None:
    dropped = QSignalSpy(panes.files_dropped)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf")), QUrl("https://example.org/b.pdf")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(panes, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(panes, QDropEvent(QPointF(5, 5), copy, data, left, none))
    assert dropped.at(0) == [[tmp_path / "a.pdf"]]


# The header


def test_the_header_says_where_one_is(panes: Panes) -> None:
    take(panes.active, SECOND)
    assert "paragraph 2" in [each.accessibleName() for each in panes.active.header.findChildren(QWidget)]


def test_a_page_number_leads_there(qtbot: QtBot, panes: Panes) -> None:
    panes.go_to_page()
    field = page_field(panes.active)
    assert field.hasFocus()
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panes.active.view.page == 3)
    assert panes.active.view.hasFocus()
    assert field.text() == "3"


@pytest.mark.parametrize("typed", ["9", "0", "x", ""])
def test_a_page_there_is_not_is_not_gone_to(qtbot: QtBot, panes: Panes, typed: str) -> None:
    panes.go_to_page()
    field = page_field(panes.active)
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert panes.active.view.page == 1
    assert field.text() == "1"
    assert panes.active.view.hasFocus()


def test_a_page_there_is_not_is_told_and_can_be_mended(qtbot: QtBot, panes: Panes, session: Session) -> None:
    panes.go_to_page()
    field = page_field(panes.active)
    qtbot.keyClicks(field, "99")
    with qtbot.waitSignal(session.noticed) as noticed:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert noticed.args is not None
    assert "99" in noticed.args[0]
    assert field.selectedText() == "99"


@pytest.fixture
def labelled(session: Session, draft: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The draft, with a page i before the pages 1 to 3."""
    sha256 = session.catalogue.document(draft).sha256
    monkeypatch.setitem(tales.navigations, sha256, Navigation(labels=("i", "1", "2", "3")))
    return draft


def beside_field(pane: Pane) -> list[str]:
    """What the header writes about pages beside the field."""
    return [each.text() for each in pane.header.findChildren(QLabel) if "4" in each.text()]


@pytest.mark.usefixtures("labelled")
def test_a_page_is_called_as_it_is_printed(panes: Panes) -> None:
    assert page_field(panes.active).text() == "i"
    assert beside_field(panes.active) == ["(1 of 4)"]


def test_a_page_is_called_by_its_number_where_nothing_else_is_printed(panes: Panes) -> None:
    assert page_field(panes.active).text() == "1"
    assert beside_field(panes.active) == ["/ 4"]


@pytest.mark.usefixtures("labelled")
@pytest.mark.parametrize(("typed", "page"), [("3", 4), ("I", 1), ("4", 4)])
def test_a_printed_page_number_leads_there_before_a_plain_one(
    qtbot: QtBot, panes: Panes, typed: str, page: int
) -> None:
    panes.active.go_to(2)
    panes.go_to_page()
    qtbot.keyClicks(page_field(panes.active), typed)
    qtbot.keyClick(page_field(panes.active), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panes.active.view.page == page)


def test_labels_go_with_their_document(labelled: str, panes: Panes, final: str) -> None:
    pane = panes.add_pane(final)
    assert pane is not None
    assert page_field(pane).text() == "1"
    pane.set_document(labelled)
    assert page_field(pane).text() == "i"


def test_a_jump_to_a_height_of_a_page_can_be_come_back_from(qtbot: QtBot, panes: Panes) -> None:
    pane = panes.active
    pane.go_to(3, 200.0)
    qtbot.waitUntil(lambda: pane.view.page == 3)
    place = pane.view.place_at(QPointF(0, GAP))
    assert (place.page, round(place.y)) == (3, 200)
    panes.back()
    qtbot.waitUntil(lambda: pane.view.page == 1)


def test_the_zoom_menu_sets_and_shows_the_zoom(panes: Panes) -> None:
    button = named(panes.active, "Zoom")
    next(each for each in button.menu().actions() if each.text() == "150 %").trigger()
    assert panes.active.view.zoom == Zoom(Fit.NONE, 150)
    assert button.text() == "150 % ▾"
    panes.fit_page()
    assert button.text() == "Fit page ▾"
    assert [each.text() for each in button.menu().actions() if each.isChecked()] == ["Fit page"]


def test_in_a_narrow_header_the_zoom_is_told_in_the_tooltip(qtbot: QtBot, panes: Panes) -> None:
    panes.resize(200, 700)
    button = named(panes.active, "Zoom")
    qtbot.waitUntil(lambda: button.text() == "▾")
    assert button.toolTip() == "Zoom: Fit width"


def test_every_control_has_a_name(panes: Panes) -> None:
    controls = panes.active.header.findChildren(QToolButton) + panes.active.header.findChildren(QLineEdit)
    assert all(each.accessibleName() for each in controls)
    assert panes.active.view.accessibleName() == "Draft"


# What is remembered


def test_what_is_remembered_comes_back(qtbot: QtBot, panes: Panes, session: Session, final: str) -> None:
    panes.active.view.set_zoom(Zoom(Fit.NONE, 150))
    panes.active.view.verticalScrollBar().setValue(1234)
    panes.add_pane(final)
    take(panes.active, AFTER)
    saved = json.loads(json.dumps(panes.state()))
    panes.close_pane()
    panes.close_pane()
    session.select(None)
    panes.restore(saved)
    assert json.loads(json.dumps(panes.state())) == saved
    assert panes.panes[0].view.verticalScrollBar().value() == 1234
    assert session.selection == Selection(final, AFTER, AFTER)


def test_a_document_opened_again_is_where_it_was_left(panes: Panes, draft: str, final: str) -> None:
    view = panes.active.view
    view.set_zoom(Zoom(Fit.NONE, 150))
    view.set_rotation(90)
    view.verticalScrollBar().setValue(1234)
    panes.show_document(final)
    assert (view.rotation, view.verticalScrollBar().value()) == (0, 0)
    view.set_zoom(Zoom(Fit.PAGE))
    panes.show_document(draft)
    assert (view.zoom, view.rotation) == (Zoom(Fit.NONE, 150), 90)
    assert view.verticalScrollBar().value() == 1234


def test_it_is_after_a_restart_and_in_another_pane_too(panes: Panes, draft: str, final: str) -> None:
    panes.active.view.go_to(Place(3, 0, 100))
    panes.show_document(final)
    saved = json.loads(json.dumps(panes.state()))
    panes.restore({})
    panes.restore(saved)
    added = panes.add_pane()
    assert added is not None
    added.set_document(draft)
    assert added.view.place() == Place(3, 0, 100)


def test_a_place_gone_to_counts_more_than_where_a_document_was_left(
    qtbot: QtBot, panes: Panes, draft: str, final: str
) -> None:
    panes.active.view.go_to_page(4)
    panes.show_document(final)
    panes.show_paragraph(draft, FIRST)
    qtbot.waitUntil(lambda: panes.active.view.page == 1)


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"left": 7},
        {"left": {"a": {"zoom": 5, "rotation": 45, "place": "x"}}},
        {"panes": "x", "active": 7, "sizes": None},
        {"panes": [{}, 5, {"document": "gone", "zoom": [1], "place": ["a"]}], "active": -1, "sizes": [1]},
        {"panes": [{"zoom": ["none", "x"], "paragraphs": [900, 901]}] * 9},
    ],
)
def test_damaged_memory_does_no_harm(panes: Panes, damaged: dict[str, object]) -> None:
    panes.restore(damaged)
    assert 1 <= len(panes.panes) <= 4
    assert all(pane.document_id is None for pane in panes.panes)
