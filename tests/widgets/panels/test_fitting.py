"""The panels fit a small window, and can be told apart by those who hear them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.projects import document_named
from widgets.panels.annotations_panel import AnnotationsPanel
from widgets.panels.codebook_panel import CodebookPanel
from widgets.panels.documents_panel import DocumentsPanel
from widgets.panels.passage_panel import PassagePanel
from widgets.selection import Selection
from widgets.session import Session

LEFT, RIGHT = 210, 280
PANELS = [(DocumentsPanel, LEFT), (CodebookPanel, LEFT), (PassagePanel, RIGHT), (AnnotationsPanel, RIGHT)]


@pytest.mark.parametrize(("panel", "width"), PANELS)
def test_it_fits_its_side_of_a_small_window(
    session: Session, qtbot: QtBot, panel: type[QWidget], width: int
) -> None:
    session.select(Selection(document_named(session, "A/1 draft").id, 4, 4))
    shown = panel(session)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    shown.show()
    assert shown.minimumSizeHint().width() <= width


@pytest.mark.parametrize(("panel", "width"), PANELS)
def test_everything_to_press_or_write_in_has_a_name(
    session: Session, qtbot: QtBot, panel: type[QWidget], width: int
) -> None:
    session.select(Selection(document_named(session, "A/1 draft").id, 4, 4))
    shown = panel(session)  # type: ignore[arg-type]
    qtbot.addWidget(shown)
    shown.show()
    kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QTextEdit)
    controls = [
        child
        for child in shown.findChildren(QWidget)
        if isinstance(child, kinds) and child.isVisible() and child.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]
    unnamed = [
        child
        for child in controls
        if not child.accessibleName() and not (isinstance(child, QAbstractButton) and child.text())
    ]
    assert controls
    assert unnamed == []


def test_the_first_themes_stay_in_sight_however_little_room_there_is(session: Session, qtbot: QtBot) -> None:
    shown = CodebookPanel(session)
    qtbot.addWidget(shown)
    shown.show()
    shown.resize(shown.minimumSizeHint())
    view, model = shown.view, shown.view.model()
    rects = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
    assert len(rects) >= 3
    assert all(view.viewport().rect().contains(rect) for rect in rects[:6])
