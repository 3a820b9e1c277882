"""A project's contents in memory, for a window to read at every paint, kept in step row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from app.changes import Changes, Row
from app.collecting import nothing_collected
from app.model import Annotation, Coder, Document, Memo, MemoTarget, Page, Passage, Theme
from app.placement import Place, Placement
from app.project import annotations as annotation_rows
from app.project import codebook, coders, completions, documents, memos, passages, versions
from app.project.database import Columns, Project
from app.project.identity import folded
from app.project.lazy_paragraphs import LazyParagraphs
from app.project.passages import FullText
from app.project.versions import Earlier

T = TypeVar("T")


PASSAGES_KEPT = 1_000
"""Passages kept once they were read; those read first are let go."""


class Catalogue:
    """What a project holds, deleted things left out; annotations on a removed document are hidden with it.

    After every committed edit `apply` has to be called with its changes.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._documents = {document.id: document for document in documents.all(project)}
        self._themes = {theme.id: theme for theme in codebook.all(project)}
        self._coders = {coder.id: coder for coder in coders.all(project)}
        self._memos: dict[tuple[MemoTarget, str], dict[str, Memo]] = {}
        for memo in memos.all(project):
            self._keep_memo(memo)
        self._done = set(completions.all(project))
        self._paragraphs: dict[str, LazyParagraphs] = {}
        self._pages: dict[str, tuple[Page, ...]] = {}
        self._texts: dict[str, FullText] = {}
        self._furniture: dict[str, frozenset[int]] = {}
        self._countable: dict[str, int] = {}
        self._passages: dict[str, Passage] = {}
        self._placement = Placement(self.furniture, self._themes, self._coders)
        with nothing_collected():
            places = {id: Place(*place) for id, place in passages.places(project)}
            self._placement.load(places, annotation_rows.unsorted(project), self._visible)

    @property
    def documents(self) -> list[Document]:
        """The documents in the order they were added."""
        return list(self._documents.values())

    @property
    def themes(self) -> list[Theme]:
        """The themes in the order of the codebook."""
        return list(self._themes.values())

    @property
    def coders(self) -> list[Coder]:
        """The coders by name."""
        return list(self._coders.values())

    def document(self, id: str) -> Document:
        """One document. Raises KeyError if it is not there or removed."""
        return self._documents[id]

    def theme(self, id: str) -> Theme:
        """One theme. Raises KeyError if it is not there or deleted."""
        return self._themes[id]

    def coder(self, id: str) -> Coder:
        """One coder. Raises KeyError if there is none."""
        return self._coders[id]

    def annotation(self, id: str) -> Annotation:
        """One annotation. Raises KeyError if it is not there, deleted or hidden."""
        return self._placement.annotations[id]

    def passage(self, id: str) -> Passage:
        """One stored passage, read when first asked for. Raises KeyError."""
        self.read_passages((id,))
        return self._passages[id]

    def read_passages(self, ids: Iterable[str]) -> None:
        """Have stored passages at hand, read in one query: ten queries take ten times as long."""
        missing = [id for id in dict.fromkeys(ids) if id not in self._passages]
        if missing:
            self._passages.update((found.id, found) for found in passages.some(self._project, missing))
            while len(self._passages) > max(PASSAGES_KEPT, len(missing)):
                del self._passages[next(iter(self._passages))]

    def place(self, passage_id: str) -> Place:
        """Which paragraphs of which document a stored passage touches, known without reading it."""
        return self._placement.place(passage_id)

    def paragraphs(self, document_id: str) -> LazyParagraphs:
        """A document's paragraphs in reading order, each read when it is first asked for."""
        if document_id not in self._paragraphs:
            self._paragraphs[document_id] = LazyParagraphs(self._project, document_id)
        return self._paragraphs[document_id]

    def read_on(self, document_id: str) -> bool:
        """Read a little more of a document ahead of being asked for it; False when all of it is there."""
        return self.paragraphs(document_id).read_on() or self.full_text(document_id).read_on()

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """The sizes of a document's pages, read when first asked for."""
        if document_id not in self._pages:
            self._pages[document_id] = documents.pages(self._project, document_id)
        return self._pages[document_id]

    def pages_without_text(self, document_id: str) -> list[int]:
        """The pages of a document on which there is no paragraph."""
        with_text = {box.page for paragraph in self.paragraphs(document_id) for box in paragraph.boxes}
        return [page.number for page in self.pages(document_id) if page.number not in with_text]

    def passage_for(self, document_id: str, first: int, last: int) -> Passage:
        """The passage of some paragraphs (ordinals), as stored if it is, else newly built and not stored."""
        sha256 = self.document(document_id).sha256
        return self.as_stored(self.full_text(document_id).passage(document_id, sha256, first, last))

    def as_stored(self, built: Passage) -> Passage:
        """A passage as it is stored, if it is, else as it was built."""
        return self.passage(built.id) if self._placement.knows(built.id) else built

    def full_text(self, document_id: str) -> FullText:
        """A document's text in one piece, made when first asked for."""
        if document_id not in self._texts:
            self._texts[document_id] = FullText(self.paragraphs(document_id))
        return self._texts[document_id]

    def given(self, passage: Passage) -> list[Annotation]:
        """The annotations of one passage, by theme in the order of the codebook, then by coder."""
        if passage.first is None:
            near = self.on_no_paragraph(passage.document_id)
        else:
            near = list(self.annotations_on(passage.document_id, passage.first))
        return [annotation for annotation in near if annotation.passage_id == passage.id]

    def on_no_paragraph(self, document_id: str) -> list[Annotation]:
        """The annotations of a document that touch no paragraph: on regions, and on text not found again."""
        return self._placement.on_no_paragraph(document_id)

    def annotations_on(self, document_id: str, ordinal: int) -> tuple[Annotation, ...]:
        """The annotations that touch a paragraph, by theme in the order of the codebook, then by coder."""
        return self._placement.on(document_id).get(ordinal, ())

    def annotated_ordinals(self, document_id: str) -> Mapping[int, tuple[Annotation, ...]]:
        """The annotations by paragraph, in no order of paragraphs: a view that follows every change."""
        return self._placement.on(document_id)

    def annotations_in(self, document_id: str) -> list[Annotation]:
        """The annotations of a document, in no order."""
        return list(self._placement.within(document_id).values())

    def annotations(self) -> list[Annotation]:
        """All annotations, in no order."""
        return list(self._placement.annotations.values())

    def theme_count(self, theme_id: str) -> int:
        """How many annotations give this theme."""
        return self._placement.theme_counts[theme_id]

    def tagged_count(self, document_id: str) -> int:
        """How many of a document's countable paragraphs have an annotation."""
        tagged = self._placement.on(document_id)
        return len(tagged) - sum(ordinal in tagged for ordinal in self.furniture(document_id))

    def countable(self, document_id: str) -> int:
        """How many paragraphs a document has, without running heads, page feet and page numbers."""
        if document_id not in self._countable:
            total = documents.paragraph_count(self._project, document_id)
            self._countable[document_id] = total - len(self.furniture(document_id))
        return self._countable[document_id]

    def furniture(self, document_id: str) -> frozenset[int]:
        """The ordinals of a document's running heads, feet and page numbers, read when first asked for."""
        if document_id not in self._furniture:
            self._furniture[document_id] = documents.furniture(self._project, document_id)
        return self._furniture[document_id]

    def memo(self, target: MemoTarget, target_id: str, coder_id: str) -> Memo | None:
        """A coder's memo on something, if there is one."""
        return self._memos.get((target, target_id), {}).get(coder_id)

    def memos_on(self, target: MemoTarget, target_id: str) -> list[Memo]:
        """All memos on something, oldest first."""
        return sorted(self._memos.get((target, target_id), {}).values(), key=lambda memo: memo.created)

    def earlier_on(self, passage_id: str) -> list[Earlier]:
        """What was given a passage and noted on it before, latest first; read each time."""
        return versions.on_passage(self._project, passage_id)

    def earlier_of(self, theme_id: str) -> list[Earlier]:
        """What a theme was and meant before, latest first; read each time."""
        return versions.of_theme(self._project, theme_id)

    def is_done(self, document_id: str, coder_id: str) -> bool:
        """Whether a coder has marked a document as done."""
        return (document_id, coder_id) in self._done

    def done_by(self, document_id: str) -> list[Coder]:
        """The coders who have marked a document as done, by name."""
        return [coder for coder in self.coders if self.is_done(document_id, coder.id)]

    def apply(self, changes: Changes) -> None:
        """Follow the changes of a committed edit, touching only what they name."""
        returned = self._apply_named(changes)
        self._order(changes)
        for change in changes.of("passages"):
            self._passages.pop(change.id, None)
            row: Columns = change.after
            self._placement.move(
                change.id, Place(row["document_id"], row["first_paragraph"], row["last_paragraph"])
            )
        for document_id in changes.texts:
            self._take_text_anew(document_id)
        for annotation in filter(self._visible, returned):
            self._placement.put(annotation)
        for change in changes.of("annotations"):
            annotation = annotation_rows.from_row(change.after)
            if change.after["deleted"] is None and self._visible(annotation):
                self._placement.put(annotation)
            else:
                self._placement.drop(annotation.id)
        for change in changes.of("memos"):
            self._keep_memo(memos.from_row(change.after), deleted=change.after["deleted"] is not None)
        for change in changes.of("completions"):
            mark = (str(change.after["document_id"]), str(change.after["coder_id"]))
            (self._done.add if change.after["deleted"] is None else self._done.discard)(mark)

    def take_over(self, other: Catalogue, changes: Changes) -> None:
        """Follow many changes at once: hold what a catalogue read after they were committed holds.

        What was read of the documents' texts is kept where they are the same.
        """
        self._documents, self._themes, self._coders = other._documents, other._themes, other._coders
        self._memos, self._done = other._memos, other._done
        self._passages.clear()
        self._placement.take_over(other._placement)
        for document_id in changes.texts:
            self._forget_text(document_id)

    def _apply_named(self, changes: Changes) -> list[Annotation]:
        """Follow documents, themes and coders; the annotations to be seen again with one that came back."""
        return [
            *self._follow(changes, "documents", self._documents, documents.from_row),
            *self._follow(changes, "themes", self._themes, codebook.from_row),
            *self._follow(changes, "coders", self._coders, coders.from_row),
        ]

    def _follow(
        self, changes: Changes, table: str, kept: dict[str, T], from_row: Callable[[Row], T]
    ) -> list[Annotation]:
        returned: list[Annotation] = []
        which = table.removesuffix("s")
        for change in changes.of(table):
            if change.after["deleted"] is not None:
                kept.pop(change.id, None)
                self._placement.hide(**{which: change.id})
                continue
            if change.before is not None and change.id not in kept:
                returned += annotation_rows.unsorted(self._project, **{which: change.id})
            kept[change.id] = from_row(change.after)
        return returned

    def _take_text_anew(self, document_id: str) -> None:
        """Forget what was read of a document's text, and place its passages in the text as it is now."""
        self._forget_text(document_id)
        places = {id: Place(*place) for id, place in passages.places(self._project, document_id)}
        for passage_id in places:
            self._passages.pop(passage_id, None)
        self._placement.move_all(document_id, places)

    def _forget_text(self, document_id: str) -> None:
        for kept in (self._paragraphs, self._pages, self._texts, self._furniture, self._countable):
            kept.pop(document_id, None)

    def _order(self, changes: Changes) -> None:
        if changes.ids("documents"):
            self._documents = _sorted(self._documents, lambda d: (d.added, d.id))
        if changes.ids("themes"):
            self._themes = _sorted(self._themes, lambda t: (t.ordinal, t.name, t.id))
        if changes.ids("coders"):
            self._coders = _sorted(self._coders, lambda c: (folded(c.name), c.id))
        if changes.ids("themes") or changes.ids("coders"):
            self._placement.rank(self._themes, self._coders)

    def _visible(self, annotation: Annotation) -> bool:
        return (
            annotation.theme_id in self._themes
            and annotation.coder_id in self._coders
            and self._placement.knows(annotation.passage_id)
            and self._placement.document_of(annotation) in self._documents
        )

    def _keep_memo(self, memo: Memo, deleted: bool = False) -> None:
        written = self._memos.setdefault((memo.target, memo.target_id), {})
        if deleted:
            written.pop(memo.coder_id, None)
        else:
            written[memo.coder_id] = memo


def _sorted(kept: dict[str, T], key: Callable[[T], tuple[Any, ...]]) -> dict[str, T]:
    return dict(sorted(kept.items(), key=lambda item: key(item[1])))
