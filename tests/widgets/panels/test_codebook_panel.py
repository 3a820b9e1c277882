"""Themes tag the selection, and are made, renamed, recoloured and deleted in place."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.widgets.panels.pointing import click, double_click
from tests.widgets.projects import document_named, opened_session, theme_id
from widgets.models.codebook import ThemeRole
from widgets.panels.codebook_panel import CodebookPanel
from widgets.panels.colour_popup import ColourPopup
from widgets.panels.key_popup import KeyPopup
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> CodebookPanel:
    panel = CodebookPanel(session)
    qtbot.addWidget(panel)
    panel.resize(222, 300)
    panel.show()
    return panel


def theme_names(session: Session) -> list[str]:
    return [theme.name for theme in session.catalogue.themes]


def trigger(panel: CodebookPanel, session: Session, theme: str, text: str) -> None:
    menu = panel.menu_for(panel.model.index_of(theme_id(session, theme)))
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_click_tags_and_a_second_untags(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    session.select(Selection(document_named(session, "A/1 draft").id, 6, 6))
    row = panel.model.index_of(theme_id(session, "sanctions"))
    click(qtbot, panel.view, row)
    assert (row.data(ThemeRole.GIVEN), row.data(ThemeRole.COUNT)) == (True, 2)
    click(qtbot, panel.view, row)
    assert (row.data(ThemeRole.GIVEN), row.data(ThemeRole.COUNT)) == (False, 1)


def test_a_double_click_is_one_click(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    session.select(Selection(document_named(session, "A/1 draft").id, 6, 6))
    row = panel.model.index_of(theme_id(session, "sanctions"))
    double_click(qtbot, panel.view, row)
    assert row.data(ThemeRole.GIVEN)
    click(qtbot, panel.view, row)
    assert not row.data(ThemeRole.GIVEN)


def test_writing_a_name_makes_a_theme(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.new_theme.button, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(panel.new_theme.line, "gender")
    qtbot.keyClick(panel.new_theme.line, Qt.Key.Key_Return)
    assert theme_names(session)[-1] == "gender"
    assert panel.new_theme.line.text() == ""


def test_escape_makes_no_theme(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.start_new_theme()
    qtbot.keyClicks(panel.new_theme.line, "gender")
    qtbot.keyClick(panel.new_theme.line, Qt.Key.Key_Escape)
    assert len(theme_names(session)) == 4
    assert panel.new_theme.button.isVisible()


def test_f2_renames_in_place(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.clear()
    qtbot.keyClicks(editor, "minors")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: theme_names(session)[0] == "minors")


def test_delete_says_how_many_annotations_went(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index_of(theme_id(session, "procurement")))
    with qtbot.waitSignal(session.noticed) as noticed:
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert noticed.args is not None
    assert "2" in noticed.args[0]
    assert noticed.args[1] is True
    assert "procurement" not in theme_names(session)


def test_the_palette_recolours(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    trigger(panel, session, "children", "Colour…")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, ColourPopup)
    qtbot.mouseClick(popup.buttons[4], Qt.MouseButton.LeftButton)
    assert session.catalogue.themes[0].colour == popup.buttons[4].objectName()


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        (Qt.Key.Key_C, "c"),
        (Qt.Key.Key_Backspace, None),
        (Qt.Key.Key_2, "1"),
        (Qt.Key.Key_J, "1"),
        (Qt.Key.Key_Escape, "1"),
    ],
)
def test_a_key_is_given_by_pressing_it(
    panel: CodebookPanel, session: Session, qtbot: QtBot, pressed: Qt.Key, expected: str | None
) -> None:
    trigger(panel, session, "children", "Key…")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, KeyPopup)
    qtbot.keyClick(popup, pressed)
    assert session.catalogue.themes[0].key == expected
    popup.close()


def test_a_taken_key_is_named(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    trigger(panel, session, "children", "Key…")
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, KeyPopup)
    qtbot.keyClick(popup, Qt.Key.Key_2)
    assert "financing" in popup.answer.text()
    popup.close()


def test_the_menu_filters_the_annotations(panel: CodebookPanel, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.filter_requested) as wished:
        trigger(panel, session, "sanctions", "Show its annotations")
    assert wished.args == [theme_id(session, "sanctions")]


def test_nothing_can_be_changed_when_read_only(tmp_path: Path, qtbot: QtBot) -> None:
    with opened_session(tmp_path / "read.db", read_only=True) as session:
        panel = CodebookPanel(session)
        qtbot.addWidget(panel)
        panel.show()
        assert not panel.new_theme.isVisible()
        allowed = [
            action.text()
            for action in panel.menu_for(panel.model.index(0, 0)).actions()
            if action.isEnabled()
        ]
        assert [text for text in allowed if text] == ["Show its annotations", "Definition…"]
