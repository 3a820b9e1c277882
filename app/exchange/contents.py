"""What of a project is to be taken away: everything, or the themes, coders and documents selected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.model import Annotation, Coder, MemoTarget, Paragraph, Passage, Theme
from app.placement import ordinals
from app.progress import Watch, unwatched
from app.project import annotations as given_themes
from app.project import codebook, coders, documents, memos, passages
from app.project.database import Project


class By(StrEnum):
    """What the sections of a report are about."""

    THEME = "theme"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Selection:
    """What to take, by id; an empty set takes all of its kind.

    Tables have a row an annotation, or else a row a paragraph, or else a row a theme (the codebook);
    `files` sends the documents along, where the format can; a report is arranged `by` theme or document.
    """

    themes: frozenset[str] = frozenset()
    coders: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    all_paragraphs: bool = False
    codebook: bool = False
    files: bool = False
    by: By = By.THEME

    @classmethod
    def named(
        cls,
        project: Project,
        themes: Sequence[str] = (),
        coder_names: Sequence[str] = (),
        titles: Sequence[str] = (),
        *,
        all_paragraphs: bool = False,
    ) -> Selection:
        """The selection people write in words; UserError where a name fits nothing or too much."""
        return cls(
            frozenset(codebook.find(project, name).id for name in themes),
            frozenset(coders.find(project, name).id for name in coder_names),
            frozenset(documents.find(project, name).id for name in titles),
            all_paragraphs,
        )


EVERYTHING = Selection()


class Contents:
    """A project as selected, read once: what the tables and files of an export are written from.

    Those who write from it tell `watch` how far they are.
    """

    def __init__(self, project: Project, selection: Selection = EVERYTHING, watch: Watch = unwatched) -> None:
        self.project = project
        self.selection = selection
        self.watch = watch
        self.themes = [theme for theme in codebook.all(project) if takes(selection.themes, theme.id)]
        self.coders = [coder for coder in coders.all(project) if takes(selection.coders, coder.id)]
        self.documents = [
            document for document in documents.all(project) if takes(selection.documents, document.id)
        ]
        self._themes = {theme.id: (place, theme) for place, theme in enumerate(self.themes)}
        self._coders = {coder.id: coder for coder in self.coders}
        watch(0, 0)
        self._passages = {passage.id: passage for passage in passages.all(project)}
        watch(0, 0)
        self._annotations = self._by_document()
        self._memos = {
            (memo.target_id, memo.coder_id): memo.text
            for memo in memos.all(project)
            if memo.target is MemoTarget.PASSAGE
        }
        watch(0, 0)
        self._paragraphs: tuple[str, tuple[Paragraph, ...]] = ("", ())
        self._touching: tuple[str, dict[int, list[Annotation]]] = ("", {})

    def _by_document(self) -> dict[str, list[tuple[Annotation, Passage]]]:
        found: dict[str, list[tuple[Annotation, Passage]]] = defaultdict(list)
        for annotation in given_themes.unsorted(self.project):
            if annotation.theme_id in self._themes and annotation.coder_id in self._coders:
                passage = self._passages[annotation.passage_id]
                found[passage.document_id].append((annotation, passage))
        for entries in found.values():
            entries.sort(key=lambda entry: place(entry[0], entry[1], self._themes, self._coders))
        return dict(found)

    def annotations(self, document_id: str) -> Sequence[tuple[Annotation, Passage]]:
        """A document's annotations by place, theme and coder; lost ones last, by page."""
        return self._annotations.get(document_id, ())

    def all_annotations(self) -> Iterator[tuple[Annotation, Passage]]:
        """The annotations of all documents, in order."""
        for document in self.documents:
            yield from self.annotations(document.id)

    def given(self) -> Iterator[Annotation]:
        """The annotations of all documents, without what they are on."""
        return (annotation for annotation, _ in self.all_annotations())

    def touching(self, document_id: str, ordinal: int) -> Sequence[Annotation]:
        """The annotations that touch a paragraph; those of the last document asked for are kept at hand."""
        if self._touching[0] != document_id:
            self._touching = (document_id, self._by_paragraph(document_id))
        return self._touching[1].get(ordinal, ())

    def _by_paragraph(self, document_id: str) -> dict[int, list[Annotation]]:
        furniture = documents.furniture(self.project, document_id)
        found: dict[int, list[Annotation]] = defaultdict(list)
        for annotation, passage in self.annotations(document_id):
            for ordinal in ordinals(passage.first, passage.last, furniture):
                found[ordinal].append(annotation)
        return found

    def lost_count(self) -> int:
        """How many annotations touch no paragraph: those of regions, and of text not found again."""
        return sum(passage.first is None for _, passage in self.all_annotations())

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id, of those selected."""
        return self._themes[theme_id][1]

    def coder(self, coder_id: str) -> Coder:
        """The coder of that id, of those selected."""
        return self._coders[coder_id]

    def memo(self, passage_id: str, coder_id: str) -> str | None:
        """What that coder noted on that passage."""
        return self._memos.get((passage_id, coder_id))

    def active_coders(self) -> list[Coder]:
        """The coders selected by name, or else those who annotated anything."""
        if self.selection.coders:
            return self.coders
        active = {annotation.coder_id for annotation in self.given()}
        return [coder for coder in self.coders if coder.id in active]

    def paragraphs(self, document_id: str) -> tuple[Paragraph, ...]:
        """A document's paragraphs in order; those of the last document asked for are kept at hand."""
        if self._paragraphs[0] != document_id:
            self._paragraphs = (document_id, documents.paragraphs(self.project, document_id))
        return self._paragraphs[1]

    def paragraph_count(self) -> int:
        """How many paragraphs the documents have."""
        return sum(documents.paragraph_count(self.project, document.id) for document in self.documents)

    def paragraph(self, passage: Passage) -> Paragraph | None:
        """The first paragraph a passage touches; None for a lost passage."""
        if passage.first is None:
            return None
        return self.paragraphs(passage.document_id)[passage.first - 1]


def place(
    annotation: Annotation,
    passage: Passage,
    themes: Mapping[str, tuple[int, Theme]],
    coders_: Mapping[str, Coder],
) -> tuple[object, ...]:
    """What the annotations of a document are sorted by; the themes come with their place in the codebook."""
    anchor, lost = passage.anchor, passage.first is None
    where = (anchor.boxes[0].page if anchor.boxes else 0) if lost else passage.first
    theme_place, _ = themes[annotation.theme_id]
    name = coders_[annotation.coder_id].name
    return (lost, where, anchor.start, anchor.end, theme_place, name, annotation.id)


def takes(chosen: frozenset[str], id_: str) -> bool:
    """Whether a choice has that id in it: none chosen is all."""
    return not chosen or id_ in chosen
