"""What stands where while a project is open: a bar above three columns, the outer two to be hidden."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from widgets.appearance import metrics

_MIDDLE = 900
"""The width of the middle column at first."""


class Workspace(QWidget):
    """The middle column takes the room that is left; none can be made too narrow to see."""

    def __init__(
        self, bar: QWidget, left: Sequence[QWidget], middle: QWidget, right: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self.left, self.right = _stacked(left), _stacked(right)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(1)
        for position, widget in enumerate((self.left, middle, self.right)):
            self.columns.addWidget(widget)
            self.columns.setStretchFactor(position, int(widget is middle))
            self.columns.setCollapsible(position, False)
        self.columns.setSizes([metrics.LEFT_PANEL, _MIDDLE, metrics.RIGHT_PANEL])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self.columns, 1)


def _stacked(panels: Sequence[QWidget]) -> QWidget:
    """Panels one above the other."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, metrics.GAP, 0, 0)
    column.setSpacing(metrics.GAP)
    for panel in panels:
        column.addWidget(panel)
    return whole
