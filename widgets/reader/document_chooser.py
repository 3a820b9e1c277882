"""What a pane without a document shows: the documents to choose from, and how to add one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets import appearance
from widgets.icons import icon
from widgets.session import Session

_ID = int(Qt.ItemDataRole.UserRole)
_WIDEST = 440
_ROW = 34


class DocumentChooser(QWidget):
    """Lists the project's documents; a click or Enter chooses one."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._title = QLabel()
        self._title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint = QLabel()
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._hint.setWordWrap(True)
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Choose a document"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMaximumWidth(_WIDEST)
        self._list.setCursor(Qt.CursorShape.PointingHandCursor)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._stack_up()
        self._dress()
        appearance.changed.connect(self._dress)

    def _stack_up(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addSpacing(8)
        column.addWidget(self._list, 6)
        column.setAlignment(self._list, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def _dress(self) -> None:
        title = appearance.fonts.strong()
        title.setPointSizeF(title.pointSizeF() + 3)
        self._title.setFont(title)
        self._hint.setStyleSheet(f"color: {appearance.colours().muted.name()}")
        self._list.setStyleSheet("background: transparent")

    def refresh(self) -> None:
        """List the documents there are now."""
        self._list.clear()
        documents = self._session.catalogue.documents if self._session.project else []
        for document in documents:
            item = QListWidgetItem(icon("document"), document.title)
            item.setData(_ID, document.id)
            item.setToolTip(document.file_name)
            item.setSizeHint(QSize(0, _ROW))
            self._list.addItem(item)
        self._list.setVisible(bool(documents))
        self._list.setFixedHeight(min(10, len(documents)) * _ROW + 4)
        self._list.setFixedWidth(min(_WIDEST, max(160, self.width() - 48)))
        if documents:
            self._list.setCurrentRow(0)
            self._title.setText(self.tr("Choose a document"))
            self._hint.setText(self.tr("or drop PDFs anywhere in this window to add them."))
        else:
            self._title.setText(self.tr("No documents yet"))
            self._hint.setText(
                self.tr(
                    "Drop PDFs anywhere in this window, or press “Add documents…” above.\n"
                    "A copy of each goes into the project, so the files may be moved later."
                )
            )

    def focus_list(self, reason: Qt.FocusReason) -> None:
        """Let the keys go to the list."""
        self._list.setFocus(reason)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ID))
