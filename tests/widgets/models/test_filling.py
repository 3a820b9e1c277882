"""Many rows are put in order and shown a few at a time, and come to the same as all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.widgets.projects import add_document, opened_session, tag
from widgets.models.annotation_cells import Column
from widgets.models.annotations import AnnotationsModel
from widgets.models.filling import sorting

MANY = 1200


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 2500])
def test_sorting_step_by_step_is_sorting(count: int) -> None:
    ids, ordered = [str(7919 * number % 2503) for number in range(count)], list[str]()
    for _ in sorting(ids, int, ordered):
        pass
    assert ordered == sorted(ids, key=int)


@pytest.mark.parametrize("order", list(Qt.SortOrder))
def test_many_annotations_come_in_order(
    qtbot: QtBot, qtmodeltester: ModelTester, tmp_path: Path, order: Qt.SortOrder
) -> None:
    with opened_session(tmp_path / "study.db") as session:
        model = AnnotationsModel(session)
        model.sort(Column.CODER, order)
        session.run(
            "tag all",
            lambda edit: tag(
                edit,
                add_document(edit, "long", MANY),
                *((ordinal, "children", ("Ana", "Cleo")[ordinal % 2]) for ordinal in range(2, MANY)),
            ),
        )
        qtbot.waitUntil(lambda: model.rowCount() == 5 + MANY - 2, timeout=20_000)
        shown = [model.annotation(row).id for row in range(model.rowCount())]
        model.sort(Column.CODER, order)
        assert shown == [model.annotation(row).id for row in range(model.rowCount())]
        qtmodeltester.check(model)
