"""The annotations as a narrow list and as a wide table; in both, Enter goes there and Delete removes."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from widgets.appearance import metrics
from widgets.models.annotation_cells import Column
from widgets.models.annotation_filter import AnnotationFilter
from widgets.panels.annotation_row import AnnotationRow

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTHS = {
    Column.DOCUMENT: 170,
    Column.PAGE: 54,
    Column.PARAGRAPH: 110,
    Column.THEME: 120,
    Column.CODER: 90,
    Column.QUOTE: 330,
    Column.MEMO: 160,
}

_SWATCH = 10
_CELLS = """
QTableView::item { padding: 0 6px; border: none; }
QTableView::item:selected { background: palette(highlight); color: palette(highlighted-text); }
"""


def _prepare(view: QAbstractItemView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setMouseTracking(True)


class AnnotationList(QTableView):
    """Two lines an annotation.

    A table of one column, for a list lays all its rows out anew whenever one of them changes.
    """

    go_requested = Signal()
    removal_requested = Signal()

    def __init__(self, filter_: AnnotationFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setModel(filter_)
        for column in Column:
            self.setColumnHidden(column, column is not Column.DOCUMENT)
        self.row = AnnotationRow(filter_, self)
        self.setItemDelegate(self.row)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.row.height(self.font()))
        self.setAccessibleName(self.tr("Annotations"))
        self.doubleClicked.connect(lambda _: self.go_requested.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete are ours."""
        if event.key() in _ENTER:
            self.go_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)


class AnnotationTable(QTableView):
    """A column for each thing known of an annotation; a click on a heading sorts."""

    go_requested = Signal()
    removal_requested = Signal()

    def __init__(self, filter_: AnnotationFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setStyleSheet(_CELLS)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(metrics.ROW)
        self.setModel(filter_)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        header.setSectionsMovable(True)
        header.setSortIndicator(Column.DOCUMENT, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.setAccessibleName(self.tr("Annotations"))
        self.doubleClicked.connect(lambda _: self.go_requested.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete are ours."""
        if event.key() in _ENTER:
            self.go_requested.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)
