"""Documents taken in, named, marked as done, given another text, and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.adding import Candidate
from app.model import Document
from app.project import coders, completions, corrections, documents
from app.text.document_text import DocumentText

if TYPE_CHECKING:
    from widgets.session import Session


class DocumentCommands(QObject):
    """What is done with whole documents."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def add(self, candidate: Candidate, text: DocumentText) -> Document | None:
        """Store a file as a document with the text found in it; None when it could not be."""
        added: list[Document] = []
        self._session.run(
            self.tr("add {}").format(candidate.title),
            lambda edit: added.append(
                documents.add(
                    edit,
                    content=candidate.content,
                    file_name=candidate.path.name,
                    title=candidate.title,
                    text=text,
                )
            ),
        )
        return added[0] if added else None

    def rename(self, document_id: str, title: str) -> None:
        """Give a document another title."""
        self._session.run(self.tr("rename document"), lambda edit: documents.rename(edit, document_id, title))

    def mark_done(self, document_id: str, done: bool) -> None:
        """Mark a document as done by the coder, or as not done after all."""
        if not self._session.may_annotate():
            return
        label = self.tr("mark {} as done") if done else self.tr("mark {} as not done")
        say, name = completions.mark if done else completions.unmark, self._session.coder_name
        self._session.run(
            label.format(self._session.catalogue.document(document_id).title),
            lambda edit: say(edit, document_id, coders.ensure(edit, name).id),
        )

    def replace_text(self, document_id: str, text: DocumentText) -> bool:
        """Give a document a text found anew; whether that was done.

        It cannot be undone, and nothing before it either: make a backup first.
        """
        return self._session.run_for_good(
            lambda edit: corrections.find_anew(edit, document_id, text), anew=document_id
        )

    def remove(self, document_id: str) -> None:
        """Remove a document; its annotations go from sight with it, and undo brings all back."""
        title = self._session.catalogue.document(document_id).title
        label = self.tr("remove {}").format(title)
        if self._session.run(label, lambda edit: documents.remove(edit, document_id)):
            self._session.noticed.emit(self.tr("“{}” removed from the project.").format(title), True)
