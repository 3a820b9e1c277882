"""How an entry of an outline is painted: its title, and the page it leads to."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from widgets.appearance import colours, fonts, metrics
from widgets.contents.outline_model import OutlineRole
from widgets.panels.row_painting import paint_background, paint_left, paint_right

_ROW = 24


class OutlineRow(QStyledItemDelegate):
    """Paints a row of the outline; the one being read is marked over the whole width."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line of text."""
        return QSize(option.rect.width(), max(_ROW, QFontMetrics(option.font).height() + 8))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Title left, page right."""
        look = colours()
        current = bool(index.data(OutlineRole.CURRENT))
        wide = QStyleOptionViewItem(option)
        wide.rect = QRect(0, option.rect.y(), option.rect.right() + 1, option.rect.height())
        painter.save()
        paint_background(painter, wide, marked=current)
        inner = option.rect.adjusted(4, 0, -metrics.PANEL_MARGIN, 0)
        page = str(index.data(OutlineRole.PAGE))
        taken = paint_right(painter, inner, page, fonts.small(), look.muted)
        left = inner.adjusted(0, 0, -taken - metrics.GAP, 0)
        ink = look.text if page else look.muted
        paint_left(painter, left, str(index.data()), fonts.strong() if current else option.font, ink)
        painter.restore()
