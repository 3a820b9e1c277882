"""The first rows of a table that is about to be written."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from app.exchange.glance import Glance
from app.exchange.rows import Cell
from widgets.appearance import fonts, metrics

ROWS = 8
"""How many are shown."""
_WIDEST = 220
_NARROWEST = 60
_IDENTIFIER = 112
_LONGEST = 200


class TablePreview(QTableWidget):
    """Names of the columns (what each means in its tool tip) and a few rows, each on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("The first rows"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(metrics.ROW - 3)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setFont(fonts.small())
        self.horizontalHeader().setFont(fonts.small())

    def show_rows(self, found: Glance) -> None:
        """Show a table's beginning."""
        cells, columns = found.cells, found.columns
        self.clear()
        self.setColumnCount(len(columns))
        for place, column in enumerate(columns):
            head = QTableWidgetItem(column.name)
            head.setToolTip(column.about)
            self.setHorizontalHeaderItem(place, head)
        self.setRowCount(len(cells))
        for row, values in enumerate(cells):
            for place, value in enumerate(values):
                shown = "" if value is None else " ".join(str(value).split())
                self.setItem(row, place, QTableWidgetItem(shown[:_LONGEST]))
        self.resizeColumnsToContents()
        for place in range(len(columns)):
            widest = _IDENTIFIER if any(_is_identifier(values[place]) for values in cells) else _WIDEST
            self.setColumnWidth(place, min(widest, max(_NARROWEST, self.columnWidth(place))))


def _is_identifier(value: Cell) -> bool:
    """Whether a cell is for machines, so that its beginning is enough to see."""
    return isinstance(value, str) and len(value) >= 32 and " " not in value
