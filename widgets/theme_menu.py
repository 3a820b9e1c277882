"""The codebook as a menu, where each theme's key works from anywhere in the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from app.changes import Changes
from app.model import Theme
from widgets.session import Session


class ThemeMenu(QObject):
    """Keeps a menu in step with the themes of the open project; to choose one tags or untags with it."""

    def __init__(self, menu: QMenu, session: Session) -> None:
        super().__init__(menu)
        self._menu = menu
        self._session = session
        session.project_opened.connect(self._show)
        session.project_closed.connect(self._empty)
        session.changed.connect(self._follow)
        self._empty()

    def _follow(self, changes: Changes) -> None:
        if changes.ids("themes"):
            self._show()

    def _show(self) -> None:
        self._offer(self._session.catalogue.themes)

    def _empty(self) -> None:
        self._offer(())

    def _offer(self, themes: Iterable[Theme]) -> None:
        self._menu.clear()
        for theme in themes:
            action = self._menu.addAction(theme.name.replace("&", "&&"))
            if theme.key:
                action.setShortcut(QKeySequence(theme.key))
            action.triggered.connect(lambda _checked=False, id=theme.id: self._session.annotations.toggle(id))
        self._menu.setEnabled(not self._menu.isEmpty())
