"""The annotations' rows follow the catalogue, sorted and filtered."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.model import MemoTarget
from tests.widgets.projects import document_named, theme_id
from widgets.models.annotation_cells import Column
from widgets.models.annotation_filter import AnnotationFilter
from widgets.models.annotations import AnnotationsModel
from widgets.selection import Selection
from widgets.session import Session

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
THEMES_SORTED = ["children", "financing", "procurement", "procurement", "sanctions"]
MEMOS = ["Compare the final text.", "I read this as financing."]
DRAFT, FINAL = "A/1 draft", "A/2 final"


@pytest.fixture
def model(session: Session) -> AnnotationsModel:
    return AnnotationsModel(session)


@pytest.fixture
def narrowed(model: AnnotationsModel) -> AnnotationFilter:
    return AnnotationFilter(model)


def rows(model: AnnotationsModel | AnnotationFilter, *columns: Column) -> list[tuple[str, ...]]:
    return [
        tuple(str(model.index(row, column).data()) for column in columns) for row in range(model.rowCount())
    ]


def toggle(session: Session, title: str, ordinal: int, theme: str) -> None:
    document = document_named(session, title)
    session.annotations.toggle_on(Selection(document.id, ordinal, ordinal), theme_id(session, theme))


def test_they_are_sound_models(
    model: AnnotationsModel, narrowed: AnnotationFilter, session: Session, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(model)
    toggle(session, FINAL, 6, "children")
    toggle(session, DRAFT, 2, "children")
    model.sort(Column.THEME, DESCENDING)
    session.codebook.delete(theme_id(session, "procurement"))
    session.undo()


def test_the_filter_is_a_sound_model(
    narrowed: AnnotationFilter, session: Session, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(narrowed)
    narrowed.set_text("transparency")
    toggle(session, FINAL, 6, "children")
    narrowed.sort(Column.CREATED, DESCENDING)
    session.documents.remove(document_named(session, DRAFT).id)
    session.undo()


def test_a_row_says_all_that_is_known(model: AnnotationsModel) -> None:
    said = rows(model, *Column)[2]
    assert said[:5] == (DRAFT, "2", "¶3", "procurement", "Ana")
    assert said[5].startswith("3. Recalls its earlier decisions")
    assert said[6] == "Compare the final text."
    assert said[7]


@pytest.mark.parametrize(
    ("column", "order", "shown", "expected"),
    [
        (Column.DOCUMENT, ASCENDING, Column.PARAGRAPH, ["¶1", "¶3", "¶3", "¶2", "¶3"]),
        (
            Column.THEME,
            ASCENDING,
            Column.THEME,
            ["children", "financing", "procurement", "procurement", "sanctions"],
        ),
        (Column.CODER, DESCENDING, Column.CODER, ["Ben", "Ben", "Ana", "Ana", "Ana"]),
        (Column.PAGE, DESCENDING, Column.PAGE, ["2", "2", "2", "1", "1"]),
        (Column.PARAGRAPH, ASCENDING, Column.PARAGRAPH, ["¶1", "¶2", "¶3", "¶3", "¶3"]),
        (
            Column.MEMO,
            ASCENDING,
            Column.MEMO,
            ["Compare the final text.", "I read this as financing.", "", "", ""],
        ),
    ],
)
def test_sorting(
    model: AnnotationsModel, column: Column, order: Qt.SortOrder, shown: Column, expected: list[str]
) -> None:
    model.sort(column, order)
    assert [cells[0] for cells in rows(model, shown)] == expected


def test_sorting_keeps_what_views_hold(model: AnnotationsModel) -> None:
    held = QPersistentModelIndex(model.index(0, Column.THEME))
    model.sort(Column.DOCUMENT, DESCENDING)
    assert (held.row(), held.data()) == (4, "children")


@pytest.mark.parametrize("order", [ASCENDING, DESCENDING])
def test_a_new_annotation_is_one_row_in_its_place(
    model: AnnotationsModel, session: Session, order: Qt.SortOrder, qtbot: QtBot
) -> None:
    model.sort(Column.DOCUMENT, order)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted):
        toggle(session, DRAFT, 3, "sanctions")
    places = [place for _, place in rows(model, Column.DOCUMENT, Column.PARAGRAPH)]
    ascending = ["¶1", "¶2", "¶3", "¶3", "¶2", "¶3"]
    assert places == (ascending if order == ASCENDING else ascending[::-1])


def test_taking_one_back_is_one_row_less(model: AnnotationsModel, session: Session, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsRemoved):
        toggle(session, DRAFT, 2, "children")
    assert model.rowCount() == 4


def test_deleting_a_theme_takes_its_rows_and_undo_brings_them_back(
    model: AnnotationsModel, session: Session
) -> None:
    before = rows(model, *Column)
    session.codebook.delete(theme_id(session, "procurement"))
    assert len(rows(model, *Column)) == 3
    session.undo()
    assert rows(model, *Column) == before


def test_removing_a_document_takes_its_rows_and_undo_brings_them_back(
    model: AnnotationsModel, session: Session
) -> None:
    session.documents.remove(document_named(session, DRAFT).id)
    assert {title for (title,) in rows(model, Column.DOCUMENT)} == {FINAL}
    session.undo()
    assert model.rowCount() == 5


def test_a_renamed_theme_is_renamed_and_sorted_anew(model: AnnotationsModel, session: Session) -> None:
    model.sort(Column.THEME, ASCENDING)
    session.codebook.change(theme_id(session, "children"), name="young people")
    assert [cells[0] for cells in rows(model, Column.THEME)][-1] == "young people"


def test_a_memo_touches_only_the_rows_of_its_passage(model: AnnotationsModel, session: Session) -> None:
    touched: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: touched.append(first.row()))
    passage = model.passage(0)
    session.memos.write(MemoTarget.PASSAGE, passage.id, "Look again.")
    assert touched == [0]
    assert rows(model, Column.MEMO)[0] == ("Look again.",)


def test_closing_the_project_empties_it(model: AnnotationsModel, session: Session) -> None:
    session.close()
    assert model.rowCount(QModelIndex()) == 0


def test_filter_by_theme(narrowed: AnnotationFilter, session: Session) -> None:
    narrowed.set_theme(theme_id(session, "procurement"))
    assert rows(narrowed, Column.DOCUMENT) == [(DRAFT,), (FINAL,)]


def test_filter_by_coder_and_document(narrowed: AnnotationFilter, session: Session) -> None:
    ben = next(coder.id for coder in session.catalogue.coders if coder.name == "Ben")
    narrowed.set_coder(ben)
    narrowed.set_document(document_named(session, FINAL).id)
    assert rows(narrowed, Column.THEME, Column.CODER) == [("procurement", "Ben")]


@pytest.mark.parametrize(
    ("words", "count"), [("RECALLS its", 3), ("compare the", 1), ("nowhere", 0), ("", 5), ("  ", 5)]
)
def test_filter_by_words_in_text_or_memo(narrowed: AnnotationFilter, words: str, count: int) -> None:
    narrowed.set_text(words)
    assert narrowed.rowCount() == count


def test_a_new_annotation_appears_only_where_the_filter_wants_it(
    narrowed: AnnotationFilter, session: Session
) -> None:
    narrowed.set_theme(theme_id(session, "children"))
    toggle(session, FINAL, 6, "children")
    toggle(session, FINAL, 6, "financing")
    assert rows(narrowed, Column.THEME) == [("children",), ("children",)]
