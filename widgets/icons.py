"""Icons: our own drawings, in the colour of the text around them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication


@cache
def _drawing(name: str) -> str:
    return files("resources").joinpath("icons", f"{name}.svg").read_text(encoding="utf-8")


@cache
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))


class _PaletteEngine(QIconEngine):
    """Draws an SVG in the palette's text colour at the moment of painting, so it follows light and dark."""

    def __init__(self, name: str, colour: QColor | None = None) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if self._colour is not None:
            return self._colour
        if state == QIcon.State.On:  # a button that is on is filled with the accent
            return QApplication.palette().color(QPalette.ColorRole.HighlightedText)
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        return QApplication.palette().color(group, QPalette.ColorRole.ButtonText)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _renderer(self._name, self._ink(mode, state).name()).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _PaletteEngine(self._name, self._colour)


@cache
def icon(name: str, colour: str | None = None) -> QIcon:
    """The icon drawn in resources/icons/NAME.svg, in the text's colour or the one given (`#rrggbb`)."""
    _drawing(name)
    return QIcon(_PaletteEngine(name, QColor(colour) if colour else None))
