"""A square of figures: the darker, the more; each figure stands in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.appearance import colours, contrast, fonts

_LARGEST_CELL, _SMALLEST_CELL, _HEIGHT, _GAP = 130, 54, 34, 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: its text, how dark it is (0 to 1, None for a blank), and what the pointer is told."""

    text: str
    weight: float | None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Square:
    """Names down the left and across the top, and a cell for each pair, row by row."""

    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[Cell]]


_EMPTY = Square((), (), ())


class Matrix(QWidget):
    """Paints a square; one hue from light to dark, which every reader can order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._square = _EMPTY
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_square(self, square: Square) -> None:
        """Paint this one."""
        self._square = square
        self.setAccessibleDescription(
            "; ".join(
                f"{row}, {column}: {cell.text}"
                for row, cells in zip(square.rows, square.cells, strict=True)
                for column, cell in zip(square.columns, cells, strict=True)
                if cell.text
            )
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(self._names() + _SMALLEST_CELL * len(self._square.columns), self._height())

    def minimumSizeHint(self) -> QSize:
        """The same: nothing of it is cut off."""
        return self.sizeHint()

    def cell_at(self, row: int, column: int) -> QRect:
        """Where a cell is painted."""
        width = self._cell_width()
        left, top = self._names() + column * width, self._head() + row * _HEIGHT
        return QRect(left, top, width - _GAP, _HEIGHT - _GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names, then cells."""
        look, painter = colours(), QPainter(self)
        painter.setFont(fonts.small())
        metrics = QFontMetrics(fonts.small())
        painter.setPen(look.muted)
        for column, name in enumerate(self._square.columns):
            head = self.cell_at(0, column)
            rect = QRect(head.x(), 0, head.width(), self._head())
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width() - 4)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        for row, name in enumerate(self._square.rows):
            painter.setPen(look.text)
            rect = QRect(0, self._head() + row * _HEIGHT, self._names() - 8, _HEIGHT - _GAP)
            text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
            for column, cell in enumerate(self._square.cells[row]):
                self._paint_cell(painter, self.cell_at(row, column), cell)

    def _paint_cell(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        look = colours()
        ground = look.field if cell.weight is None else _shade(look.panel, look.accent, cell.weight)
        painter.fillRect(rect, ground)
        ink = max((look.text, look.panel), key=lambda colour: contrast(colour, ground))
        painter.setPen(look.muted if cell.weight is None else ink)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, cell.text)

    def event(self, event: QEvent) -> bool:
        """Explain the cell under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._explained(event), self)
            return True
        return super().event(event)

    def _explained(self, event: QHelpEvent) -> str:
        for row, cells in enumerate(self._square.cells):
            for column, cell in enumerate(cells):
                if self.cell_at(row, column).contains(event.pos()):
                    return cell.explanation
        return ""

    def _names(self) -> int:
        metrics = QFontMetrics(fonts.small())
        return 12 + min(160, max((metrics.horizontalAdvance(name) for name in self._square.rows), default=0))

    def _head(self) -> int:
        return QFontMetrics(fonts.small()).height() + 10

    def _height(self) -> int:
        return self._head() + _HEIGHT * len(self._square.rows) + 4

    def _cell_width(self) -> int:
        room = (self.width() - self._names()) // max(1, len(self._square.columns))
        return min(_LARGEST_CELL, max(_SMALLEST_CELL, room))


def _shade(ground: QColor, ink: QColor, weight: float) -> QColor:
    share = min(1.0, max(0.0, weight)) * 0.85 + 0.05
    return QColor.fromRgbF(
        *(
            ink_part * share + part * (1 - share)
            for ink_part, part in zip(_rgb(ink), _rgb(ground), strict=True)
        )
    )


def _rgb(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
