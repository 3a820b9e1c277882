"""Which themes are drawn on which paragraphs of a page, found once a page and kept until they change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from widgets import appearance
from widgets.reader.page_index import DocumentIndex
from widgets.reader.painting import Ink, Mark

if TYPE_CHECKING:
    from app.catalogue import Catalogue


def inks_on(catalogue: Catalogue, document_id: str, ordinal: int) -> tuple[Ink, ...]:
    """The themes of one paragraph, each once however many coders gave it, in the codebook's order."""
    annotations = catalogue.annotations_on(document_id, ordinal)
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
            blocks = self._index.on(page)
            inked = ((o, inks_on(self._catalogue, self._document_id, o)) for o in blocks.ordinals)
            self._pages[page] = tuple(Mark(o, tuple(blocks.of(o)), inks) for o, inks in inked if inks)
        return self._pages[page]

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
