"""The first rows of a table and how many it has, from what a window has in memory: no other row is read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from app.catalogue import Catalogue
from app.exchange import rows
from app.exchange.contents import Selection, place, takes
from app.model import Annotation, Coder, MemoTarget, Paragraph, Passage, Theme


@dataclass(frozen=True, slots=True)
class Glance:
    """A table's columns, the cells of its first rows, and how many rows there are in all."""

    columns: tuple[rows.Column, ...]
    cells: list[tuple[rows.Cell, ...]]
    total: int


def glance(catalogue: Catalogue, selection: Selection, count: int) -> Glance:
    """The first rows, as they would be written."""
    seen = _Seen(catalogue, selection)
    if selection.codebook:
        table, total = rows.theme_table(seen), len(seen.themes)
    elif selection.all_paragraphs:
        table, total = rows.paragraph_table(seen), seen.paragraph_count()
    else:
        table, total = rows.annotation_table(seen), sum(1 for _ in seen.given())
    return Glance(table.columns, [row.cells for row in islice(table.rows, count)], total)


class _Seen:
    """What is selected of a catalogue; passages and paragraphs are read as they are come to."""

    def __init__(self, catalogue: Catalogue, selection: Selection) -> None:
        self._catalogue = catalogue
        self._selection = selection
        self.themes = [each for each in catalogue.themes if takes(selection.themes, each.id)]
        self.documents = [each for each in catalogue.documents if takes(selection.documents, each.id)]
        self._coders = {c.id: c for c in catalogue.coders if takes(selection.coders, c.id)}
        self._themes = {theme.id: (number, theme) for number, theme in enumerate(self.themes)}

    def given(self) -> Iterator[Annotation]:
        """The annotations selected."""
        if self._selection.documents:
            of_documents = (self._catalogue.annotations_in(document.id) for document in self.documents)
            return (each for found in of_documents for each in self._chosen(found))
        return self._chosen(self._catalogue.annotations())

    def _chosen(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        themes, coders = self._themes, self._coders
        return (each for each in annotations if each.theme_id in themes and each.coder_id in coders)

    def annotations(self, document_id: str) -> Iterator[tuple[Annotation, Passage]]:
        """A document's annotations by place, read paragraph by paragraph."""
        here: dict[int | None, list[Annotation]] = defaultdict(list)
        for annotation in self._chosen(self._catalogue.annotations_in(document_id)):
            here[self._catalogue.place(annotation.passage_id).first].append(annotation)
        lost = here.pop(None, [])
        for _, together in sorted(here.items(), key=lambda item: item[0] or 0):
            yield from self._in_order(together)
        yield from self._in_order(lost)

    def _in_order(self, annotations: Sequence[Annotation]) -> list[tuple[Annotation, Passage]]:
        self._catalogue.read_passages(annotation.passage_id for annotation in annotations)
        found = [(each, self._catalogue.passage(each.passage_id)) for each in annotations]
        return sorted(found, key=lambda entry: place(entry[0], entry[1], self._themes, self._coders))

    def touching(self, document_id: str, ordinal: int) -> list[Annotation]:
        """The annotations that touch a paragraph."""
        return list(self._chosen(self._catalogue.annotations_on(document_id, ordinal)))

    def lost_count(self) -> int:
        """How many annotations touch no paragraph."""
        lost = (self._catalogue.on_no_paragraph(document.id) for document in self.documents)
        return sum(1 for found in lost for _ in self._chosen(found))

    def paragraph_count(self) -> int:
        """How many rows the data-set form has."""
        return sum(self._rows_of(document.id) for document in self.documents)

    def _rows_of(self, document_id: str) -> int:
        furniture = self._catalogue.furniture(document_id)
        annotated = sum(bool(self.touching(document_id, ordinal)) for ordinal in furniture)
        return self._catalogue.countable(document_id) + annotated

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id."""
        return self._catalogue.theme(theme_id)

    def coder(self, coder_id: str) -> Coder:
        """The coder of that id."""
        return self._catalogue.coder(coder_id)

    def memo(self, passage_id: str, coder_id: str) -> str | None:
        """What that coder noted on that passage."""
        memo = self._catalogue.memo(MemoTarget.PASSAGE, passage_id, coder_id)
        return memo.text if memo else None

    def active_coders(self) -> list[Coder]:
        """The coders selected by name, or else those who annotated anything."""
        if self._selection.coders:
            return list(self._coders.values())
        active = {annotation.coder_id for annotation in self.given()}
        return [coder for id, coder in self._coders.items() if id in active]

    def paragraphs(self, document_id: str) -> Sequence[Paragraph]:
        """A document's paragraphs, each read when it is come to."""
        return self._catalogue.paragraphs(document_id)

    def paragraph(self, passage: Passage) -> Paragraph | None:
        """The first paragraph a passage touches."""
        return None if passage.first is None else self.paragraphs(passage.document_id)[passage.first - 1]
