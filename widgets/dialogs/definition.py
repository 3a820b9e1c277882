"""Writing down what a theme means and when to use it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from app.model import Theme
from widgets.panels.caption import muted_label
from widgets.panels.earlier_versions import EarlierVersions, earlier_definitions
from widgets.session import Session


class DefinitionDialog(QDialog):
    """Edits a theme's definition; Ctrl+Enter saves."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Definition of “{}”").format(theme.name))
        self._session = session
        self._theme = theme
        explanation = muted_label(
            self.tr("What belongs under this theme and what does not; shown when the pointer rests on it.")
        )
        explanation.setWordWrap(True)
        self.text = QPlainTextEdit(theme.definition)
        self.text.setAccessibleName(self.tr("Definition"))
        self.text.setTabChangesFocus(True)
        self.text.setReadOnly(session.read_only)
        self.earlier = EarlierVersions()
        self.earlier.restore_requested.connect(lambda one: self.text.setPlainText(one.text))
        earlier = earlier_definitions(session.catalogue.earlier_of(theme.id), theme)
        self.earlier.show_earlier(earlier, frozenset() if session.read_only else frozenset({theme.id}))
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Close if session.read_only else standard.Save | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        if save := buttons.button(standard.Save):
            save.setShortcut("Ctrl+Return")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(explanation)
        column.addWidget(self.text)
        column.addWidget(self.earlier)
        column.addWidget(buttons)
        self.resize(420, 260)

    def accept(self) -> None:
        """Keep what was written."""
        definition = self.text.toPlainText().strip()
        if definition != self._theme.definition:
            self._session.codebook.change(self._theme.id, definition=definition)
        super().accept()
