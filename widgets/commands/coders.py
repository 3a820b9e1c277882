"""Coders by another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.model import Coder
from app.project import coders

if TYPE_CHECKING:
    from widgets.session import Session


class CoderCommands(QObject):
    """What is done with the project's coders."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def rename(self, coder: Coder, name: str) -> None:
        """Give a coder another name; the annotations stay theirs, and who annotates goes on under it."""
        was_me = self._session.coder == coder
        label = self.tr("rename {}").format(coder.name)
        if self._session.run(label, lambda edit: coders.rename(edit, coder.id, name)) and was_me:
            self._session.set_coder(name)
