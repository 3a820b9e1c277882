"""The codebook: a click on a theme tags the passage at hand, and what can be done with a theme itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.model import Theme
from widgets.dialogs.definition import DefinitionDialog
from widgets.models.codebook import CodebookModel
from widgets.panels.caption import Caption
from widgets.panels.colour_popup import ColourPopup
from widgets.panels.key_popup import KeyPopup
from widgets.panels.menu_action import add_action
from widgets.panels.new_theme_line import NewThemeLine
from widgets.panels.snug_views import SnugTree
from widgets.panels.theme_row import ThemeRow
from widgets.session import Session


class CodebookPanel(QWidget):
    """Themes with colour, key and count."""

    filter_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = CodebookModel(session, self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.view = self._made_view()
        self.new_theme = NewThemeLine()
        self.new_theme.named.connect(lambda name: session.codebook.add(name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Caption(self.tr("Themes")))
        column.addWidget(self.view)
        column.addWidget(self.new_theme)
        for signal in (self.model.rowsInserted, self.model.rowsRemoved, self.model.modelReset):
            signal.connect(self._show_shape)
        session.project_opened.connect(self._show_shape)
        self._show_shape()

    def start_new_theme(self) -> None:
        """Let the name of a new theme be written."""
        if not self._session.read_only:
            self.new_theme.start()

    def menu_for(self, index: QModelIndex) -> QMenu:
        """What can be done with a theme."""
        theme = self.model.theme(index)
        menu = QMenu(self)
        tag = add_action(
            menu, self.tr("Tag the passage"), (theme.key or "").upper(), partial(self._toggle, index)
        )
        add_action(menu, self.tr("Show its annotations"), "", partial(self.filter_requested.emit, theme.id))
        menu.addSeparator()
        changes = (
            add_action(menu, self.tr("Rename"), "F2", partial(self.view.edit, index)),
            add_action(menu, self.tr("Colour…"), "", partial(self._ask_colour, theme)),
            add_action(menu, self.tr("Key…"), "", partial(self._ask_key, theme)),
        )
        add_action(menu, self.tr("Definition…"), "", partial(self._ask_definition, theme))
        menu.addSeparator()
        delete = add_action(menu, self.tr("Delete"), "Del", partial(self._delete, index))
        for action in (*changes, delete):
            action.setEnabled(not self._session.read_only)
        tag.setEnabled(self._session.selection is not None and not self._session.read_only)
        return menu

    def _made_view(self) -> SnugTree:
        view = SnugTree()
        view.setModel(self.model)
        view.setItemDelegate(ThemeRow(view))
        view.setAccessibleName(self.tr("Themes"))
        view.chosen.connect(self._toggle)
        view.removal_requested.connect(self._delete)
        view.customContextMenuRequested.connect(self._show_menu)
        return view

    def _show_shape(self) -> None:
        """Room for the tree's signs only where there is a tree; nothing to add where nothing can be."""
        nested = any(self.model.rowCount(self.model.index(row, 0)) for row in range(self.model.rowCount()))
        self.view.setRootIsDecorated(nested)
        self.view.expandAll()
        self.new_theme.setVisible(not self._session.read_only)

    def _toggle(self, index: QModelIndex) -> None:
        self._session.annotations.toggle(self.model.theme(index).id)

    def _delete(self, index: QModelIndex) -> None:
        if not self._session.read_only:
            self._session.codebook.delete(self.model.theme(index).id)

    def _ask_colour(self, theme: Theme) -> None:
        popup = ColourPopup(theme.colour, self)
        popup.chosen.connect(lambda colour: self._session.codebook.change(theme.id, colour=colour))
        popup.open_at(self._below(theme))

    def _ask_key(self, theme: Theme) -> None:
        popup = KeyPopup(self._session, theme, self)
        popup.chosen.connect(lambda key: self._session.codebook.change(theme.id, key=key))
        popup.open_at(self._below(theme))

    def _ask_definition(self, theme: Theme) -> None:
        DefinitionDialog(self._session, theme, self).open()

    def _below(self, theme: Theme) -> QPoint:
        row = self.view.visualRect(self.model.index_of(theme.id))
        return self.view.viewport().mapToGlobal(row.bottomLeft())

    def _show_menu(self, place: QPoint) -> None:
        index = self.view.indexAt(place)
        if index.isValid():
            menu = self.menu_for(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(place))
