"""The codebook: themes added, changed, put in another order and deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.model import Theme
from app.project import codebook
from app.project.database import Edit

if TYPE_CHECKING:
    from widgets.session import Session


class CodebookCommands(QObject):
    """What is done with themes themselves, whoever has given them to whatever."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def add(self, name: str, colour: str | None = None, key: str | None = None) -> Theme | None:
        """Add a theme; None when it could not be, which was announced."""
        added: list[Theme] = []
        self._session.run(
            self.tr("add theme {}").format(name.strip()),
            lambda edit: added.append(codebook.add(edit, name, colour=colour, key=key)),
        )
        return added[0] if added else None

    def change(self, theme_id: str, **fields: str | int | None) -> None:
        """Rename, recolour, or give another key, definition, parent or place."""
        label = self.tr("change theme {}").format(self._session.catalogue.theme(theme_id).name)
        self._session.run(label, lambda edit: codebook.change(edit, theme_id, **fields))

    def reorder(self, theme_ids: Sequence[str]) -> None:
        """Put the themes of one level in this order, in the places they have among them."""
        now = {theme_id: self._session.catalogue.theme(theme_id).ordinal for theme_id in theme_ids}
        places = sorted(set(now.values()))
        if len(places) < len(theme_ids):
            places = list(range(len(theme_ids)))

        def command(edit: Edit) -> None:
            for theme_id, ordinal in zip(theme_ids, places, strict=True):
                if now[theme_id] != ordinal:
                    codebook.change(edit, theme_id, ordinal=ordinal)

        self._session.run(self.tr("Move theme"), command)

    def delete(self, theme_id: str) -> None:
        """Delete a theme with its annotations; undo brings both back."""
        catalogue = self._session.catalogue
        name, count = catalogue.theme(theme_id).name, catalogue.theme_count(theme_id)
        label = self.tr("delete theme {}").format(name)
        if self._session.run(label, lambda edit: codebook.delete(edit, theme_id)):
            notice = self.tr("Theme “{0}” deleted, and its annotations with it ({1}).").format(name, count)
            self._session.noticed.emit(notice, True)
