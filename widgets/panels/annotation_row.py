"""How an annotation is painted in the narrow list: place and page, then theme and words, in two lines."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.model import Theme
from widgets.appearance import colours, fonts, metrics, theme_colours
from widgets.models.annotation_cells import Column
from widgets.models.annotation_filter import AnnotationFilter
from widgets.models.annotations import AnnotationRole
from widgets.panels.row_painting import legible, paint_background, paint_left, paint_right, paint_swatch

_SWATCH = 9
_PADDING = 6
_LEAD = 16
"""Characters shown before a hit."""


class AnnotationRow(QStyledItemDelegate):
    """Paints a row of the narrow list; with words looked for, the excerpt begins near them."""

    def __init__(self, filter_: AnnotationFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = filter_
        self.show_coder = False

    def height(self, font: QFont) -> int:
        """Two lines of text, the first in the view's font."""
        lines = QFontMetrics(font).height() + QFontMetrics(fonts.small()).height()
        return lines + 2 * _PADDING + 3

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Swatch; title and place; page at the right; theme and excerpt below."""
        theme: Theme | None = index.data(AnnotationRole.THEME)
        if theme is None:
            return
        painter.save()
        row = option.rect.adjusted(metrics.PANEL_MARGIN, 0, -metrics.PANEL_MARGIN, 0)
        painter.setPen(QPen(colours().line, 1))
        painter.drawLine(row.left(), row.bottom(), row.right(), row.bottom())
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_background(painter, option, marked=selected)
        inner = row.adjusted(_SWATCH + 8, _PADDING, 0, -_PADDING - 1)
        first = QRect(inner.x(), inner.y(), inner.width(), QFontMetrics(option.font).height())
        second = QRect(inner.x(), first.bottom() + 2, inner.width(), QFontMetrics(fonts.small()).height())
        swatch = QRectF(row.x(), first.center().y() - _SWATCH / 2 + 1, _SWATCH, _SWATCH)
        paint_swatch(painter, swatch, theme_colours(theme).bar)
        self._paint_place(painter, first, option, index)
        self._paint_excerpt(painter, second, theme, index)
        painter.restore()

    def _paint_place(
        self,
        painter: QPainter,
        line: QRect,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look, small = colours(), fonts.small()
        right = self.tr("p. {}").format(_text(index, Column.PAGE))
        if self.show_coder:
            right = f"{_text(index, Column.CODER)} · {right}"
        taken = paint_right(painter, line, right, small, look.muted) + metrics.GAP
        place = _text(index, Column.PARAGRAPH)
        if place.startswith("“"):  # named by its first words, which the line below begins with
            place = ""
        place_width = min(QFontMetrics(option.font).horizontalAdvance(place) + 2, (line.width() - taken) // 2)
        title = line.adjusted(0, 0, -taken - place_width - 6, 0)
        width = paint_left(painter, title, _text(index, Column.DOCUMENT), option.font, look.text)
        beside = QRect(line.x() + width + 6, line.y(), line.width() - width - 6 - taken, line.height())
        paint_left(painter, beside, place, option.font, look.text)

    def _paint_excerpt(
        self, painter: QPainter, line: QRect, theme: Theme, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        small = fonts.small()
        half = line.adjusted(0, 0, -line.width() // 2, 0)
        width = paint_left(painter, half, theme.name, small, legible(theme_colours(theme).bar))
        rest = line.adjusted(width + 6, 0, 0, 0)
        paint_left(
            painter, rest, excerpt(_text(index, Column.QUOTE), self._filter.words), small, colours().muted
        )


def excerpt(text: str, words: str) -> str:
    """The text from its beginning, or from a little before the words looked for."""
    place = text.casefold().find(words) if words else -1
    if place <= _LEAD:
        return text
    start = text.find(" ", place - _LEAD) + 1
    return f"…{text[start if 0 < start <= place else place :]}"


def _text(index: QModelIndex | QPersistentModelIndex, column: Column) -> str:
    return str(index.sibling(index.row(), column).data())
