"""The middle column takes the room that is left over."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.workspace import Workspace


def test_the_outer_columns_keep_their_widths_when_the_window_grows(qtbot: QtBot) -> None:
    bar, above, below, middle, right = (QLabel(name) for name in ("bar", "above", "below", "middle", "right"))
    workspace = Workspace(bar, [above, below], middle, [right])
    qtbot.addWidget(workspace)
    workspace.resize(1200, 600)
    workspace.show()
    left_width, middle_width, right_width = workspace.columns.sizes()
    workspace.resize(1500, 600)
    assert workspace.columns.sizes() == [left_width, middle_width + 300, right_width]
    assert above.y() < below.y()
    assert bar.geometry().bottom() < workspace.columns.geometry().top()


def test_a_side_hidden_leaves_its_room_to_the_middle(qtbot: QtBot) -> None:
    middle, right = QLabel("middle"), QLabel("right")
    workspace = Workspace(QLabel("bar"), [QLabel("left")], middle, [right])
    qtbot.addWidget(workspace)
    workspace.resize(1200, 600)
    workspace.show()
    before = middle.width()
    assert right.isVisible()
    workspace.right.hide()
    qtbot.waitUntil(lambda: middle.width() > before)
    assert not right.isVisible()
