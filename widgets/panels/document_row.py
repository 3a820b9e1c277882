"""How a document's row is painted: title, tagged of total, and its progress as a thin line below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.appearance import colours, metrics
from widgets.icons import icon
from widgets.models.documents import DocumentRole
from widgets.panels.row_painting import paint_background, paint_left, paint_right

_SIGN = 14


class DocumentRow(QStyledItemDelegate):
    """Paints a row of the documents, and edits its title in place."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line of text with its progress."""
        return QSize(option.rect.width(), max(metrics.ROW, QFontMetrics(option.font).height() + 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Title left, how much is tagged right after a check where it is done, the share of it below."""
        look = colours()
        painter.save()
        paint_background(painter, option, marked=bool(index.data(DocumentRole.SHOWN)))
        inner = option.rect.adjusted(metrics.PANEL_MARGIN, 0, -metrics.PANEL_MARGIN, -3)
        if trouble := index.data(DocumentRole.TROUBLE):
            sign = "lock" if trouble.locked else "warning"
            taken = self._paint_sign(painter, inner, sign, look.danger)
        else:
            tagged, total = index.data(DocumentRole.TAGGED), index.data(DocumentRole.COUNTABLE)
            taken = paint_right(painter, inner, f"{tagged} / {total}", option.font, look.muted)
            self._paint_progress(painter, option.rect, tagged / total if total else 0.0)
            if index.data(DocumentRole.DONE):
                before = inner.adjusted(0, 0, -taken - 4, 0)
                taken += 4 + self._paint_sign(painter, before, "check", look.accent)
        left = inner.adjusted(0, 0, -taken - metrics.GAP, 0)
        paint_left(painter, left, str(index.data()), option.font, look.text)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """A line to write the title in."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setAccessibleName(self.tr("Title of the document"))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The whole row, so that there is room for the title."""
        editor.setGeometry(option.rect.adjusted(metrics.PANEL_MARGIN - 8, 0, -6, 0))

    @staticmethod
    def _paint_sign(painter: QPainter, inner: QRect, name: str, colour: QColor) -> int:
        place = QRect(inner.right() - _SIGN + 1, inner.center().y() - _SIGN // 2, _SIGN, _SIGN)
        icon(name, colour.name()).paint(painter, place)
        return _SIGN

    @staticmethod
    def _paint_progress(painter: QPainter, row: QRect, share: float) -> None:
        look = colours()
        line = QRectF(row).adjusted(metrics.PANEL_MARGIN, row.height() - 2, -metrics.PANEL_MARGIN, 0)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(line, look.line)
        painter.fillRect(QRectF(line.x(), line.y(), round(line.width() * share), line.height()), look.accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
