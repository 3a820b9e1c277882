"""Mouse and keyboard on the rows of a view, as a person uses them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView
from pytestqt.qtbot import QtBot

LEFT = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def middle_of(view: QAbstractItemView, index: QModelIndex) -> QPoint:
    return view.visualRect(index).center()


def click(
    qtbot: QtBot,
    view: QAbstractItemView,
    index: QModelIndex,
    button: Qt.MouseButton = LEFT,
    modifier: Qt.KeyboardModifier = NO_MODIFIER,
) -> None:
    qtbot.mouseClick(view.viewport(), button, modifier, middle_of(view, index))


def double_click(qtbot: QtBot, view: QAbstractItemView, index: QModelIndex) -> None:
    place = middle_of(view, index)
    qtbot.mouseClick(view.viewport(), LEFT, NO_MODIFIER, place)
    qtbot.mouseDClick(view.viewport(), LEFT, NO_MODIFIER, place)
    qtbot.mouseRelease(view.viewport(), LEFT, NO_MODIFIER, place)
