"""The reader's last word on paragraphs: join two, split one, say what kind one is of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.model import Kind, Paragraph
from app.project import corrections
from app.project.database import Edit
from widgets.kind_names import kind_names
from widgets.selection import Selection

if TYPE_CHECKING:
    from widgets.session import Session


class ParagraphCommands(QObject):
    """What is corrected of the paragraphs at hand; nothing while none is."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    @property
    def at_hand(self) -> Paragraph | None:
        """The first of the paragraphs at hand."""
        here = self._here()
        return self._session.catalogue.paragraphs(here.document_id)[here.first - 1] if here else None

    def join(self) -> None:
        """Join the paragraphs at hand, or the one at hand with the next."""
        here = self._here()
        if here is not None and self._session.run(self.tr("join paragraphs"), partial(_join, here=here)):
            self._settle(here, self.tr("Joined with the next paragraph."))

    def split(self, offset: int) -> None:
        """Split the paragraph at hand at a position in its text."""
        here = self._here()
        if here is None:
            return
        changes = self._session.run(
            self.tr("split a paragraph"),
            lambda edit: corrections.split(edit, here.document_id, here.first, offset),
        )
        if changes:
            self._settle(here, self.tr("Split into two paragraphs."))

    def set_kind(self, kind: Kind) -> None:
        """Say what kind the paragraphs at hand are of."""
        here = self._here()
        if here is None:
            return

        def command(edit: Edit) -> None:
            for ordinal in range(here.first, here.last + 1):
                corrections.set_kind(edit, here.document_id, ordinal, kind)

        if self._session.run(self.tr("change the kind of a paragraph"), command):
            self._settle(here, self.tr("Kind changed: {}.").format(kind_names()[kind].lower()))

    def _here(self) -> Selection | None:
        """What is at hand, where it holds a paragraph."""
        here = self._session.selection
        return here if here is not None and here.first else None

    def _settle(self, here: Selection, notice: str) -> None:
        """Keep what is at hand at hand: its ordinals may mean other paragraphs now."""
        self._session.select(None)
        self._session.select(Selection(here.document_id, here.first, here.first))
        self._session.noticed.emit(notice, True)


def _join(edit: Edit, here: Selection) -> None:
    """Each join makes the later paragraphs one fewer, so it is always the first that is joined on."""
    for _ in range(max(1, here.last - here.first)):
        corrections.join(edit, here.document_id, here.first)
