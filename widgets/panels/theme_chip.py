"""A theme given to the passage at hand, by whom, and a way to take one's own back."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.model import Theme
from widgets.appearance import colours, fonts, theme_colours
from widgets.icons import icon
from widgets.panels.caption import muted_label

_HEIGHT = 24
_DOT = 8


class ThemeChip(QWidget):
    """Emits `removal_requested`; without `own` it cannot be removed."""

    removal_requested = Signal()

    def __init__(self, theme: Theme, coder_name: str, *, own: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        name, coder = QLabel(theme.name), muted_label(coder_name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(16 + _DOT, 0, 4 if own else 10, 0)
        row.setSpacing(5)
        for label in (name, coder):
            label.setFont(fonts.small())
            row.addWidget(label)
        self.setToolTip(theme.definition)
        self.setAccessibleName(self.tr("{theme}, by {coder}").format(theme=theme.name, coder=coder_name))
        self._remove = self._made_remove_button() if own else None
        if self._remove is not None:
            row.addWidget(self._remove)

    def button(self) -> QToolButton | None:
        """What removes it, where it can be removed."""
        return self._remove

    def _made_remove_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("close"))
        button.setIconSize(QSize(9, 9))
        button.setObjectName("chip")
        button.setStyleSheet("QToolButton { padding: 1px; border-radius: 7px; }")
        button.setFixedSize(16, 16)
        button.setToolTip(self.tr("Take this theme off again"))
        button.setAccessibleName(self.tr("Remove {}").format(self._theme.name))
        button.clicked.connect(self.removal_requested)
        return button

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rounded outline, and a dot in the theme's colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colours().line, 1))
        painter.setBrush(colours().button)
        painter.drawRoundedRect(outline, _HEIGHT / 2 - 0.5, _HEIGHT / 2 - 0.5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme_colours(self._theme).bar)
        painter.drawEllipse(QRectF(10, (_HEIGHT - _DOT) / 2, _DOT, _DOT))
        painter.end()


class AddChip(QToolButton):
    """“+ T”: asks for another theme."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("+ T")
        self.setFont(fonts.small())
        self.setToolTip(self.tr("Pick a theme by typing (T)"))
        self.setAccessibleName(self.tr("Pick a theme"))

    def button(self) -> QToolButton:
        """Itself, as the other chips tell theirs."""
        return self

    def sizeHint(self) -> QSize:
        """As high as the chips beside it."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 22, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The outline of a chip, in the accent when the keyboard is on it."""
        look = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.accent if self.hasFocus() else look.line, 1))
        painter.setBrush(look.hover if self.underMouse() else look.button)
        radius = _HEIGHT / 2 - 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(look.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
