"""Which themes are drawn on which paragraphs of a page, found once a page and kept until they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.model import Annotation, Box, Passage, PassageKind
from widgets import appearance
from widgets.reader.page_context import Ink, Mark
from widgets.reader.page_index import PAGES_KEPT, Block, DocumentIndex

if TYPE_CHECKING:
    from app.catalogue import Catalogue


def inks_on(catalogue: Catalogue, document_id: str, ordinal: int) -> tuple[Ink, ...]:
    """The themes on one paragraph or parts of it, each once, in the codebook's order."""
    return _inks(catalogue, catalogue.annotations_on(document_id, ordinal))


def _inks(catalogue: Catalogue, annotations: Iterable[Annotation]) -> tuple[Ink, ...]:
    """The themes given, each once however many coders gave it."""
    themes = [catalogue.theme(theme_id) for theme_id in dict.fromkeys(each.theme_id for each in annotations)]
    coloured = ((theme, appearance.theme_colours(theme)) for theme in themes)
    return tuple(Ink(theme.name, look.bar, look.fill, look.text) for theme, look in coloured)


class Marks:
    """The marks of one document, by page."""

    def __init__(self, catalogue: Catalogue, document_id: str, index: DocumentIndex) -> None:
        self._catalogue = catalogue
        self._document_id = document_id
        self._index = index
        self._pages: dict[int, tuple[Mark, ...]] = {}

    def on(self, page: int) -> tuple[Mark, ...]:
        """The marks of one page: costs what that page has, whatever the others have."""
        if page not in self._pages:
            ordinals = self._index.on(page).ordinals
            given = (each for o in ordinals for each in self._catalogue.annotations_on(self._document_id, o))
            self._catalogue.read_passages(each.passage_id for each in given)
            here = [mark for o in ordinals for mark in self._on_paragraph(page, o)]
            if len(self._pages) >= PAGES_KEPT:
                del self._pages[next(iter(self._pages))]
            self._pages[page] = (*here, *self._regions(page))
        return self._pages[page]

    def _on_paragraph(self, page: int, ordinal: int) -> Iterator[Mark]:
        """The mark of the whole paragraph, then those of stretches of its text, each in its own lines."""
        whole: list[Annotation] = []
        parts: dict[str, list[Annotation]] = {}
        for annotation in self._catalogue.annotations_on(self._document_id, ordinal):
            passage = self._catalogue.passage(annotation.passage_id)
            is_text = passage.kind is PassageKind.TEXT
            (parts.setdefault(passage.id, []) if is_text else whole).append(annotation)
        blocks, bars = tuple(self._index.on(page).of(ordinal)), 0
        if whole:
            inks = _inks(self._catalogue, whole)
            yield Mark(ordinal, blocks, inks)
            bars = len(inks)
        for id, given in parts.items():
            lines = [box for box in self._catalogue.passage(id).anchor.boxes if box.page == page]
            clipped = tuple(part for block in blocks if (part := _part(block, lines)))
            inks = _inks(self._catalogue, given)
            if clipped:
                yield Mark(ordinal, clipped, inks, exact=True, bars_before=bars)
                bars += len(inks)

    def _regions(self, page: int) -> Iterator[Mark]:
        regions: dict[str, list[Annotation]] = {}
        for annotation in self._catalogue.on_no_paragraph(self._document_id):
            passage = self._catalogue.passage(annotation.passage_id)
            if passage.kind is PassageKind.REGION and passage.anchor.boxes[0].page == page:
                regions.setdefault(passage.id, []).append(annotation)
        for id, given in regions.items():
            (box, *_) = self._catalogue.passage(id).anchor.boxes
            yield Mark(0, (Block(0, box, (box,)),), _inks(self._catalogue, given), exact=True)

    def region_at(self, page: int, x: float, y: float) -> Passage | None:
        """The smallest annotated region around a point of a page, in points."""
        there: list[tuple[float, str]] = []
        for annotation in self._catalogue.on_no_paragraph(self._document_id):
            passage = self._catalogue.passage(annotation.passage_id)
            box = passage.anchor.boxes[0]
            inside = box.page == page and box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1
            if passage.kind is PassageKind.REGION and inside:
                there.append(((box.x1 - box.x0) * (box.y1 - box.y0), passage.id))
        return self._catalogue.passage(min(there)[1]) if there else None

    def forget_parts(self, parts: Iterable[Passage]) -> set[int]:
        """Look up again the pages these parts are on; answers them."""
        pages = {box.page for part in parts for box in part.anchor.boxes}
        for page in pages:
            self._pages.pop(page, None)
        return pages

    def forget(self, ordinals: Iterable[int]) -> set[int]:
        """Look these paragraphs up again when next asked; answers the pages they are on."""
        readable = (ordinal for ordinal in ordinals if self._index.is_readable(ordinal))
        pages = {box.page for ordinal in readable for box in self._index.paragraph(ordinal).boxes}
        for page in pages:
            self._pages.pop(page, None)
        return pages

    def forget_all(self) -> None:
        """Look everything up again: a theme was renamed, recoloured or moved."""
        self._pages.clear()


def _part(block: Block, lines: Sequence[Box]) -> Block | None:
    """The part of a block that has these lines, as wide as the block: its bars stand where the block's do."""
    inside = tuple(line for line in lines if _is_in(block.box, line))
    if not inside:
        return None
    top, bottom = min(line.y0 for line in inside), max(line.y1 for line in inside)
    return Block(block.ordinal, replace(block.box, y0=top, y1=bottom), inside)


def _is_in(box: Box, line: Box) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.y0 + line.y1) / 2
    return box.x0 - 1 <= x <= box.x1 + 1 and box.y0 - 1 <= y <= box.y1 + 1
