"""Moves a scroll bar smoothly and quickly, and at once where the desktop wants no animation."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QScrollBar, QStyle

_MILLISECONDS = 130


class SmoothScroll:
    """Takes one scroll bar to where it is wanted; a wish on the way there adds to the wish before."""

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._glide = QVariantAnimation(bar)
        self._glide.setDuration(_MILLISECONDS)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(lambda value: self._bar.setValue(round(value)))

    @property
    def target(self) -> int:
        """Where the bar is, or where it is going."""
        return round(self._glide.endValue()) if self._is_gliding() else self._bar.value()

    def to(self, value: float) -> None:
        """Glide to a value, kept within the bar's range."""
        wanted = float(min(max(value, self._bar.minimum()), self._bar.maximum()))
        if round(wanted) == self.target:
            return
        self._glide.stop()
        style = self._bar.style()
        if not style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self._bar):
            self._bar.setValue(round(wanted))
            return
        self._glide.setStartValue(float(self._bar.value()))
        self._glide.setEndValue(wanted)
        self._glide.start()

    def by(self, distance: float) -> None:
        """Glide on by so much."""
        self.to(self.target + distance)

    def stop(self) -> None:
        """Stay where it is now."""
        self._glide.stop()

    def _is_gliding(self) -> bool:
        return self._glide.state() == QVariantAnimation.State.Running
