"""The strokes all rows of the panels are painted with: background, elided text, swatch, key, rule."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from widgets.appearance import colours, contrast, fonts

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEGIBLE = 4.5
"""The contrast small text needs (WCAG 2.2, 1.4.3)."""


def paint_background(painter: QPainter, option: QStyleOptionViewItem, *, marked: bool) -> None:
    """Fill a row that is marked or under the pointer, and outline the one the keyboard is on."""
    look = colours()
    if marked:
        painter.fillRect(option.rect, look.selected)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, look.hover)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(look.accent, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5))


def paint_left(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> int:
    """Write at the left, elided where it is too long; the width taken."""
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, _LEFT | Qt.TextFlag.TextSingleLine, shown)
    return QFontMetrics(font).horizontalAdvance(shown)


def paint_right(painter: QPainter, rect: QRect, text: str, font: QFont, colour: QColor) -> int:
    """Write at the right, whole; the width taken."""
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, _RIGHT | Qt.TextFlag.TextSingleLine, text)
    return QFontMetrics(font).horizontalAdvance(text)


def paint_swatch(painter: QPainter, rect: QRectF, colour: QColor) -> None:
    """A small square of a theme's colour."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, 2.5, 2.5)


def paint_key(painter: QPainter, left: int, row: QRect, key: str) -> int:
    """A theme's key as a small keycap from `left` on; the width taken."""
    look, font = colours(), fonts.small()
    width = max(17, QFontMetrics(font).horizontalAdvance(key) + 9)
    cap = QRectF(left + 0.5, row.center().y() - 7.5, width - 1, 16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = QColor(look.muted)
    outline.setAlphaF(0.35)
    painter.setPen(QPen(outline, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap, 3, 3)
    painter.setFont(font)
    painter.setPen(look.muted)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    return width


def key_width(key: str) -> int:
    """How wide `paint_key` paints."""
    return max(17, QFontMetrics(fonts.small()).horizontalAdvance(key) + 9)


def legible(colour: QColor) -> QColor:
    """A theme's colour, made as dark or light as small text on a panel needs."""
    return _legible(colour.name(), colours().panel.name())


@lru_cache(maxsize=512)
def _legible(name: str, ground_name: str) -> QColor:
    colour, ground = QColor(name), QColor(ground_name)
    for _ in range(20):
        if contrast(colour, ground) >= _LEGIBLE:
            break
        step = 0.04 if ground.lightnessF() < 0.5 else -0.04
        lightness = min(1.0, max(0.0, colour.lightnessF() + step))
        colour = QColor.fromHslF(max(colour.hslHueF(), 0.0), colour.hslSaturationF(), lightness)
    return colour
