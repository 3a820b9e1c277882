"""The codebook's rows follow the catalogue, nested themes too."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.project import codebook
from tests.widgets.projects import document_named, theme_id
from widgets.models.codebook import CodebookModel, ThemeRole
from widgets.models.given_themes import given_themes
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def model(session: Session) -> CodebookModel:
    return CodebookModel(session)


NO_PARENT = QModelIndex()


def names(model: CodebookModel, parent: QModelIndex = NO_PARENT) -> list[str]:
    return [str(model.index(row, 0, parent).data()) for row in range(model.rowCount(parent))]


def put_under(session: Session, child: str, parent: str | None) -> None:
    above = theme_id(session, parent) if parent else None
    session.codebook.change(theme_id(session, child), parent_id=above)


def test_it_is_a_sound_model(model: CodebookModel, session: Session, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(model)
    put_under(session, "sanctions", "financing")
    put_under(session, "procurement", "sanctions")
    session.codebook.add("gender")
    session.codebook.delete(theme_id(session, "financing"))
    session.undo()
    put_under(session, "sanctions", None)


def test_a_row_tells_name_and_count(model: CodebookModel, session: Session) -> None:
    row = model.index_of(theme_id(session, "procurement"))
    assert (row.data(), row.data(ThemeRole.COUNT), row.data(ThemeRole.GIVEN)) == ("procurement", 2, False)


def test_a_new_theme_is_one_new_row(model: CodebookModel, session: Session, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        session.codebook.add("gender")
    assert names(model) == ["children", "financing", "sanctions", "procurement", "gender"]


def test_tagging_touches_only_its_theme(model: CodebookModel, session: Session, qtbot: QtBot) -> None:
    document = document_named(session, "A/1 draft")
    touched = []
    model.dataChanged.connect(lambda first, _last, _roles: touched.append(first.data()))
    session.annotations.toggle_on(Selection(document.id, 6, 6), theme_id(session, "sanctions"))
    assert touched == ["sanctions"]
    assert model.index(2, 0).data(ThemeRole.COUNT) == 2


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(4, 4, {"procurement"}), (2, 2, {"children"}), (2, 4, set()), (5, 5, set())],
)
def test_given_is_what_the_coder_gave_all_of_the_selection(
    session: Session, first: int, last: int, expected: set[str]
) -> None:
    session.select(Selection(document_named(session, "A/1 draft").id, first, last))
    assert {session.catalogue.theme(id_).name for id_ in given_themes(session)} == expected


def test_given_follows_selection_tag_and_coder(model: CodebookModel, session: Session) -> None:
    row = model.index_of(theme_id(session, "procurement"))
    session.select(Selection(document_named(session, "A/1 draft").id, 4, 4))
    assert row.data(ThemeRole.GIVEN)
    session.annotations.toggle(theme_id(session, "procurement"))
    assert not row.data(ThemeRole.GIVEN)
    session.undo()
    session.set_coder("Ben")
    assert not row.data(ThemeRole.GIVEN)


def test_a_theme_moves_under_another_and_back(model: CodebookModel, session: Session) -> None:
    put_under(session, "sanctions", "financing")
    financing = model.index_of(theme_id(session, "financing"))
    assert names(model, financing) == ["sanctions"]
    assert names(model) == ["children", "financing", "procurement"]
    put_under(session, "sanctions", None)
    assert names(model) == ["children", "financing", "sanctions", "procurement"]


def test_children_of_a_deleted_theme_move_up(model: CodebookModel, session: Session) -> None:
    put_under(session, "sanctions", "financing")
    session.codebook.delete(theme_id(session, "financing"))
    assert names(model) == ["children", "sanctions", "procurement"]


def test_an_index_held_survives_other_changes(model: CodebookModel, session: Session) -> None:
    held = QPersistentModelIndex(model.index_of(theme_id(session, "procurement")))
    session.codebook.delete(theme_id(session, "children"))
    session.codebook.add("gender")
    assert (held.row(), held.data()) == (2, "procurement")


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("children", 4, ["financing", "sanctions", "procurement", "children"]),
        ("procurement", 0, ["procurement", "children", "financing", "sanctions"]),
        ("financing", 3, ["children", "sanctions", "financing", "procurement"]),
    ],
)
def test_dropping_reorders(
    model: CodebookModel, session: Session, name: str, row: int, expected: list[str]
) -> None:
    dragged = model.mimeData([model.index_of(theme_id(session, name))])
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, row, 0, QModelIndex())
    assert names(model) == expected
    assert [theme.name for theme in codebook.all(session.project)] == expected  # type: ignore[arg-type]


def test_dropping_where_it_is_changes_nothing(model: CodebookModel, session: Session, qtbot: QtBot) -> None:
    dragged = model.mimeData([model.index(1, 0)])
    with qtbot.assertNotEmitted(session.changed):
        model.dropMimeData(dragged, Qt.DropAction.MoveAction, 1, 0, QModelIndex())


def test_editing_renames(model: CodebookModel) -> None:
    model.setData(model.index(0, 0), "minors")
    assert names(model)[0] == "minors"
