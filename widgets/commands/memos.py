"""Memos written, removed, and put back as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.model import MemoTarget, Passage
from app.project import coders, memos, passages
from app.project.database import Edit
from app.project.versions import Earlier

if TYPE_CHECKING:
    from widgets.session import Session


class MemoCommands(QObject):
    """What is done with the coder's memos on passages, themes and documents."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def write(self, target: MemoTarget, target_id: str, text: str, passage: Passage | None = None) -> None:
        """Write the coder's memo on a passage, theme or document; empty text removes it.

        A passage that may not be stored yet comes along, unless it is the one at hand.
        """
        if not self._session.may_annotate():
            return
        if target is MemoTarget.PASSAGE and passage is None:
            passage = self._session.passage

        def command(edit: Edit) -> None:
            coder = coders.ensure(edit, self._session.coder_name)
            if passage is not None and passage.id == target_id:
                passages.store(edit, passage)
            memos.write(edit, target, target_id, coder.id, text)

        self._session.run(self.tr("write a memo") if text.strip() else self.tr("remove a memo"), command)

    def put_back(self, earlier: Earlier) -> None:
        """Let a memo say again what it said before another version of it took its place."""
        label = self.tr("restore a memo")
        if self._session.run(label, lambda edit: memos.put_back(edit, earlier.row_id, earlier.text)):
            self._session.noticed.emit(self.tr("The earlier memo stands again."), True)
