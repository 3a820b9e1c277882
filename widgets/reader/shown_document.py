"""The document a view shows: its pages, where its paragraphs lie, its marks, what a change touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.changes import Changes
from app.citation import citation, place, short_place
from app.model import Paragraph
from widgets.reader.marks import Marks
from widgets.reader.movement import Stretch
from widgets.reader.page_index import DocumentIndex

if TYPE_CHECKING:
    from app.catalogue import Catalogue


class ShownDocument:
    """One document of the catalogue, indexed for reading."""

    def __init__(self, catalogue: Catalogue, document_id: str) -> None:
        self._catalogue = catalogue
        self.id = document_id
        self.pages = catalogue.pages(document_id)
        self.index = DocumentIndex(catalogue.paragraphs(document_id))
        self.marks = Marks(catalogue, document_id, self.index)

    @property
    def title(self) -> str:
        """Its title, as it is now."""
        return self._catalogue.document(self.id).title

    @property
    def is_there(self) -> bool:
        """Whether the project still has it."""
        return any(document.id == self.id for document in self._catalogue.documents)

    @property
    def annotated(self) -> Iterator[int]:
        """The readable paragraphs that have a theme."""
        annotated = self._catalogue.annotated_ordinals(self.id)
        return (ordinal for ordinal in annotated if self.index.is_readable(ordinal))

    def holds(self, stretch: Stretch) -> bool:
        """Whether the document has these paragraphs."""
        return stretch.first >= 1 and stretch.last <= len(self.index.paragraphs)

    def is_corrected(self, changes: Changes) -> bool:
        """Whether these changes make other paragraphs of its text."""
        return any(row.after["document_id"] == self.id for row in changes.of("corrections"))

    def touched(self, changes: Changes) -> set[int] | None:
        """The paragraphs that may look different after these changes; None when any may."""
        if changes.ids("themes"):
            return None
        touched: set[int] = set()
        for passage_id in {str(row.after["passage_id"]) for row in changes.of("annotations")}:
            passage = self._catalogue.passage(passage_id)
            if passage.document_id == self.id and passage.first is not None and passage.last is not None:
                touched.update(range(passage.first, passage.last + 1))
        return touched

    def themes_and_coders(self, ordinal: int) -> list[str]:
        """Each theme of a paragraph with the coders who gave it: `children: Ana, Ben`."""
        coders: dict[str, list[str]] = {}
        for annotation in self._catalogue.annotations_on(self.id, ordinal):
            theme = self._catalogue.theme(annotation.theme_id).name
            coders.setdefault(theme, []).append(self._catalogue.coder(annotation.coder_id).name)
        return [f"{theme}: {', '.join(names)}" for theme, names in coders.items()]

    def place(self, stretch: Stretch, *, short: bool = False) -> str:
        """Where in the document a stretch is, in words or in few: `paragraph 31`, `¶31`."""
        word = short_place if short else place
        ends = dict.fromkeys((stretch.first, stretch.last))
        return " – ".join(word(self.index.paragraph(end), self.index.paragraphs) for end in ends)

    def text(self, stretch: Stretch) -> str:
        """The text of a stretch, an empty line between paragraphs."""
        return "\n\n".join(paragraph.text for paragraph in self._paragraphs(stretch))

    def cited(self, stretch: Stretch) -> str:
        """The text of a stretch, quoted, and where it is from."""
        paragraphs = list(self._paragraphs(stretch))
        document = self._catalogue.document(self.id)
        source = citation(document, paragraphs[0], self.index.paragraphs, paragraphs[-1])
        return f"“{self.text(stretch)}” ({source})"

    def _paragraphs(self, stretch: Stretch) -> Iterator[Paragraph]:
        return (
            self.index.paragraph(ordinal)
            for ordinal in range(stretch.first, stretch.last + 1)
            if self.index.is_readable(ordinal)
        )
