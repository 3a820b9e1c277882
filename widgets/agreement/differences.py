"""The differences as rows: where, which theme, who gave it and who did not, settled or open."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.analysis.consensus import Difference
from app.citation import opening, pages
from widgets.agreement.reckoning import Settled
from widgets.appearance import colours, fonts, theme_colours
from widgets.panels.row_painting import legible, paint_background, paint_left, paint_right, paint_swatch

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_MARGIN, _PADDING, _SWATCH = 12, 6, 9


def _tr(text: str) -> str:
    return QCoreApplication.translate("agreement", text)


class DifferenceRole(IntEnum):
    """What a row tells."""

    DIFFERENCE = Qt.ItemDataRole.UserRole + 1
    SETTLED = Qt.ItemDataRole.UserRole + 2


class DifferencesModel(QAbstractListModel):
    """All differences, or only those still open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Settled] = []
        self._shown: list[int] = []
        self._only_open = False
        self._theme: str | None = None

    def show(self, found: Sequence[Settled]) -> None:
        """Show these."""
        self.beginResetModel()
        self._all = list(found)
        self._narrow()
        self.endResetModel()

    def narrow(self, *, only_open: bool, theme_id: str | None) -> None:
        """Show only the open ones, or only those on one theme."""
        self.beginResetModel()
        self._only_open, self._theme = only_open, theme_id
        self._narrow()
        self.endResetModel()

    def _narrow(self) -> None:
        self._shown = [
            place
            for place, row in enumerate(self._all)
            if not (self._only_open and row.settled) and self._theme in (None, row.difference.theme.id)
        ]

    @property
    def settled_count(self) -> int:
        """How many are settled, of all."""
        return sum(row.settled for row in self._all)

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self._all)

    def mark_settled(self, settled: Sequence[Difference]) -> None:
        """Show these as settled; they stay where they are until the list is narrowed anew."""
        for row, place in enumerate(self._shown):
            if self._all[place].difference in settled:
                self._all[place] = Settled(self._all[place].difference, True)
                self.dataChanged.emit(self.index(row), self.index(row))

    def on_paragraph_of(self, difference: Difference) -> list[Difference]:
        """All differences on the same paragraph."""
        return [
            row.difference
            for row in self._all
            if row.difference.document.id == difference.document.id
            and row.difference.paragraph.ordinal == difference.paragraph.ordinal
        ]

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A difference, or what is said of it."""
        if not index.isValid():
            return None
        row = self._all[self._shown[index.row()]]
        if role == DifferenceRole.DIFFERENCE:
            return row.difference
        if role == DifferenceRole.SETTLED:
            return row.settled
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            found = row.difference
            state = _tr("settled") if row.settled else _tr("open")
            return f"{found.document.title}, {place_of(found)}: {found.theme.name}, {sides(found)} ({state})"
        return None


def place_of(found: Difference) -> str:
    """Where a difference is, in few words."""
    paragraph = found.paragraph
    return f"¶{paragraph.number.rstrip('.')}" if paragraph.number else f"“{opening(paragraph)}”"


def sides(found: Difference) -> str:
    """Who gave the theme, and who did not."""
    given = ", ".join(coder.name for coder in found.given_by)
    not_given = ", ".join(coder.name for coder in found.not_by)
    return _tr("given by {0}, not by {1}").format(given, not_given)


class DifferenceRow(QStyledItemDelegate):
    """Two lines: the theme and where; who gave it, and a tick once settled."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Two lines."""
        lines = QFontMetrics(option.font).height() + QFontMetrics(fonts.small()).height()
        return QSize(0, lines + 2 * _PADDING + 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row."""
        found: Difference = index.data(DifferenceRole.DIFFERENCE)
        settled = bool(index.data(DifferenceRole.SETTLED))
        look, small = colours(), fonts.small()
        painter.save()
        paint_background(painter, option, marked=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.setPen(QPen(look.line, 1))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inner = option.rect.adjusted(_MARGIN, _PADDING, -_MARGIN, -_PADDING)
        first = QRect(inner.x(), inner.y(), inner.width(), QFontMetrics(option.font).height())
        bar = theme_colours(found.theme).bar
        paint_swatch(painter, QRectF(first.x(), first.center().y() - 4, _SWATCH, _SWATCH), bar)
        page = pages(found.paragraph.page, found.paragraph.last_page)
        taken = paint_right(painter, first, page, small, look.muted) + 8
        left = first.adjusted(_SWATCH + 7, 0, -taken, 0)
        width = paint_left(painter, left, found.theme.name, option.font, legible(bar))
        where = f"{found.document.title}  {place_of(found)}"
        paint_left(painter, left.adjusted(width + 8, 0, 0, 0), where, option.font, look.text)
        second = QRect(
            left.x(), first.bottom() + 2, inner.right() - left.x(), inner.bottom() - first.bottom()
        )
        state = _tr("✓ settled") if settled else _tr("open")
        taken = paint_right(painter, second, state, small, look.muted if settled else look.accent) + 8
        paint_left(painter, second.adjusted(0, 0, -taken, 0), sides(found), small, look.muted)
        painter.restore()
