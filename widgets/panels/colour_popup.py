"""A small palette for a theme's colour: those that colour-blind readers tell apart, or another."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QGridLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.project.palette import PALETTE
from widgets.icons import icon
from widgets.panels.popup import Popup

_ACROSS = 7
_SIDE = 18


class ColourPopup(Popup):
    """Emits `chosen` with `#rrggbb` and closes; Escape or a click elsewhere leaves the colour as it is."""

    chosen = Signal(str)

    def __init__(self, colour: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour = colour
        self.buttons = [self._made_button(name) for name in PALETTE]
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, button in enumerate(self.buttons):
            grid.addWidget(button, place // _ACROSS, place % _ACROSS)
        other = QPushButton(self.tr("Other colour…"))
        other.clicked.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(grid)
        column.addWidget(other)

    def open_at(self, place: QPoint) -> None:
        """Show it with its top left corner there, the keyboard on the present colour."""
        self.show_at(place)
        present = [button for button in self.buttons if button.objectName() == self._colour]
        (present or self.buttons)[0].setFocus()

    def _made_button(self, colour: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(colour)
        button.setIcon(QIcon(_swatch(colour, chosen=colour == self._colour)))
        button.setIconSize(QSize(_SIDE, _SIDE))
        button.setToolTip(colour)
        button.setAccessibleName(self.tr("Colour {}").format(colour))
        button.clicked.connect(lambda: self._choose(colour))
        return button

    def _choose(self, colour: str) -> None:
        self.chosen.emit(colour)
        self.close()

    def _ask(self) -> None:
        self.hide()
        dialog = QColorDialog(QColor(self._colour), self.parentWidget())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.colorSelected.connect(lambda colour: self.chosen.emit(colour.name()))
        dialog.finished.connect(self.close)
        dialog.open()


def _swatch(colour: str, *, chosen: bool) -> QPixmap:
    pixmap = QPixmap(_SIDE, _SIDE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(pixmap.rect(), 4, 4)
    if chosen:
        icon("check", "#ffffff").paint(painter, pixmap.rect().adjusted(2, 2, -2, -2))
    painter.end()
    return pixmap
