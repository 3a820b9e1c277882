"""The links of pages, asked of the worker processes once a page and kept for all views."""

from __future__ import annotations

from collections import OrderedDict
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.pdf.pool import Pool
from app.pdf.protocol import Answer, Links, PageLinks, Source
from widgets.reader.link_map import LinkMap

KEPT = 200
"""Pages whose links are kept."""

Key = tuple[Source, int]


class LinkStore(QObject):
    """Answers at once from what is kept; `ready` says that what was asked for has come.

    A page whose links cannot be read has none: its picture says what is wrong. A request that is lost with
    its worker is asked again by the pool. With another password a document is another source.
    """

    ready = Signal(object, int)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._kept: OrderedDict[Key, LinkMap] = OrderedDict()
        self._asked: set[Key] = set()

    def on(self, source: Source, page: int) -> LinkMap | None:
        """The links of a page, asked for where they are not known; None until they have come."""
        key = source, page
        if key in self._kept:
            self._kept.move_to_end(key)
        elif key not in self._asked:
            self._asked.add(key)
            self._pool.submit(Links(source, page), partial(self._take, key))
        return self._kept.get(key)

    def forget(self) -> None:
        """Keep nothing, passwords least of all."""
        self._kept.clear()
        self._asked.clear()

    def _take(self, key: Key, answer: Answer) -> None:
        if key not in self._asked:
            return
        self._asked.discard(key)
        self._kept[key] = LinkMap(answer.links if isinstance(answer, PageLinks) else ())
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        self.ready.emit(*key)
