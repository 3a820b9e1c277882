"""Widgets flow like words."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from widgets.panels.flow_layout import FlowLayout


class Tile(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(50, 20)


@pytest.mark.parametrize(("width", "height"), [(400, 20), (106, 46), (60, 72), (30, 72)])
def test_narrower_is_higher(qtbot: QtBot, width: int, height: int) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    layout = FlowLayout(whole)
    for _ in range(3):
        layout.addWidget(Tile())
    assert layout.heightForWidth(width) == height


def test_nothing_is_laid_out_beyond_the_edge(qtbot: QtBot) -> None:
    whole = QWidget()
    qtbot.addWidget(whole)
    layout = FlowLayout(whole)
    tiles = [Tile() for _ in range(5)]
    for tile in tiles:
        layout.addWidget(tile)
    whole.resize(120, 200)
    whole.show()
    assert all(whole.rect().contains(tile.geometry()) for tile in tiles)
    assert len({tile.pos().toTuple() for tile in tiles}) == 5
