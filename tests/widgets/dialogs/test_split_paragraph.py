"""Where a paragraph is to be split: between two words, and never at its beginning."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from widgets.dialogs.split_paragraph import SplitDialog, beginning_of_word, code_points


def test_enter_splits_where_the_caret_is(qtbot: QtBot) -> None:
    dialog = SplitDialog("1. The first text.")
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(2):
        dialog.text.moveCursor(QTextCursor.MoveOperation.NextWord)
    with qtbot.waitSignal(dialog.place_chosen) as chosen:
        qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert "1. The first text."[chosen.args[0] :].split()[0] in {".", "The"}


def test_nothing_is_split_at_the_beginning(qtbot: QtBot) -> None:
    dialog = SplitDialog("One two.")
    qtbot.addWidget(dialog)
    assert dialog.place is None


@pytest.mark.parametrize(("position", "begins"), [(0, 0), (2, 0), (3, 3), (4, 4), (6, 4), (8, 8)])
def test_a_split_falls_between_words(position: int, begins: int) -> None:
    assert beginning_of_word("One two.", position) == begins


def test_letters_outside_the_basic_plane_count_once() -> None:
    assert code_points("𝒜 one", 3) == 2
