"""Picks a theme by typing: the list narrows, Enter takes the first, Enter on a new name makes it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.model import Theme
from widgets.appearance import metrics, theme_colours
from widgets.icons import icon
from widgets.models.given_themes import given_themes
from widgets.panels.row_painting import paint_swatch
from widgets.panels.theme_match import fit
from widgets.panels.typing_popup import TypingPopup
from widgets.session import Session

_MOST_ROWS = 9
_WIDTH = 250
_ICON = 16


class ThemePicker(TypingPopup):
    """A popup over the passage at hand; it gives the theme picked or made, and closes."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH, parent)
        self._session = session
        self._given = given_themes(session)
        self.line.setPlaceholderText(self.tr("Theme"))
        self.line.setAccessibleName(self.tr("Find or make a theme"))
        self.list.setAccessibleName(self.tr("Themes"))
        self.list.setIconSize(QSize(_ICON, _ICON))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.typed.connect(self._narrow)
        self.taken.connect(self._pick)
        self._narrow("")

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for theme in matching(typed, self._session.catalogue.themes):
            item = QListWidgetItem(self._swatch(theme), self._label(theme))
            item.setData(Qt.ItemDataRole.UserRole, theme.id)
            self.list.addItem(item)
        name = " ".join(typed.split())
        known = {theme.name.casefold() for theme in self._session.catalogue.themes}
        if name and name.casefold() not in known:
            self.list.addItem(QListWidgetItem(icon("add"), self.tr("Create “{}”").format(name)))
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(0, metrics.ROW))
        self.list.setCurrentRow(0)
        self.list.setFixedSize(_WIDTH, max(1, min(self.list.count(), _MOST_ROWS)) * metrics.ROW)

    def _label(self, theme: Theme) -> str:
        return f"{theme.name}   {theme.key.upper()}" if theme.key else theme.name

    def _swatch(self, theme: Theme) -> QIcon:
        pixmap = QPixmap(_ICON, _ICON)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_swatch(painter, pixmap.rect().adjusted(2, 2, -2, -2).toRectF(), theme_colours(theme).bar)
        if theme.id in self._given:
            icon("check", "#ffffff").paint(painter, pixmap.rect().adjusted(3, 3, -3, -3))
        painter.end()
        swatch = QIcon(pixmap)
        swatch.addPixmap(pixmap, QIcon.Mode.Selected)
        return swatch

    def _pick(self, item: QListWidgetItem) -> None:
        theme_id = item.data(Qt.ItemDataRole.UserRole)
        name = self.line.text()
        self.close()
        if theme_id is None:
            made = self._session.codebook.add(name)
            theme_id = made.id if made else None
        if theme_id is not None:
            self._session.annotations.toggle(theme_id)


def matching(typed: str, themes: list[Theme]) -> list[Theme]:
    """The themes whose names fit what was typed, the best first; all of them in order when nothing was."""
    if not typed.strip():
        return themes
    fits = [(found, place) for place, theme in enumerate(themes) if (found := fit(typed, theme.name))]
    return [themes[place] for _, place in sorted(fits)]
