"""What the window shows while no project is open: make one, open one, or look at the example."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.appearance import fonts, metrics, points

_WIDTH = 400


class StartPage(QWidget):
    """Three ways in, and the projects opened lately."""

    project_requested = Signal(object)

    def __init__(self, ways_in: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout()
        column.setSpacing(metrics.GAP)
        title = QLabel(self.tr("Diptych"))
        font = fonts.strong()
        font.setPointSizeF(points(font) * 2)
        title.setFont(font)
        about = QLabel(
            self.tr(
                "Read PDFs side by side, click a paragraph, tag it with a theme. A project is one file on"
                " this computer that keeps your documents and annotations; nothing leaves the machine."
            )
        )
        about.setWordWrap(True)
        about.setFixedWidth(_WIDTH - 22)
        # A layout asks a wrapped text for its height before it has its width.
        about.setMinimumHeight(about.heightForWidth(_WIDTH - 22))
        column.addWidget(title)
        column.addWidget(about)
        column.addSpacing(metrics.PANEL_MARGIN)
        for position, action in enumerate(ways_in):
            button = QPushButton(action.text().replace("&", ""))
            button.setDefault(position == 0)
            button.clicked.connect(action.trigger)
            column.addWidget(button)
        column.addSpacing(metrics.PANEL_MARGIN)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addLayout(self._recent)
        middle = QWidget()
        middle.setLayout(column)
        middle.setFixedWidth(_WIDTH)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addWidget(middle, alignment=Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)

    def show_recent(self, projects: Sequence[Path]) -> None:
        """List the projects opened lately."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        if not projects:
            return
        caption = QLabel(self.tr("Opened lately"))
        caption.setFont(fonts.caption())
        self._recent.addWidget(caption)
        for path in projects:
            button = QPushButton(f"{path.stem}   {path.parent}")
            button.setObjectName("row")
            button.setFlat(True)
            button.setToolTip(str(path))
            button.clicked.connect(lambda _checked=False, path=path: self.project_requested.emit(path))
            self._recent.addWidget(button)
