"""The documents' rows follow the catalogue, one row at a time."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.widgets.projects import add_document, document_named, opened_session, theme_id
from widgets.models.documents import DocumentRole, DocumentsModel, Trouble
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def model(session: Session) -> DocumentsModel:
    return DocumentsModel(session)


def titles(model: DocumentsModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_it_is_a_sound_model(model: DocumentsModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)


def test_a_row_tells_title_and_progress(model: DocumentsModel) -> None:
    row = model.index(0)
    assert (row.data(), row.data(DocumentRole.TAGGED), row.data(DocumentRole.COUNTABLE)) == (
        "A/1 draft",
        2,
        11,
    )
    assert "2 of 11 paragraphs tagged" in row.data(Qt.ItemDataRole.ToolTipRole)


def test_a_new_document_is_one_new_row(model: DocumentsModel, session: Session, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        session.run("add", lambda edit: add_document(edit, "A/3"))
    assert titles(model) == ["A/1 draft", "A/2 final", "A/3"]


def test_removing_and_undo(model: DocumentsModel, session: Session) -> None:
    session.documents.remove(document_named(session, "A/1 draft").id)
    assert titles(model) == ["A/2 final"]
    session.undo()
    assert titles(model) == ["A/1 draft", "A/2 final"]


def test_tagging_touches_only_its_document(model: DocumentsModel, session: Session, qtbot: QtBot) -> None:
    document = document_named(session, "A/2 final")
    with qtbot.waitSignal(model.dataChanged) as changed:
        session.annotations.toggle_on(Selection(document.id, 6, 6), theme_id(session, "children"))
    assert changed.args is not None
    assert changed.args[0].row() == changed.args[1].row() == 1
    assert model.index(1).data(DocumentRole.TAGGED) == 3


def test_undoing_the_first_tag_of_a_passage(model: DocumentsModel, session: Session) -> None:
    document = document_named(session, "A/2 final")
    session.annotations.toggle_on(Selection(document.id, 6, 6), theme_id(session, "children"))
    session.undo()
    assert model.index(1).data(DocumentRole.TAGGED) == 2


@pytest.mark.parametrize(("title", "expected"), [("Draft", "Draft"), ("  ", "A/1 draft")])
def test_editing_renames(model: DocumentsModel, title: str, expected: str) -> None:
    model.setData(model.index(0), title)
    assert titles(model)[0] == expected


def test_trouble_is_shown_until_it_is_over(model: DocumentsModel, session: Session) -> None:
    document = document_named(session, "A/1 draft")
    model.set_trouble(document.id, Trouble("It needs its password.", locked=True))
    assert "needs its password" in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    model.set_trouble(document.id, None)
    assert model.index(0).data(DocumentRole.TROUBLE) is None


def test_shown_documents_are_marked(model: DocumentsModel, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged):
        model.set_shown({document_named(session, "A/2 final").id})
    assert [model.index(row).data(DocumentRole.SHOWN) for row in range(2)] == [False, True]


def test_closing_the_project_empties_it(model: DocumentsModel, session: Session) -> None:
    session.close()
    assert model.rowCount(QModelIndex()) == 0


def test_nothing_is_editable_when_read_only(tmp_path: Path, qtbot: QtBot) -> None:
    with opened_session(tmp_path / "read.db", read_only=True) as session:
        model = DocumentsModel(session)
        assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsEditable
