"""Lists and trees as high as their rows, which scroll only when there is no room for that."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QTreeView, QWidget

from widgets.appearance import metrics

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FEWEST_ROWS, _FEWEST_TREE_ROWS = 4, 6
"""Rows that stay in sight however little room there is; themes are looked up there for their keys."""


def _prepare(view: QAbstractItemView) -> None:
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
    view.setMouseTracking(True)
    view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)


def _follow(view: QAbstractItemView, model: QAbstractItemModel) -> None:
    for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
        signal.connect(view.updateGeometry)


class SnugList(QListView):
    """A list as high as its rows; `chosen` tells the row and whether to take it beside what is shown."""

    chosen = Signal(QModelIndex, bool)
    removal_requested = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _prepare(self)
        self.setUniformItemSizes(True)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model and follow its number of rows."""
        super().setModel(model)
        if model is not None:
            _follow(self, model)

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(metrics.LEFT_PANEL, self._rows() * metrics.ROW)

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(120, min(self._rows(), _FEWEST_ROWS) * metrics.ROW)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses; with Ctrl or the middle button, beside."""
        index = self.indexAt(event.position().toPoint())
        pressed = index.isValid() and index == self.currentIndex()
        super().mouseReleaseEvent(event)
        middle = event.button() == Qt.MouseButton.MiddleButton
        if pressed and (middle or event.button() == Qt.MouseButton.LeftButton):
            beside = middle or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.chosen.emit(index, beside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Ctrl+Enter beside, Delete asks for removal."""
        if self.state() == QAbstractItemView.State.EditingState or not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            beside = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.chosen.emit(self.currentIndex(), beside)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _rows(self) -> int:
        return self.model().rowCount() if self.model() else 0


class SnugTree(QTreeView):
    """A tree as high as its open rows; `chosen` tells the row clicked or entered."""

    chosen = Signal(QModelIndex)
    removal_requested = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._doubled = False
        _prepare(self)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(metrics.PANEL_MARGIN)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.clicked.connect(self.chosen)
        self.expanded.connect(self.updateGeometry)
        self.collapsed.connect(self.updateGeometry)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model and follow its number of rows."""
        super().setModel(model)
        if model is not None:
            _follow(self, model)

    def sizeHint(self) -> QSize:
        """All open rows."""
        return QSize(metrics.LEFT_PANEL, self._rows(QModelIndex()) * metrics.ROW)

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(120, min(self._rows(QModelIndex()), _FEWEST_TREE_ROWS) * metrics.ROW)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second of two quick clicks is none: it would take back what the first did."""
        self._doubled = True
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Each click counts, but for the second of two quick ones."""
        if self._doubled:
            self._doubled = False
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Delete asks for removal."""
        if self.state() == QAbstractItemView.State.EditingState or not self.currentIndex().isValid():
            super().keyPressEvent(event)
        elif event.key() in _ENTER:
            self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_requested.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _rows(self, parent: QModelIndex) -> int:
        model = self.model()
        if model is None:
            return 0
        open_ = (model.index(row, 0, parent) for row in range(model.rowCount(parent)))
        return sum(1 + (self._rows(index) if self.isExpanded(index) else 0) for index in open_)
