"""How a page is painted in small: the page itself, a bar of its themes, its name below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.appearance import colours, fonts
from widgets.contents.pages_model import PageRole
from widgets.reader import painting
from widgets.reader.painting import Ink
from widgets.reader.paper import paper_now
from widgets.reader.tiles import TileKey, Tiles

BOX = QSize(78, 110)
"""Pixels a picture is fitted into."""

CELL = QSize(102, 146)
"""Pixels a page takes with its bar and name."""

_TOP = 9
_BAR = 4
_SHARPEST = 4


class PagePicture(QStyledItemDelegate):
    """Paints a page from the tiles there are; `document_id` tells whose they are."""

    def __init__(self, tiles: Tiles, document_id: Callable[[], str | None]) -> None:
        super().__init__()
        self._tiles = tiles
        self._document_id = document_id

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The same for every page."""
        return CELL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The picture in the middle, the bar to its left, the name below."""
        document_id = self._document_id()
        size = index.data(PageRole.SIZE)
        if document_id is None or size is None:
            return
        width, height = size
        current = bool(index.data(PageRole.CURRENT))
        ratio = painter.device().devicePixelRatio()
        rect = placed(option.rect, width, height, ratio)
        painter.save()
        self._paint_ground(painter, option)
        paper = paper_now()
        painting.paint_shadow(painter, rect, colours().page_shadow)
        painting.paint_paper(painter, rect, paper.sheet)
        self._tiles.paint(painter, key_for(document_id, index.row() + 1, size, ratio), rect, rect)
        painting.paint_dimmed(painter, rect, paper)
        self._paint_bar(painter, rect, index.data(PageRole.INKS))
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
    def _paint_bar(painter: QPainter, page: QRectF, inks: list[Ink]) -> None:
        """The colours of the page's themes below one another."""
        for at, ink in enumerate(inks):
            height = page.height() / len(inks)
            bar = QRectF(page.left() - _BAR - 2, page.top() + at * height, _BAR, height)
            painter.fillRect(bar, ink.bar)

    @staticmethod
    def _paint_name(painter: QPainter, cell: QRect, name: str, *, current: bool) -> None:
        font = fonts.caption() if current else fonts.small()
        painter.setFont(font)
        painter.setPen(colours().text if current else colours().muted)
        below = QRectF(cell.left(), cell.top() + _TOP + BOX.height() + 2, cell.width(), 20)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, name)


def scale_for(width: float, height: float, ratio: float) -> float:
    """Device pixels a point, such that the picture is a whole number of them wide."""
    fitting = min(BOX.width() / max(width, 1.0), BOX.height() / max(height, 1.0)) * ratio
    return max(_SHARPEST, round(width * fitting)) / max(width, 1.0)


def placed(cell: QRect, width: float, height: float, ratio: float) -> QRectF:
    """Where in its cell a page of so many points lies, on whole device pixels, standing on its name."""
    scale = scale_for(width, height, ratio)
    wide, high = round(width * scale) / ratio, max(1, round(height * scale)) / ratio
    left = round((cell.center().x() + 0.5 - wide / 2) * ratio) / ratio
    corner = QPointF(left, cell.top() + _TOP + BOX.height() - high)
    return QRectF(corner.x(), round(corner.y() * ratio) / ratio, wide, high)


def key_for(document_id: str, page: int, size: tuple[float, float], ratio: float) -> TileKey:
    """The strip that is the whole picture."""
    return TileKey(document_id, page, scale_for(*size, ratio), 0, inverted=paper_now().is_dark)
