"""What turning the wheel over pages means: scroll down, sideways, or zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from widgets.reader.page_layout import LARGEST, SMALLEST, Fit, Zoom

if TYPE_CHECKING:
    from widgets.reader.page_column import PageColumn

LINE = 28
"""View pixels a wheel line or an arrow key scrolls."""

_NOTCH = 120
"""What Qt calls one notch of a wheel."""

_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def turn_wheel(view: PageColumn, event: QWheelEvent) -> None:
    """Scroll by pixels; with Ctrl, zoom about the pointer; with Shift, scroll sideways."""
    angle, pixels, modifiers = event.angleDelta(), event.pixelDelta(), event.modifiers()
    if modifiers & _CONTROL:
        percent = view.column.percent * 1.1 ** (angle.y() / _NOTCH)
        view.set_zoom(Zoom(Fit.NONE, min(max(percent, SMALLEST), LARGEST)), event.position())
    elif angle.x() or modifiers & _SHIFT:
        across = view.horizontalScrollBar()
        across.setValue(across.value() - (pixels.x() or angle.x() or angle.y()))
    if not modifiers & (_CONTROL | _SHIFT):
        _scroll_down(view, pixels.y(), angle.y())
    event.accept()


def _scroll_down(view: PageColumn, pixels: int, angle: int) -> None:
    """Glide by notches of a wheel, follow the finger on a touchpad."""
    distance = pixels or angle / _NOTCH * QApplication.wheelScrollLines() * LINE
    if not pixels and abs(angle) >= _NOTCH:
        view.glide.by(-distance)
    elif distance:
        view.glide.stop()
        view.verticalScrollBar().setValue(round(view.verticalScrollBar().value() - distance))
