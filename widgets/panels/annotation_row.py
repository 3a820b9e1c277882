"""How an annotation is painted in the narrow list: place and page, then theme and words, in two lines."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.model import Theme
from widgets.appearance import colours, fonts, is_dark, metrics, theme_colours
from widgets.models.annotation_cells import Column
from widgets.models.annotation_filter import AnnotationFilter
from widgets.models.annotations import AnnotationRole
from widgets.panels.row_painting import legible, paint_background, paint_left, paint_right, paint_swatch

_SWATCH = 9
_PADDING = 6
_LEAD = 16
"""Characters shown before a hit."""


_LONGEST = 400
"""Characters of a text that are painted at most: more than any row is wide."""

_LOOKS = (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver, QStyle.StateFlag.State_HasFocus)
_PICTURES_KEPT = 64


class _Said(NamedTuple):
    """What a row says; `bar` is the colour of its theme."""

    title: str
    place: str
    right: str
    theme: str
    bar: int
    words: str


class AnnotationRow(QStyledItemDelegate):
    """Paints a row of the narrow list; with words looked for, the excerpt begins near them."""

    def __init__(self, filter_: AnnotationFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = filter_
        self.show_coder = False
        self._pictures: dict[object, QPixmap] = {}

    def height(self, font: QFont) -> int:
        """Two lines of text, the first in the view's font."""
        lines = QFontMetrics(font).height() + QFontMetrics(fonts.small()).height()
        return lines + 2 * _PADDING + 3

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Swatch; title and place; page at the right; theme and excerpt below."""
        said = self._said(index)
        if said is None:
            return
        ratio = painter.device().devicePixelRatio()
        state = [bool(option.state & flag) for flag in _LOOKS]
        key = (said, option.rect.size().toTuple(), option.font.key(), ratio, *state, is_dark())
        if key not in self._pictures:
            while len(self._pictures) >= _PICTURES_KEPT:
                del self._pictures[next(iter(self._pictures))]
            self._pictures[key] = _picture(said, option, ratio)
        painter.drawPixmap(option.rect.topLeft(), self._pictures[key])

    def _said(self, index: QModelIndex | QPersistentModelIndex) -> _Said | None:
        theme: Theme | None = index.data(AnnotationRole.THEME)
        if theme is None:
            return None
        right = self.tr("p. {}").format(_text(index, Column.PAGE))
        if self.show_coder:
            right = f"{_text(index, Column.CODER)} · {right}"
        place = _text(index, Column.PARAGRAPH)
        if place.startswith("“"):  # named by its first words, which the line below begins with
            place = ""
        words = excerpt(_text(index, Column.QUOTE), self._filter.words)[:_LONGEST]
        bar = theme_colours(theme).bar.rgb()
        return _Said(_text(index, Column.DOCUMENT), place, right, theme.name, bar, words)


def _picture(said: _Said, option: QStyleOptionViewItem, ratio: float) -> QPixmap:
    """A row painted once: only what a row says is looked up again while it stays the same."""
    picture = QPixmap(option.rect.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(colours().panel)
    here = QStyleOptionViewItem(option)
    here.rect = QRect(QPoint(), option.rect.size())
    with QPainter(picture) as painter:
        _paint(painter, here, said)
    return picture


def _paint(painter: QPainter, option: QStyleOptionViewItem, said: _Said) -> None:
    row = option.rect.adjusted(metrics.PANEL_MARGIN, 0, -metrics.PANEL_MARGIN, 0)
    painter.setPen(QPen(colours().line, 1))
    painter.drawLine(row.left(), row.bottom(), row.right(), row.bottom())
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    paint_background(painter, option, marked=selected)
    inner = row.adjusted(_SWATCH + 8, _PADDING, 0, -_PADDING - 1)
    first = QRect(inner.x(), inner.y(), inner.width(), QFontMetrics(option.font).height())
    second = QRect(inner.x(), first.bottom() + 2, inner.width(), QFontMetrics(fonts.small()).height())
    swatch = QRectF(row.x(), first.center().y() - _SWATCH / 2 + 1, _SWATCH, _SWATCH)
    paint_swatch(painter, swatch, QColor(said.bar))
    _paint_place(painter, first, option.font, said)
    _paint_excerpt(painter, second, said)


def _paint_place(painter: QPainter, line: QRect, font: QFont, said: _Said) -> None:
    look, small = colours(), fonts.small()
    taken = paint_right(painter, line, said.right, small, look.muted) + metrics.GAP
    place_width = min(QFontMetrics(font).horizontalAdvance(said.place) + 2, (line.width() - taken) // 2)
    title = line.adjusted(0, 0, -taken - place_width - 6, 0)
    width = paint_left(painter, title, said.title, font, look.text)
    beside = QRect(line.x() + width + 6, line.y(), line.width() - width - 6 - taken, line.height())
    paint_left(painter, beside, said.place, font, look.text)


def _paint_excerpt(painter: QPainter, line: QRect, said: _Said) -> None:
    small = fonts.small()
    half = line.adjusted(0, 0, -line.width() // 2, 0)
    width = paint_left(painter, half, said.theme, small, legible(QColor(said.bar)))
    paint_left(painter, line.adjusted(width + 6, 0, 0, 0), said.words, small, colours().muted)


def excerpt(text: str, words: str) -> str:
    """The text from its beginning, or from a little before the words looked for."""
    place = text.casefold().find(words) if words else -1
    if place <= _LEAD:
        return text
    start = text.find(" ", place - _LEAD) + 1
    return f"…{text[start if 0 < start <= place else place :]}"


def _text(index: QModelIndex | QPersistentModelIndex, column: Column) -> str:
    return str(index.sibling(index.row(), column).data())
