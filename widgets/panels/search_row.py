"""How a row of the search is painted: a title, something at the right, and words with those found marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.appearance import colours, fonts, theme_colours
from widgets.panels.row_painting import paint_background, paint_left, paint_right, paint_swatch

_MARGIN, _PADDING, _SWATCH = 8, 5, 9


class SearchRow(QStyledItemDelegate):
    """One line for an action, two for a theme, up to three for a paragraph."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its lines."""
        found = index.data(Qt.ItemDataRole.UserRole)
        small = QFontMetrics(fonts.small()).height()
        lines = 2 * small + 2 if found.marks else small if found.text else 0
        return QSize(0, QFontMetrics(option.font).height() + lines + 2 * _PADDING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint the row; the current one is filled."""
        found = index.data(Qt.ItemDataRole.UserRole)
        look, small = colours(), fonts.small()
        painter.save()
        paint_background(painter, option, marked=bool(option.state & QStyle.StateFlag.State_Selected))
        inner = option.rect.adjusted(_MARGIN, _PADDING, -_MARGIN, -_PADDING)
        line = QRect(inner.x(), inner.y(), inner.width(), QFontMetrics(option.font).height())
        taken = paint_right(painter, line, found.beside, small, look.muted) + 8
        left = 0
        if found.theme is not None:
            swatch = QRectF(line.x(), line.center().y() - _SWATCH / 2 + 1, _SWATCH, _SWATCH)
            paint_swatch(painter, swatch, theme_colours(found.theme).bar)
            left = _SWATCH + 7
        paint_left(painter, line.adjusted(left, 0, -taken, 0), found.title, option.font, look.text)
        rest = QRect(
            inner.x() + left, line.bottom() + 2, inner.width() - left, inner.bottom() - line.bottom()
        )
        if found.marks:
            _paint_marked(painter, rest, found.text, found.marks)
        elif found.text:
            paint_left(painter, rest, found.text, small, look.muted)
        painter.restore()


def _paint_marked(painter: QPainter, rect: QRect, text: str, marks: tuple[tuple[int, int], ...]) -> None:
    """Two lines of small text, the words found in the colour of text and strong."""
    look = colours()
    found = QTextCharFormat()
    found.setForeground(look.text)
    found.setFontWeight(600)
    layout = QTextLayout(text, fonts.small())
    ranges = []
    for start, end in marks:
        span = QTextLayout.FormatRange()
        span.start = _utf16(text, start)
        span.length = _utf16(text, end) - span.start
        span.format = found
        ranges.append(span)
    layout.setFormats(ranges)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    y = 0.0
    for _ in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(rect.width())
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    painter.setPen(look.muted)
    layout.draw(painter, QPointF(rect.topLeft()))


def _utf16(text: str, position: int) -> int:
    """A position in the text as Qt counts, in UTF-16 units."""
    return len(text[:position].encode("utf-16-le")) // 2
