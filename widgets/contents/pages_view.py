"""The pages in small to choose from; only those in sight are drawn, and only while nothing else is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from widgets.contents.page_picture import CELL, PagePicture, key_for
from widgets.contents.pages_model import Index, PageRole, PagesModel
from widgets.reader.tiles import PageFailure, TileKey, Tiles

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PagesView(QListView):
    """`chosen` carries the page clicked or entered; `left` says that Escape was pressed."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, model: PagesModel, tiles: Tiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = tiles
        self._pages = model
        self._wanted: list[TileKey] = []
        self._picture = PagePicture(tiles, model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setGridSize(CELL)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Pages of the document"))
        self.setItemDelegate(self._picture)
        self.setModel(model)
        self.clicked.connect(lambda index: self.chosen.emit(index.row() + 1))
        tiles.ready.connect(self._show_tile)
        tiles.failed.connect(self._show_failure)

    def sizeHint(self) -> QSize:
        """Two pages beside each other."""
        return QSize(2 * CELL.width(), 2 * CELL.height())

    def show_current(self, page: int) -> None:
        """Mark the page being read and keep it in sight."""
        self._pages.show_current(page)
        index = self._pages.index(page - 1)
        if not index.isValid():
            return
        rect, bar = self.visualRect(index), self.verticalScrollBar()
        beyond = rect.bottom() + 1 - self.viewport().height()
        if rect.top() < 0 or beyond > 0:
            bar.setValue(bar.value() + (rect.top() if rect.top() < 0 else beyond))

    def turn(self) -> None:
        """Paint all pages as they are turned now."""
        self.viewport().update()

    def focus_pages(self) -> None:
        """Let the keys go to the pages, beginning at the one being read."""
        self.setCurrentIndex(self._pages.index(max(self._pages.current, 1) - 1))
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def rows_in_sight(self) -> range:
        """The pages any part of which can be seen."""
        first = self.indexAt(QPoint(CELL.width() // 2, 0))
        if not first.isValid():
            return range(0)
        across = max(1, self.viewport().width() // CELL.width())
        down = 2 + self.viewport().height() // CELL.height()
        return range(first.row(), min(self._pages.rowCount(), first.row() + across * down))

    def dataChanged(self, first: Index, last: Index, _roles: Sequence[int] = ()) -> None:
        """Paint the pages anew that changed; Qt's own way would place all of them anew as well."""
        if first == last:
            self._repaint(first.row() + 1)
        else:
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the pages changes nothing."""
        if self.indexAt(event.position().toPoint()).isValid():
            super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Escape goes back to the page."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row() + 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is in sight is what is wanted."""
        super().paintEvent(event)
        self._wish()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is wanted of what is not seen."""
        super().hideEvent(event)
        self._want([])

    def _wish(self) -> None:
        document_id, ratio = self._pages.document_id, self.devicePixelRatioF()
        turned = self._pages.rotation
        rows = self.rows_in_sight() if document_id else range(0)
        sizes = ((row + 1, self._pages.index(row).data(PageRole.SIZE)) for row in rows)
        self._want([key_for(document_id or "", page, size, ratio, turned) for page, size in sizes if size])

    def _want(self, keys: list[TileKey]) -> None:
        if keys != self._wanted:
            self._wanted = keys
            self._tiles.want_aside(self, keys)

    def _show_tile(self, key: TileKey) -> None:
        if key.document_id == self._pages.document_id and self.isVisible():
            self._repaint(key.page)

    def _show_failure(self, document_id: str, failed: PageFailure) -> None:
        if document_id == self._pages.document_id and self.isVisible():
            self._repaint(failed.page)

    def _repaint(self, page: int) -> None:
        index: QModelIndex = self._pages.index(page - 1)
        self.viewport().update(self.visualRect(index))
