"""One order of rows becomes another step by step, and views are told each step."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from widgets.models.rows import runs, synchronise

NO_PARENT = QModelIndex()


class Letters(QAbstractListModel):
    def __init__(self, letters: str) -> None:
        super().__init__()
        self.letters = list(letters)

    def rowCount(self, parent: QModelIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.letters)

    def data(self, index: QModelIndex, role: int = 0) -> str | None:
        return self.letters[index.row()] if role == 0 else None


@pytest.mark.parametrize(
    ("before", "after"),
    [("abc", "abc"), ("abc", ""), ("", "abc"), ("abcd", "dcba"), ("abcd", "bxda"), ("abcdef", "fad")],
)
def test_any_order_becomes_any_other(before: str, after: str, qtmodeltester: ModelTester) -> None:
    model = Letters(before)
    qtmodeltester.check(model)
    synchronise(model, QModelIndex(), model.letters, list(after))
    assert "".join(model.letters) == after


def test_one_row_gone_is_one_removal(qtbot: QtBot) -> None:
    model = Letters("abc")
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsRemoved) as removed:
        synchronise(model, QModelIndex(), model.letters, list("ac"))
    assert removed.args is not None
    assert removed.args[1:] == [1, 1]


@given(st.sets(st.integers(0, 40)))
def test_runs_hold_each_row_once(rows: set[int]) -> None:
    found = [row for first, last in runs(sorted(rows)) for row in range(first, last + 1)]
    assert found == sorted(rows)
