"""The search finds paragraphs, themes and actions, and Enter does what a row says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from tests.widgets.projects import document_named, opened_session
from widgets.panels.search_popup import Find, SearchPopup
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db") as session:
        yield session


@pytest.fixture
def export() -> QAction:
    return QAction("&Export annotations…")


@pytest.fixture
def popup(qtbot: QtBot, session: Session, export: QAction) -> SearchPopup:
    popup = SearchPopup(session, [export])
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(popup)
    popup.show()
    return popup


def found(popup: SearchPopup) -> list[Find]:
    return [popup.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(popup.list.count())]


def test_nothing_typed_explains_how(popup: SearchPopup) -> None:
    assert found(popup) == []
    assert "quotation marks" in popup.hint.text()


def test_paragraphs_with_all_words_are_found_and_marked(popup: SearchPopup) -> None:
    popup.line.setText("assets frozen")
    assert found(popup)
    for find in found(popup):
        words = {find.text[start:end].casefold() for start, end in find.marks}
        assert words == {"assets", "frozen"}


def test_enter_goes_to_the_paragraph(qtbot: QtBot, session: Session, popup: SearchPopup) -> None:
    popup.line.setText("assets frozen")
    with qtbot.waitSignal(session.go_to) as went:
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    document_id, ordinal = went.args
    assert "frozen" in session.catalogue.paragraphs(document_id)[ordinal - 1].text


def test_the_arrows_choose_another(qtbot: QtBot, session: Session, popup: SearchPopup) -> None:
    popup.line.setText("assets frozen")
    qtbot.keyClick(popup.line, Qt.Key.Key_Down)
    assert popup.list.currentRow() == 1


def test_an_action_is_found_by_the_beginnings_of_its_words(
    qtbot: QtBot, popup: SearchPopup, export: QAction
) -> None:
    popup.line.setText("exp ann")
    assert found(popup)[0].title == "Export annotations"
    with qtbot.waitSignal(export.triggered):
        qtbot.keyClick(popup.line, Qt.Key.Key_Return)


def test_what_cannot_be_done_now_is_not_offered(popup: SearchPopup, export: QAction) -> None:
    export.setEnabled(False)
    popup.line.setText("export")
    assert "Export annotations" not in {find.title for find in found(popup)}


def test_a_theme_tags_what_is_at_hand(qtbot: QtBot, session: Session, popup: SearchPopup) -> None:
    document = document_named(session, "A/1 draft")
    session.select(Selection(document.id, 5, 5))
    popup.line.setText("sanct")
    assert found(popup)[0].theme is not None
    qtbot.keyClick(popup.line, Qt.Key.Key_Return)
    themes = {
        session.catalogue.theme(a.theme_id).name for a in session.catalogue.annotations_on(document.id, 5)
    }
    assert themes == {"sanctions"}


def test_no_theme_is_offered_with_nothing_at_hand(popup: SearchPopup) -> None:
    popup.line.setText("sanct")
    assert all(find.theme is None for find in found(popup))


@pytest.mark.parametrize("typed", ['"', "-", "* OR (", "'; DROP TABLE", "NEAR(", "𝒜"])
def test_anything_may_be_typed(popup: SearchPopup, typed: str) -> None:
    popup.line.setText(typed)
    assert popup.hint.text()
