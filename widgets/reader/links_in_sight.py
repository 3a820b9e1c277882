"""The links of the pages one view shows, asked for once scrolling has come to rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from app.model import Box
from app.pdf.protocol import Link, Source
from widgets.reader.hit_test import Target
from widgets.reader.link_map import LinkMap
from widgets.reader.link_names import leads_somewhere, offer
from widgets.reader.page_column import PageColumn
from widgets.reader.page_letters import PageLetters
from widgets.reader.shown_document import ShownDocument
from widgets.reader.tiles import TileKey
from widgets.session import Session

_REST = 150
"""Milliseconds the pages lie still before links are asked for."""

_MOST_PAGES = 12
"""Pages in sight of which links are asked for: smaller pages are looked over, not read."""


class LinksInSight(QObject):
    """Knows the links a pointer can reach; `changed` says that there may be others now."""

    changed = Signal()

    def __init__(self, session: Session, pages: PageColumn, letters: PageLetters) -> None:
        super().__init__(pages)
        self._session = session
        self._pages = pages
        self._letters = letters
        self._shown: ShownDocument | None = None
        self._maps: dict[int, LinkMap] = {}
        self._rest = QTimer(self, interval=_REST, singleShot=True)
        self._rest.timeout.connect(self._look)
        pages.verticalScrollBar().valueChanged.connect(lambda _: self._rest.start())
        pages.layout_changed.connect(self._rest.start)
        session.tiles.ready.connect(self._follow_tiles)
        session.links.ready.connect(self._take)

    def show(self, shown: ShownDocument | None) -> None:
        """Begin with a document."""
        self._shown = shown
        self._maps = {}
        self._rest.start()

    def let_go(self) -> None:
        """Stop listening."""
        self._rest.stop()
        self._session.tiles.ready.disconnect(self._follow_tiles)
        self._session.links.ready.disconnect(self._take)

    def at(self, target: Target) -> Link | None:
        """The link at a point of a page, as far as is known."""
        links = self._maps.get(target.page)
        link = links.at(target.x, target.y) if links else None
        return link if link is not None and leads_somewhere(link) else None

    def within(self, boxes: Sequence[Box]) -> list[tuple[Link, str]]:
        """The links in these boxes and what following each is called, as far as is known."""
        found: list[tuple[Link, str]] = []
        for page in dict.fromkeys(box.page for box in boxes):
            links = self._on(page)
            there = links.within(box for box in boxes if box.page == page) if links else []
            found += [(link, offer(link, self._words(page, link))) for link in there if leads_somewhere(link)]
        return found

    def prepare(self, boxes: Sequence[Box]) -> None:
        """Have asked for what it takes to name the links in these boxes."""
        self.within(boxes)

    def _words(self, page: int, link: Link) -> str:
        """The printed words a link is on, empty before the page's letters have come."""
        letters, (x0, y0, x1, y1) = self._letters.on(page), link.box
        if self._shown is None or letters is None:
            return ""
        start, end = (letters.character(x, (y0 + y1) / 2) for x in (x0 + 1, x1 - 1))
        return self._shown.full_text.text[start : end + 1] if start is not None and end is not None else ""

    def _source(self) -> Source | None:
        if self._shown is None or not self._shown.is_there:
            return None
        return self._session.sources.of(self._session.catalogue.document(self._shown.id))

    def _on(self, page: int) -> LinkMap | None:
        source = self._source()
        return self._session.links.on(source, page) if source else None

    def _look(self) -> None:
        """Ask for what is not known of the pages in sight, and forget all others."""
        if not self._pages.isVisible():
            return
        found = ((page, self._on(page)) for page in islice(self._pages.visible_pages(), _MOST_PAGES))
        self._maps = {page: links for page, links in found if links is not None}
        self.changed.emit()

    def _take(self, source: Source, page: int) -> None:
        links = self._on(page) if source == self._source() and page in self._pages.visible_pages() else None
        if links is not None:
            self._maps[page] = links
            self.changed.emit()

    def _follow_tiles(self, key: TileKey) -> None:
        """A page can be seen now, perhaps because its password was given."""
        if self._shown is not None and key.document_id == self._shown.id:
            self._rest.start()
