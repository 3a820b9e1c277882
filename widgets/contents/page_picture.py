"""How a page is painted in small: the page itself, a bar of its themes, its name below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.appearance import colours, fonts
from widgets.contents.pages_model import PageRole, PagesModel
from widgets.reader import painting
from widgets.reader.paper import paper_now
from widgets.reader.tiles import TileKey, Tiles

BOX = QSize(78, 110)
"""Pixels a picture is fitted into."""

CELL = QSize(102, 146)
"""Pixels a page takes with its bar and name."""

_TOP = 9
_BAR = 4


class PagePicture(QStyledItemDelegate):
    """Paints a page from the tiles there are; the model tells whose they are and how turned."""

    def __init__(self, tiles: Tiles, pages: PagesModel) -> None:
        super().__init__()
        self._tiles = tiles
        self._pages = pages

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for every page."""
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The picture in the middle, the bar to its left, the name below."""
        document_id = self._pages.document_id
        size = index.data(PageRole.SIZE)
        if document_id is None or size is None:
            return
        current = bool(index.data(PageRole.CURRENT))
        ratio = painter.device().devicePixelRatio()
        rect = placed(option.rect, size, ratio)
        painter.save()
        self._paint_ground(painter, option)
        paper = paper_now()
        painter.fillRect(rect.adjusted(-1, -1, 1, 1), colours().line)
        painter.fillRect(rect, paper.sheet)
        key = key_for(document_id, index.row() + 1, size, ratio, self._pages.rotation)
        self._tiles.paint(painter, key, rect, rect)
        painting.paint_dimmed(painter, rect, paper)
        self._paint_bar(painter, rect, index.data(PageRole.COLOURS))
        if current:
            painter.setPen(QPen(colours().accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-1, -1, 1, 1))
        self._paint_name(painter, option.rect, str(index.data()), current=current)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
        cell = QRectF(option.rect).adjusted(2, 2, -2, -2)
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(cell, colours().hover)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colours().accent, 1))
            painter.drawRect(cell.adjusted(0.5, 0.5, -0.5, -0.5))

    @staticmethod
    def _paint_bar(painter: QPainter, page: QRectF, names: list[str]) -> None:
        """The colours of the page's themes below one another."""
        for at, name in enumerate(names):
            height = page.height() / len(names)
            bar = QRectF(page.left() - _BAR - 2, page.top() + at * height, _BAR, height)
            painter.fillRect(bar, QColor(name))

    @staticmethod
    def _paint_name(painter: QPainter, cell: QRect, name: str, *, current: bool) -> None:
        font = fonts.caption() if current else fonts.small()
        painter.setFont(font)
        painter.setPen(colours().text if current else colours().muted)
        below = QRectF(cell.left(), cell.top() + _TOP + BOX.height() + 2, cell.width(), 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, name)


def scale_for(size: QSizeF, ratio: float) -> float:
    """Device pixels a point, such that the picture of a page is a whole number of them wide."""
    width, height = max(size.width(), 1.0), max(size.height(), 1.0)
    fitting = min(BOX.width() / width, BOX.height() / height) * ratio
    return max(1, int(width * fitting)) / width


def placed(cell: QRect, size: QSizeF, ratio: float) -> QRectF:
    """Where in its cell a page of so many points lies, on whole device pixels, standing on its name."""
    scale = scale_for(size, ratio)
    wide, high = round(size.width() * scale), max(1, round(size.height() * scale))
    left = round((cell.left() + cell.width() / 2) * ratio - wide / 2)
    bottom = round((cell.top() + _TOP + BOX.height()) * ratio)
    return QRectF(left / ratio, (bottom - high) / ratio, wide / ratio, high / ratio)


def key_for(document_id: str, page: int, size: QSizeF, ratio: float, rotation: int) -> TileKey:
    """The strip that is the whole picture; `size` is that of the page as it is turned."""
    return TileKey(document_id, page, scale_for(size, ratio), 0, rotation, paper_now().is_dark)
