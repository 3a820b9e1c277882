"""What of a project's contents a .qdpx takes along: texts, passages with annotations, memos by target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.exchange.contents import Contents
from app.exchange.refi.standard import derived
from app.exchange.spans import span
from app.model import Annotation, Document, Memo, MemoTarget, Page, Passage
from app.project import documents, memos, passages

_BEGINNING = "1970-01-01T00:00:00.000000Z"


@dataclass(frozen=True, slots=True)
class Selected:
    """A passage with its annotations, the ids of the memos on it, and its place in the document's text.

    `span` is None where it is no part of that text.
    """

    passage: Passage
    annotations: tuple[Annotation, ...]
    notes: tuple[str, ...]
    span: tuple[int, int] | None


class Taken:
    """Contents, with the memos that belong to them."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        here = {document.id for document in contents.documents}
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages.all(contents.project):
            self._passages[passage.document_id].append(passage)
        chosen = {
            MemoTarget.THEME: {theme.id for theme in contents.themes},
            MemoTarget.DOCUMENT: here,
            MemoTarget.PASSAGE: {passage.id for id in here for passage in self._passages[id]},
        }
        coders = {coder.id for coder in contents.coders}
        self.memos: list[Memo] = [
            memo
            for memo in memos.all(contents.project)
            if memo.coder_id in coders and memo.target_id in chosen[memo.target]
        ]
        self.notes: dict[str, list[str]] = defaultdict(list)
        for memo in self.memos:
            self.notes[memo.target_id].append(memo.id)
        self._text: tuple[str, str] = ("", "")

    @property
    def last_changed(self) -> str:
        """When anything of it was last changed."""
        stamps = [memo.changed for memo in self.memos]
        stamps += [annotation.changed for annotation, _ in self.contents.all_annotations()]
        stamps += [document.added for document in self.contents.documents]
        return max(stamps, default=_BEGINNING)

    def text(self, document: Document) -> str:
        """A document's text, in which positions count; the last one asked for is kept at hand."""
        if self._text[0] != document.id:
            self._text = (document.id, documents.text(self.contents.project, document.id))
        return self._text[1]

    def plain_text(self, document: Document) -> bytes:
        """The text as a file; as many code points, whatever ends of lines a reader makes one of."""
        return self.text(document).replace("\r", " ").encode("utf-8", "replace")

    def text_id(self, document: Document) -> str:
        """The GUID of a document's text."""
        return derived(document.id, "text")

    def pages(self, document: Document) -> Sequence[Page]:
        """The document's pages."""
        return documents.pages(self.contents.project, document.id)

    def selections(self, document: Document) -> list[Selected]:
        """The document's passages that have annotations or memos, in the order of the text."""
        given: dict[str, list[Annotation]] = defaultdict(list)
        for annotation, passage in self.contents.annotations(document.id):
            given[passage.id].append(annotation)
        chosen = [
            passage
            for passage in self._passages[document.id]
            if passage.id in given or passage.id in self.notes
        ]
        text = self.text(document)
        return [
            Selected(p, tuple(given[p.id]), tuple(self.notes.get(p.id, ())), span(p, text)) for p in chosen
        ]
