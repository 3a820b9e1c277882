"""The documents are shown, renamed and removed by mouse and keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.model import Page
from app.pdf.protocol import Failure, FailureKind
from app.project import documents
from app.text.document_text import DocumentText
from tests.app.projects import document_text
from tests.widgets.panels.pointing import click
from tests.widgets.projects import document_named, opened_session
from widgets.models.documents import DocumentRole
from widgets.panels.documents_panel import DocumentsPanel
from widgets.reader.tiles import PageFailure, TileKey
from widgets.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> DocumentsPanel:
    panel = DocumentsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(222, 300)
    panel.show()
    return panel


def titles(panel: DocumentsPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


@pytest.mark.parametrize(
    ("button", "modifier", "beside"), [(LEFT, NONE, False), (LEFT, CONTROL, True), (MIDDLE, NONE, True)]
)
def test_a_click_shows(
    panel: DocumentsPanel,
    session: Session,
    qtbot: QtBot,
    button: Qt.MouseButton,
    modifier: Qt.KeyboardModifier,
    beside: bool,
) -> None:
    with qtbot.waitSignal(session.open_document) as opened:
        click(qtbot, panel.view, panel.model.index(1), button, modifier)
    assert opened.args == [document_named(session, "A/2 final").id, beside]


@pytest.mark.parametrize(("modifier", "beside"), [(NONE, False), (CONTROL, True)])
def test_enter_shows(
    panel: DocumentsPanel, session: Session, qtbot: QtBot, modifier: Qt.KeyboardModifier, beside: bool
) -> None:
    panel.view.setCurrentIndex(panel.model.index(0))
    with qtbot.waitSignal(session.open_document) as opened:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return, modifier)
    assert opened.args == [document_named(session, "A/1 draft").id, beside]


def test_f2_renames_in_place(panel: DocumentsPanel, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    editor = panel.view.findChild(QLineEdit)
    assert editor is not None
    editor.clear()
    qtbot.keyClicks(editor, "The draft")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(panel) == ["The draft", "A/2 final"])


def test_delete_removes_and_says_how_to_undo(panel: DocumentsPanel, session: Session, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.model.index(0))
    with qtbot.waitSignal(session.noticed) as noticed:
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert noticed.args is not None
    assert noticed.args[1] is True
    assert titles(panel) == ["A/2 final"]


def test_the_menu_opens_beside(panel: DocumentsPanel, session: Session, qtbot: QtBot) -> None:
    menu = panel.menu_for(panel.model.index(0))
    with qtbot.waitSignal(session.open_document) as opened:
        next(action for action in menu.actions() if action.text() == "Open beside").trigger()
    assert opened.args == [document_named(session, "A/1 draft").id, True]


@pytest.mark.parametrize(
    ("kind", "marked"),
    [(FailureKind.PASSWORD, True), (FailureKind.MISSING, True), (FailureKind.TIMEOUT, False)],
)
def test_a_document_that_cannot_be_shown_is_marked(
    panel: DocumentsPanel, session: Session, kind: FailureKind, marked: bool
) -> None:
    document = document_named(session, "A/1 draft")
    session.tiles.failed.emit(document.id, PageFailure(1, Failure(kind, "It cannot be shown.")))
    assert (panel.model.index(0).data(DocumentRole.TROUBLE) is not None) is marked


def test_a_document_shown_after_all_is_no_longer_marked(panel: DocumentsPanel, session: Session) -> None:
    document = document_named(session, "A/1 draft")
    locked = Failure(FailureKind.PASSWORD, "It needs its password.")
    session.tiles.failed.emit(document.id, PageFailure(1, locked))
    session.tiles.ready.emit(TileKey(document.id, 1, 1.0, 0))
    assert panel.model.index(0).data(DocumentRole.TROUBLE) is None


def test_without_documents_it_offers_to_add_some(tmp_path: Path, qtbot: QtBot) -> None:
    with opened_session(tmp_path / "empty.db", None) as session:
        panel = DocumentsPanel(session)
        qtbot.addWidget(panel)
        panel.show()
        assert not panel.view.isVisible()
        with qtbot.waitSignal(panel.add_documents_requested):
            panel.add_button.click()


def test_dropped_files_are_handed_on(panel: DocumentsPanel, qtbot: QtBot, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "new.pdf"))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, NONE)
    QApplication.sendEvent(panel, entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(panel.files_dropped) as dropped:
        QApplication.sendEvent(panel, QDropEvent(QPointF(9, 9), copy, data, left, NONE))
    assert dropped.args == [[tmp_path / "new.pdf"]]


def mark_done(panel: DocumentsPanel, row: int) -> None:
    menu = panel.menu_for(panel.model.index(row))
    next(action for action in menu.actions() if action.text() == "Mark as done").trigger()


def done(panel: DocumentsPanel) -> list[bool]:
    return [panel.model.index(row).data(DocumentRole.DONE) for row in range(panel.model.rowCount())]


def test_a_document_is_marked_as_done_and_as_not_done(panel: DocumentsPanel, session: Session) -> None:
    mark_done(panel, 1)
    assert done(panel) == [False, True]
    assert "Done: Ana" in panel.model.index(1).data(Qt.ItemDataRole.ToolTipRole)
    session.undo()
    assert done(panel) == [False, False]
    session.redo()
    assert done(panel) == [False, True]
    mark_done(panel, 1)
    assert done(panel) == [False, False]


def test_the_menu_says_whether_it_is_done(panel: DocumentsPanel) -> None:
    mark_done(panel, 0)
    for row, checked in ((0, True), (1, False)):
        actions = {action.text(): action for action in panel.menu_for(panel.model.index(row)).actions()}
        assert actions["Mark as done"].isChecked() is checked


def test_what_is_done_is_the_present_coder_s(panel: DocumentsPanel, session: Session, qtbot: QtBot) -> None:
    mark_done(panel, 0)
    with qtbot.waitSignal(panel.model.dataChanged):
        session.set_coder("Ben")
    assert done(panel) == [False, False]
    mark_done(panel, 0)
    assert "Done: Ana, Ben" in panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_done_document_has_a_check_on_its_row(panel: DocumentsPanel) -> None:
    before = panel.view.grab().toImage()
    mark_done(panel, 0)
    panel.view.repaint()
    assert panel.view.grab().toImage() != before


@pytest.mark.parametrize(
    ("text", "offered"),
    [(document_text(), False), (DocumentText((Page(1, 595, 842),), (), "test engine 1"), True)],
)
def test_recognising_is_offered_where_pages_have_no_text(
    panel: DocumentsPanel, session: Session, qtbot: QtBot, text: DocumentText, offered: bool
) -> None:
    session.run(
        "add", lambda edit: documents.add(edit, content=b"%PDF", file_name="3.pdf", title="3", text=text)
    )
    document = document_named(session, "3")
    entries = {entry.text(): entry for entry in panel.menu_for(panel.model.index_of(document.id)).actions()}
    entry = entries["Recognise the text of scanned pages…"]
    assert entry.isEnabled() is offered
    if offered:
        with qtbot.waitSignal(panel.recognition_requested) as requested:
            entry.trigger()
        assert requested.args == [document.id]
