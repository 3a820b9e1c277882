"""The annotations are counted, narrowed, gone to and removed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from app.model import Box
from app.project import passages
from tests.widgets.panels.pointing import double_click
from tests.widgets.projects import document_named, opened_session, theme_id
from widgets.models.annotation_cells import Column, text
from widgets.models.annotations import AnnotationRole
from widgets.panels.annotation_row import excerpt
from widgets.panels.annotations_panel import AnnotationsPanel
from widgets.panels.annotations_window import AnnotationsWindow
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> AnnotationsPanel:
    panel = AnnotationsPanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    return panel


def test_it_counts(panel: AnnotationsPanel, session: Session) -> None:
    assert panel.caption.text() == "Annotations · 5"
    panel.filters.theme.choose(theme_id(session, "procurement"))
    assert panel.caption.text() == "Annotations · 2 of 5"


def test_typing_narrows(panel: AnnotationsPanel, qtbot: QtBot) -> None:
    panel.focus_filter()
    qtbot.keyClicks(panel.filters.words, "reintegration")
    qtbot.waitUntil(lambda: panel.filter.rowCount() == 1)
    panel.filters.words.clear()
    qtbot.waitUntil(lambda: panel.filter.rowCount() == 5)


def test_from_the_filter_to_the_passage_by_keyboard(
    panel: AnnotationsPanel, session: Session, qtbot: QtBot
) -> None:
    panel.focus_filter()
    qtbot.keyClicks(panel.filters.words, "reintegration")
    qtbot.waitUntil(lambda: panel.filter.rowCount() == 1)
    qtbot.keyClick(panel.filters.words, Qt.Key.Key_Down)
    with qtbot.waitSignal(session.go_to) as gone:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert gone.args == [document_named(session, "A/2 final").id, 3]
    qtbot.keyClick(panel.filters.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.filter.rowCount() == 5)


def test_a_double_click_goes_there(panel: AnnotationsPanel, session: Session, qtbot: QtBot) -> None:
    draft = document_named(session, "A/1 draft")
    with qtbot.waitSignal(session.go_to) as gone:
        double_click(qtbot, panel.view, panel.filter.index(1, 0))
    assert gone.args == [draft.id, 4]
    assert session.selection == Selection(draft.id, 4, 4)


def test_enter_goes_there(panel: AnnotationsPanel, session: Session, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.filter.index(0, 0))
    with qtbot.waitSignal(session.go_to) as gone:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert gone.args == [document_named(session, "A/1 draft").id, 2]


def test_delete_removes_ones_own_in_one_step(panel: AnnotationsPanel, session: Session, qtbot: QtBot) -> None:
    panel.view.selectAll()
    with qtbot.waitSignal(session.noticed) as noticed:
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert noticed.args == ["Annotations removed: 3. Those of other coders stay.", True]
    assert panel.model.rowCount() == 2
    session.undo()
    assert panel.model.rowCount() == 5


def test_another_coders_stays(panel: AnnotationsPanel, session: Session, qtbot: QtBot) -> None:
    panel.view.setCurrentIndex(panel.filter.index(1, 0))
    with qtbot.waitSignal(session.noticed), qtbot.assertNotEmitted(session.changed):
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert panel.model.rowCount() == 5


def test_copying_cites(panel: AnnotationsPanel) -> None:
    panel.view.setCurrentIndex(panel.filter.index(2, 0))
    panel.deeds.copy()
    assert QGuiApplication.clipboard().text().endswith("(A/1 draft, paragraph 3 · page 2)")


def test_filtering_by_a_theme_forgets_what_was_asked(panel: AnnotationsPanel, session: Session) -> None:
    panel.filters.document.choose(document_named(session, "A/1 draft").id)
    panel.filter_by_theme(theme_id(session, "sanctions"))
    assert panel.caption.text() == "Annotations · 1 of 5"
    assert panel.filters.theme.text() == "sanctions"


def test_a_deleted_theme_no_longer_filters(panel: AnnotationsPanel, session: Session) -> None:
    panel.filter_by_theme(theme_id(session, "sanctions"))
    session.codebook.delete(theme_id(session, "sanctions"))
    assert panel.caption.text() == "Annotations · 4"


def test_without_annotations_it_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    with opened_session(tmp_path / "empty.db", None) as session:
        panel = AnnotationsPanel(session)
        qtbot.addWidget(panel)
        panel.show()
        assert panel.caption.text() == "Annotations"
        assert not panel.filters.isVisible()


def test_the_table_sorts_by_its_headings(session: Session, qtbot: QtBot) -> None:
    window = AnnotationsWindow(session)
    qtbot.addWidget(window)
    window.show()
    header = window.table.horizontalHeader()
    place = header.sectionViewportPosition(Column.THEME) + 20
    point = header.rect().center()
    point.setX(place)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
    themes = [window.filter.index(row, Column.THEME).data() for row in range(5)]
    assert themes in (sorted(themes), sorted(themes, reverse=True))
    assert header.sortIndicatorSection() == Column.THEME


def test_the_table_goes_with_the_project(panel: AnnotationsPanel, session: Session, qtbot: QtBot) -> None:
    panel.open_table()
    windows = [child for child in panel.findChildren(AnnotationsWindow)]
    assert [window.isVisible() for window in windows] == [True]
    with qtbot.waitSignal(windows[0].destroyed):
        session.close()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("one two three", "", "one two three"),
        ("one two three", "two", "one two three"),
        ("a b c d e f g h i j k l m n o p transparency", "transparency", "…j k l m n o p transparency"),
        ("wordwordwordwordwordwordtransparency", "transparency", "…transparency"),
    ],
)
def test_excerpts_begin_near_the_words(text: str, words: str, expected: str) -> None:
    assert excerpt(text, words) == expected


def test_a_region_is_listed_and_gone_to(panel: AnnotationsPanel, session: Session, qtbot: QtBot) -> None:
    document = document_named(session, "A/1 draft")
    region = passages.of_region(document.id, document.sha256, Box(2, 10, 10, 90, 90))
    session.select(Selection.of(region))
    session.annotations.toggle(theme_id(session, "sanctions"))
    (annotation,) = session.catalogue.given(region)
    assert text(session.catalogue, annotation, Column.QUOTE) == "region on page 2"
    assert text(session.catalogue, annotation, Column.PARAGRAPH) == "region"
    panel.filters.theme.choose(theme_id(session, "sanctions"))
    rows = [panel.view.model().index(row, 0) for row in range(panel.view.model().rowCount())]
    panel.view.setCurrentIndex(next(row for row in rows if row.data(AnnotationRole.ANNOTATION) == annotation))
    with qtbot.waitSignal(session.go_to_passage) as gone:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert gone.args == [region]
