"""A drop-down that narrows the table to one theme, coder or document, and says to which."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOptionToolButton, QToolButton, QWidget

from widgets.appearance import colours, fonts


class FilterButton(QToolButton):
    """Emits `chosen` with an id, or None for all; the tool tip keeps its name when it shows a choice."""

    chosen = Signal(object)

    def __init__(self, name: str, all_of_them: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._all = all_of_them
        self._choices: list[tuple[str, str]] = []
        self._chosen: str | None = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFont(fonts.small())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show_choice()

    @property
    def choice(self) -> str | None:
        """The id chosen, None for all."""
        return self._chosen

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these ids under these names; a choice that is no longer there is given up."""
        self._choices = list(choices)
        if self._chosen is not None and self._chosen not in dict(choices):
            self.choose(None)
        self._show_choice()

    def choose(self, id_: str | None) -> None:
        """Narrow to this one."""
        if id_ != self._chosen:
            self._chosen = id_
            self._show_choice()
            self.chosen.emit(id_)

    def sizeHint(self) -> QSize:
        """As high as a line field."""
        return QSize(70, self.fontMetrics().height() + 9)

    def minimumSizeHint(self) -> QSize:
        """It can be narrow: the choice is elided."""
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The choice, elided, and a small arrow; outlined in the accent when it narrows."""
        look = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        strong = self._chosen is not None or self.hasFocus()
        painter.setPen(QPen(look.accent if strong else look.line, 1))
        painter.setBrush(look.selected if self._chosen else look.hover if over else look.button)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = self.rect().adjusted(8, 0, -18, 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inner.width())
        painter.setPen(look.text if self._chosen else look.muted)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        x, y = self.width() - 12.5, self.height() / 2
        painter.setPen(QPen(look.muted, 1.3))
        painter.drawPolyline([QPointF(x - 3, y - 1.5), QPointF(x, y + 1.5), QPointF(x + 3, y - 1.5)])
        painter.end()

    def _fill(self) -> None:
        self._menu.clear()
        for id_, name in ((None, self._all), *self._choices):
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(id_ == self._chosen)
            action.triggered.connect(lambda _checked=False, id_=id_: self.choose(id_))
            if id_ is None:
                self._menu.addSeparator()

    def _show_choice(self) -> None:
        chosen = dict(self._choices).get(self._chosen or "")
        self.setText(chosen or self._name)
        said = f"{self._name}: {chosen or self._all}"
        self.setToolTip(said)
        self.setAccessibleName(said)
        self.update()
