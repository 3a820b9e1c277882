"""The bar at the top: the project's name, the everyday actions, and who is annotating."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets.appearance import fonts, metrics
from widgets.icons import icon
from widgets.session import Session

_NARROW, _WIDE = 150, 420
"""Pixels the search field may take."""


class TopBar(QWidget):
    """Shows the project and the coder; its buttons stand for actions of the menus."""

    coder_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._name = QLabel()
        self._name.setFont(fonts.strong())
        self._name.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._coder = QPushButton(icon("coder"), "")
        self._coder.setToolTip(self.tr("Who is annotating"))
        self._coder.setAccessibleName(self.tr("Coder"))
        self._coder.clicked.connect(self.coder_requested)
        self._left = QHBoxLayout()
        self._right = QHBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.PANEL_MARGIN, 6, metrics.PANEL_MARGIN, 6)
        row.setSpacing(metrics.GAP)
        row.addWidget(self._name)
        row.addSpacing(6)
        row.addLayout(self._left)
        row.addStretch(1)
        self._search = QPushButton()
        self._search.setObjectName("search")
        self._search.setMinimumWidth(_NARROW)
        self._search.setMaximumWidth(_WIDE)
        self._search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._search, 3)
        row.addStretch(1)
        row.addLayout(self._right)
        row.addWidget(self._coder)
        self.setFixedHeight(metrics.TOOLBAR)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        session.project_opened.connect(self._refresh)
        session.coder_changed.connect(self._refresh)
        self._refresh()

    def add_left(self, action: QAction, text: str) -> None:
        """A button for an action, beside the project's name."""
        self._left.addWidget(_button(action, text))

    def add_right(self, action: QAction, text: str) -> None:
        """A button for an action, before the coder."""
        self._right.addWidget(_button(action, text))

    def set_search(self, action: QAction, text: str) -> None:
        """The field in the middle, which opens the search."""
        self._search.setText(text)
        self._search.setIcon(action.icon())
        self._search.setToolTip(f"{text} ({action.shortcut().toString()})")
        self._search.setEnabled(action.isEnabled())
        self._search.clicked.connect(action.trigger)
        action.enabledChanged.connect(self._search.setEnabled)

    def place_of_search(self) -> QPoint:
        """Where the search opens, on the screen."""
        return self._search.mapToGlobal(QPoint(0, 0))

    def _refresh(self) -> None:
        project = self._session.project
        self._name.setText(project.path.stem if project else "")
        self._name.setToolTip(str(project.path) if project else "")
        self._coder.setText(self._session.coder_name or self.tr("Who are you?"))


def _button(action: QAction, text: str) -> QPushButton:
    button = QPushButton(action.icon(), text)
    keys = action.shortcut().toString()
    button.setToolTip(action.text().replace("&", "") + (f" ({keys})" if keys else ""))
    button.setEnabled(action.isEnabled())
    if action.isCheckable():
        button.setObjectName("toggle")
        button.setCheckable(True)
        button.setChecked(action.isChecked())
        action.toggled.connect(button.setChecked)
    button.clicked.connect(action.trigger)
    action.enabledChanged.connect(button.setEnabled)
    return button
