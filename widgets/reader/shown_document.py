"""The document a view shows: its pages, where its paragraphs lie, its marks, what a change touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app.changes import Changes
from app.citation import citation, place, region_place, short_place
from app.model import Box, Paragraph, Passage
from app.pdf.protocol import PageWords
from app.project import passages
from widgets.reader.letter_map import LetterMap
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
        self.full_text = catalogue.full_text(document_id)

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

    def read_on(self) -> bool:
        """Read a little more of it ahead of being asked for it; False when all of it is there."""
        return self._catalogue.read_on(self.id)

    def is_corrected(self, changes: Changes) -> bool:
        """Whether these changes make other paragraphs of its text."""
        return self.id in changes.texts

    def letters(self, words: PageWords) -> LetterMap:
        """The letters of a page matched to the document's text."""
        there = (self.index.paragraph(ordinal) for ordinal in self.index.on(words.page).in_order)
        return LetterMap(words, [(each, self.full_text.place_of(each.ordinal)) for each in there])

    def stretch(self, start: int, end: int, boxes: Sequence[Box]) -> Passage | None:
        """The passage of a stretch of the text, as it is stored if it is."""
        sha256 = self._catalogue.document(self.id).sha256
        built = self.full_text.stretch(self.id, sha256, start, end, boxes)
        return self._catalogue.as_stored(built) if built else None

    def pages_of(self, start: int, end: int) -> list[int]:
        """The pages of the paragraphs a stretch of the text touches."""
        touched = self.full_text.touched(start, end)
        return sorted({box.page for paragraph in touched for box in paragraph.boxes})

    def region(self, box: Box) -> Passage:
        """The passage of a region of a page, as it is stored if it is."""
        sha256 = self._catalogue.document(self.id).sha256
        return self._catalogue.as_stored(passages.of_region(self.id, sha256, box))

    def touched_parts(self, changes: Changes) -> list[Passage]:
        """The regions that may look different after these changes; none are named where any may."""
        if changes.many:
            return []
        ids = {str(row.after["passage_id"]) for row in changes.of("annotations")}
        here = [id for id in ids if self._catalogue.place(id)[:2] == (self.id, None)]
        return [self._catalogue.passage(id) for id in here]

    def touched(self, changes: Changes) -> set[int] | None:
        """The paragraphs that may look different after these changes; None when any may."""
        if changes.ids("themes") or changes.many:
            return None
        touched: set[int] = set()
        for passage_id in {str(row.after["passage_id"]) for row in changes.of("annotations")}:
            place = self._catalogue.place(passage_id)
            if place.document_id == self.id and place.first is not None and place.last is not None:
                touched.update(range(place.first, place.last + 1))
        return touched

    def touched_pages(self, changes: Changes) -> set[int] | None:
        """The pages that may look different after these changes; None when any may."""
        ordinals = self.touched(changes)
        if ordinals is None or self.is_corrected(changes):
            return None
        boxes = [box for part in self.touched_parts(changes) for box in part.anchor.boxes]
        for ordinal in ordinals:
            boxes.extend(self.index.paragraph(ordinal).boxes)
        return {box.page for box in boxes}

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

    def place_of(self, part: Passage) -> str:
        """Where a part of a document is, in words."""
        if part.first is None or part.last is None:
            return region_place(part)
        return self.place(Stretch(part.first, part.last))

    def cited_part(self, part: Passage) -> str:
        """A stretch of text, quoted, or a region, and where it is from."""
        document = self._catalogue.document(self.id)
        if part.first is None or part.last is None:
            return f"{document.title}, {region_place(part)}"
        ends = self.index.paragraph(part.first), self.index.paragraph(part.last)
        return f"“{text_of(part)}” ({citation(document, ends[0], self.index.paragraphs, ends[1])})"

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


def text_of(part: Passage) -> str:
    """The text of a part, an empty line between paragraphs."""
    return part.anchor.quote.replace("\n", "\n\n")
