"""How a theme's row is painted: swatch, name, key, count; marked when the selection has the theme."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from app.model import Theme
from widgets.appearance import colours, metrics, theme_colours
from widgets.icons import icon
from widgets.models.codebook import ThemeRole
from widgets.panels.row_painting import (
    key_width,
    paint_background,
    paint_key,
    paint_left,
    paint_right,
    paint_swatch,
)

_SWATCH = 11
_NAME = _SWATCH + 9


class ThemeRow(QStyledItemDelegate):
    """Paints a row of the codebook, and edits its name in place."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line of text."""
        return QSize(option.rect.width(), max(metrics.ROW, QFontMetrics(option.font).height() + 10))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Swatch, name and key left, count right; a check in the swatch when given."""
        look = colours()
        theme: Theme = index.data(ThemeRole.THEME)
        given = bool(index.data(ThemeRole.GIVEN))
        painter.save()
        paint_background(painter, _full_width(option), marked=given)
        inner = option.rect.adjusted(_inset(option), 0, -metrics.PANEL_MARGIN, 0)
        middle = inner.center().y()
        swatch = QRectF(inner.x(), middle - _SWATCH / 2 + 0.5, _SWATCH, _SWATCH)
        paint_swatch(painter, swatch, theme_colours(theme).bar)
        if given:
            icon("check", "#ffffff").paint(painter, swatch.toRect())
        count = paint_right(painter, inner, str(index.data(ThemeRole.COUNT)), option.font, look.muted)
        room = inner.adjusted(_NAME, 0, -count - metrics.GAP - _key_room(theme), 0)
        name = paint_left(painter, room, theme.name, option.font, look.text)
        if theme.key:
            paint_key(painter, room.x() + name + metrics.GAP, inner, theme.key.upper())
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A line to write the name in."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAccessibleName(self.tr("Name of the theme"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Where the name stands, to the row's end."""
        editor.setGeometry(option.rect.adjusted(_inset(option) + _NAME - 8, 0, -6, 0))


def _inset(option: QStyleOptionViewItem) -> int:
    """The panel's margin, less what the tree has indented already at the first level."""
    indented = isinstance(option.widget, QTreeView) and option.widget.rootIsDecorated()
    return 4 if indented else metrics.PANEL_MARGIN


def _full_width(option: QStyleOptionViewItem) -> QStyleOptionViewItem:
    wide = QStyleOptionViewItem(option)
    wide.rect = QRect(0, option.rect.y(), option.rect.right() + 1, option.rect.height())
    return wide


def _key_room(theme: Theme) -> int:
    return metrics.GAP + key_width(theme.key) if theme.key else 0
