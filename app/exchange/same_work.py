"""The same work as another file, recognised by its text; what is on it can come over to the file here.

A document downloaded once more, or stamped, has another hash, and so is another document. Where its
paragraphs are those of a document of the project, its passages are found again in that by their words.
A draft and what was adopted of it are two works: they share much, but not all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.exchange.assembling import Assembly
from app.model import FURNITURE, Anchor, Document, MemoTarget, PassageKind
from app.project import boxes, identity
from app.project.database import Project
from app.project.state import (
    COLUMNS,
    PARAGRAPH_COLUMNS,
    Cells,
    OwnReading,
    ProjectState,
    Remembering,
    Row,
    Rows,
    State,
    StoredFile,
    StoredText,
)
from app.project.superseded import Version

ALIKE = 0.95
"""The share of the longer one's letters, in paragraphs that both have, from which two are the same work."""

_SHORTEST = 20
_KIND, _TEXT = (PARAGRAPH_COLUMNS.index(column) for column in ("kind", "text"))


@dataclass(frozen=True, slots=True)
class SameWork:
    """A document of theirs, and the one of ours that reads like it."""

    theirs: Row
    ours: Row

    def __str__(self) -> str:
        return f"“{self.theirs['title']}” reads like “{self.ours['title']}”, which is here as another file"


def found(ours: ProjectState, theirs: State) -> list[SameWork]:
    """Which documents that are new here read like one that is here."""
    known = [row for row in ours.rows["documents"].values() if row["deleted"] is None]
    incoming = theirs.rows["documents"].items()
    new = [row for id, row in incoming if id not in ours.rows["documents"] and row["deleted"] is None]
    if not new:
        return []
    texts = {str(row["id"]): _paragraphs(ours.text(str(row["id"]))) for row in known}
    pairs = []
    for row in new:
        text = _paragraphs(theirs.text(str(row["id"])))
        best = max(known, key=lambda other: _shared(text, texts[str(other["id"])]), default=None)
        if best is not None and _shared(text, texts[str(best["id"])]) >= ALIKE:
            pairs.append(SameWork(row, best))
    return pairs


def _paragraphs(text: StoredText) -> frozenset[str]:
    furniture = {str(kind) for kind in FURNITURE}
    reduced = (identity.normalised(str(row[_TEXT])) for row in text.paragraphs if row[_KIND] not in furniture)
    return frozenset(paragraph for paragraph in reduced if len(paragraph) >= _SHORTEST)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    longer = max(sum(map(len, one)), sum(map(len, other)))
    return sum(map(len, one & other)) / longer if longer else 0.0


class BroughtOver:
    """Their state with what is on documents of the same work brought over to ours."""

    def __init__(
        self, project: Project, ours: ProjectState, theirs: State, pairs: Sequence[SameWork]
    ) -> None:
        self._theirs = theirs
        self._ours = ours
        self._over = {str(pair.theirs["id"]): str(pair.ours["id"]) for pair in pairs}
        made = (str(row["created"]) for row in theirs.rows["passages"].values())
        self._assembly = Assembly(project, min(made, default=""))
        self._documents = {
            str(pair.theirs["id"]): self._assembly.document(str(pair.ours["sha256"])) for pair in pairs
        }
        moved = self._passages(theirs.rows["passages"])
        self._went_over: dict[str, str] = {}
        """The ids of annotations and memos that came over, and those they have now."""
        self._annotations(theirs.rows["annotations"], moved)
        self._memos(theirs.rows["memos"], moved)
        self._completions(theirs.rows["completions"])
        self.rows: Rows = {table: {**self._rest(table), **self._assembly.rows[table]} for table in COLUMNS}
        self.losses: Sequence[str] = (*theirs.losses, *self._assembly.losses)
        self.versions = dict(self._versions())

    def text(self, document_id: str) -> StoredText:
        """A document's pages and paragraphs."""
        return self._theirs.text(document_id)

    def paragraphs(self, document_id: str) -> Cells:
        """A document's paragraphs as its passages count them."""
        if document_id in self._over.values():
            return self._ours.paragraphs(document_id)
        if isinstance(self._theirs, OwnReading):
            return self._theirs.paragraphs(document_id)
        return self._theirs.text(document_id).paragraphs

    def file(self, sha256: str) -> StoredFile | None:
        """The file of that hash, as far as it is known."""
        return self._theirs.file(sha256)

    def _passages(self, rows: Mapping[str, Row]) -> dict[str, str]:
        """Their passages' ids with those they have in our document; without what is not to be found there."""
        moved: dict[str, str] = {}
        for id, row in rows.items():
            document = self._documents.get(str(row["document_id"]))
            if document is None or row["deleted"] is not None:
                continue
            passage = self._placed(document, row)
            if passage is None:
                self._assembly.lose("passages whose words are not in the file that is here")
            else:
                moved[id] = passage
        return moved

    def _placed(self, document: Document, row: Row) -> str | None:
        places = boxes.unpack(str(row["boxes"]))
        if row["kind"] == PassageKind.REGION and len(places) == 1:
            return self._assembly.region(document, places[0])
        quote, prefix, suffix = (str(row[column]) for column in ("quote", "prefix", "suffix"))
        start, end = int(str(row["text_start"])), int(str(row["text_end"]))
        return self._assembly.quoted(document, Anchor((), quote, prefix, suffix, start, end))

    def _annotations(self, rows: Mapping[str, Row], moved: Mapping[str, str]) -> None:
        for row in rows.values():
            passage = moved.get(str(row["passage_id"]))
            if passage is not None and row["deleted"] is None:
                theme, coder = str(row["theme_id"]), str(row["coder_id"])
                self._assembly.annotate(passage, theme, coder, row["created"], row["changed"])
                self._went_over[str(row["id"])] = identity.annotation_id(passage, theme, coder)

    def _memos(self, rows: Mapping[str, Row], moved: Mapping[str, str]) -> None:
        for row in rows.values():
            passage = moved.get(str(row["target_id"]))
            if passage is not None and row["deleted"] is None:
                coder, text = str(row["coder_id"]), str(row["text"])
                self._assembly.memo(passage, coder, text, row["created"], row["changed"])
                self._went_over[str(row["id"])] = identity.memo_id(MemoTarget.PASSAGE, passage, coder)

    def _completions(self, rows: Mapping[str, Row]) -> None:
        for row in rows.values():
            document = self._over.get(str(row["document_id"]))
            if document is not None and row["deleted"] is None:
                self._assembly.complete(document, str(row["coder_id"]), row["created"], row["changed"])

    def _versions(self) -> Iterator[tuple[str, Version]]:
        """What their rows said before, those that came over included."""
        kept = self._theirs.versions.values() if isinstance(self._theirs, Remembering) else ()
        for version in kept:
            over = self._went_over.get(version.row_id)
            told = version.moved(over) if over else version
            if told.row_id in self.rows[told.table]:
                yield told.id, told

    def _rest(self, table: str) -> Mapping[str, Row]:
        """Their rows but for those on documents that were brought over."""
        rows = self._theirs.rows
        gone = {id for id, row in rows["passages"].items() if row["document_id"] in self._over}
        gone |= set(self._over)
        column = dict.fromkeys(("passages", "corrections", "completions"), "document_id")
        about = {"documents": "id", "annotations": "passage_id", "memos": "target_id", **column}.get(table)
        return {id: row for id, row in rows[table].items() if about is None or row[about] not in gone}
