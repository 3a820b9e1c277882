"""Who is annotating: chosen among the project's coders, met for the first time, or renamed."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.model import Coder
from widgets.appearance import fonts, metrics
from widgets.dialogs.coder_name import can_be_name
from widgets.panels.caption import muted_label
from widgets.session import Session

_ID = Qt.ItemDataRole.UserRole


class CodersDialog(QDialog):
    """Enter or a double click annotates as that coder from now on; F2 renames."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Coders"))
        self._session = session
        question = QLabel(self.tr("Who is annotating?"))
        question.setFont(fonts.strong())
        why = muted_label(
            self.tr("New annotations and memos carry this name. Those made before keep theirs.")
        )
        why.setWordWrap(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Coders of this project"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.list.itemChanged.connect(self._renamed)
        self.list.currentItemChanged.connect(self._show_choice)
        self.list.doubleClicked.connect(lambda _index: self.accept())
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Somebody else: write the name"))
        self.line.setAccessibleName(self.tr("Name of a new coder"))
        self.line.textChanged.connect(self._show_choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        for widget in (question, why, self.list, self.line):
            column.addWidget(widget)
        column.addLayout(self._made_buttons())
        self.resize(420, 340)
        self._fill()

    def accept(self) -> None:
        """Annotate under the name chosen."""
        name = self._name()
        if can_be_name(name):
            self._session.set_coder(name)
            super().accept()

    def rename_current(self) -> None:
        """Edit the name of the coder the list is on."""
        if self.list.currentItem() is not None:
            self.list.editItem(self.list.currentItem())

    def _made_buttons(self) -> QHBoxLayout:
        self.rename = QPushButton(self.tr("Rename"))
        self.rename.setToolTip(self.tr("Rename this coder; the annotations stay theirs (F2)"))
        self.rename.setAutoDefault(False)
        self.rename.clicked.connect(self.rename_current)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.choose = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.rename)
        row.addWidget(self.buttons, 1)
        return row

    def _fill(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        given = Counter(annotation.coder_id for annotation in self._session.catalogue.annotations())
        me = self._session.coder
        for coder in self._session.catalogue.coders:
            self.list.addItem(self._item(coder, given[coder.id]))
            if me is not None and coder.id == me.id:
                self.list.setCurrentRow(self.list.count() - 1)
        self.list.blockSignals(False)
        self.list.setVisible(self.list.count() > 0)
        self.rename.setVisible(self.list.count() > 0)
        if me is None:
            self.line.setText(self._session.coder_name)
        self._show_choice()

    def _item(self, coder: Coder, count: int) -> QListWidgetItem:
        item = QListWidgetItem(coder.name)
        item.setData(_ID, coder.id)
        item.setToolTip(self.tr("Annotations: {}").format(count))
        item.setSizeHint(QSize(0, metrics.ROW))
        if not self._session.read_only:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _renamed(self, item: QListWidgetItem) -> None:
        coder = self._session.catalogue.coder(item.data(_ID))
        name = item.text().strip()
        if name and name != coder.name:
            self._session.coders.rename(coder, name)
        self._fill()

    def _name(self) -> str:
        written = self.line.text().strip()
        item = self.list.currentItem()
        return written or (item.text() if item is not None else "")

    def _show_choice(self, *_facts: object) -> None:
        name = self._name()
        self.choose.setText(
            self.tr("Annotate as {}").format(name.replace("&", "&&")) if name else self.tr("OK")
        )
        self.choose.setEnabled(can_be_name(name))
        self.rename.setEnabled(self.list.currentIndex().isValid() and not self._session.read_only)
