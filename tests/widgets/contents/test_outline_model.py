from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from app.outline import Outline
from app.pdf.protocol import OutlineEntry
from tests.widgets.contents.conftest import ENTRIES
from widgets.contents.outline_model import OutlineModel, OutlineRole


@pytest.fixture
def model(qapp: object, qtmodeltester: ModelTester) -> OutlineModel:
    model = OutlineModel(lambda page: f"p{page}")
    model.show(Outline(ENTRIES))
    qtmodeltester.check(model)
    return model


def test_entries_are_below_their_parents(model: OutlineModel) -> None:
    top = [model.index(row, 0) for row in range(model.rowCount())]
    assert [index.data() for index in top] == ["Part one", "Part two"]
    assert [model.index(row, 0, top[0]).data() for row in range(model.rowCount(top[0]))] == [
        "Schools",
        "Families",
    ]


def test_a_row_tells_its_page_as_it_is_called(model: OutlineModel) -> None:
    index = model.index_of(1)
    assert index.data(OutlineRole.PAGE) == "p2"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Schools, page p2"


def test_only_what_was_and_is_current_changes(model: OutlineModel) -> None:
    model.show_current(1)
    changed = QSignalSpy(model.dataChanged)
    model.show_current(3)
    assert {changed.at(at)[0].data() for at in range(changed.count())} == {"Schools", "Part two"}
    assert [model.index_of(at).data(OutlineRole.CURRENT) for at in range(4)] == [False, False, False, True]


def test_an_entry_without_title_or_page_is_shown_all_the_same(model: OutlineModel) -> None:
    model.show(Outline([OutlineEntry(1, "", 0)]))
    assert (model.index(0, 0).data(), model.index(0, 0).data(OutlineRole.PAGE)) == ("Untitled", "")
