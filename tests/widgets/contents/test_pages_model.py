from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from app.model import Box
from tests.widgets.projects import theme_id
from tests.widgets.reader.tales import AFTER, CROSSING, FIRST
from widgets.contents.pages_model import PageRole, PagesModel
from widgets.reader.panes import Panes
from widgets.session import Session


@pytest.fixture
def model(panes: Panes, session: Session, qtmodeltester: ModelTester) -> PagesModel:
    model = PagesModel(session, "ABCDE".__getitem__)
    model.show(panes.active.view)
    qtmodeltester.check(model)
    return model


def colours(model: PagesModel) -> list[int]:
    """How many themes each page is shown to have."""
    return [len(model.index(row).data(PageRole.COLOURS)) for row in range(model.rowCount())]


def refreshed(spy: QSignalSpy) -> list[int]:
    """The pages a model said to have changed."""
    return sorted(spy.at(at)[0].row() + 1 for at in range(spy.count()))


def test_pages_are_called_by_their_names(model: PagesModel) -> None:
    assert [model.index(row).data() for row in range(4)] == ["B", "C", "D", "E"]
    assert model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "Page D (3 of 4)"


def test_pages_have_the_colours_of_their_themes(model: PagesModel, tag: Callable[..., None]) -> None:
    tag(FIRST, "children", "sanctions")
    tag(CROSSING, "children")
    assert colours(model) == [2, 1, 0, 0]
    assert model.index(1).data(Qt.ItemDataRole.ToolTipRole) == "Page C (2 of 4)\nchildren"


def test_pages_are_as_wide_as_they_are_turned(model: PagesModel, panes: Panes) -> None:
    upright = model.index(0).data(PageRole.SIZE)
    panes.active.view.turn(90)
    assert model.rotation == 90
    assert model.index(0).data(PageRole.SIZE) == upright.transposed()


@pytest.mark.parametrize(("ordinal", "pages"), [(CROSSING, [1, 2]), (AFTER, [2])])
def test_a_tag_refreshes_its_pages_alone(
    model: PagesModel, tag: Callable[..., None], ordinal: int, pages: list[int]
) -> None:
    changed = QSignalSpy(model.dataChanged)
    tag(ordinal, "children")
    assert refreshed(changed) == pages


def test_a_tagged_region_counts(model: PagesModel, panes: Panes, session: Session) -> None:
    shown = panes.active.view.shown
    assert shown is not None
    panes.active.view.at_hand.take_part(shown.region(Box(3, 10, 10, 90, 90)))
    changed = QSignalSpy(model.dataChanged)
    session.annotations.toggle(theme_id(session, "financing"))
    assert refreshed(changed) == [3]
    assert colours(model) == [0, 0, 1, 0]


def test_another_documents_tag_refreshes_nothing(
    model: PagesModel, tag: Callable[..., None], final: str
) -> None:
    changed = QSignalSpy(model.dataChanged)
    tag(FIRST, "children", document_id=final)
    assert changed.count() == 0


def test_one_page_is_current(model: PagesModel) -> None:
    model.show_current(2)
    changed = QSignalSpy(model.dataChanged)
    model.show_current(4)
    assert refreshed(changed) == [2, 4]
    assert [model.index(row).data(PageRole.CURRENT) for row in range(4)] == [False, False, False, True]
