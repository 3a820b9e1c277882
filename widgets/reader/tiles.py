"""The pictures of pages that views want: asked for in the order they matter, kept while there is room."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice, zip_longest
from math import ceil, sqrt
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from app.pdf.pool import Pool, Ticket
from app.pdf.protocol import STRIP_HEIGHT, Answer, Failure, Render, Slot, SlotTooSmall, Source, Tile
from widgets.reader.tile_places import Look, Stretched, TilePlace, bare, enough, paint_negative

USUAL_WIDTH = 620.0
"""Points; how wide pages are taken to be until one of the document's has been seen."""

_TALL = 2.0
"""How much higher than wide pages are taken to be, at most, where that decides how high a strip is."""

LEAST_KEPT, MOST_KEPT = 96 * 1024 * 1024, 120 * 1024 * 1024
"""Bytes of pictures kept: twice what all views want at the time, within these; all they want in any case."""


class TileKey(NamedTuple):
    """One strip of a page (1-based) at `scale` device pixels a point; strips count from 0 at the top.

    The page is turned clockwise by `rotation` degrees; `inverted`, it has light letters on dark paper.
    """

    document_id: str
    page: int
    scale: float
    strip: int
    rotation: int = 0
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class PageFailure:
    """A page that cannot be shown, and why."""

    page: int
    failure: Failure


class Tiles(QObject):
    """Keeps strips of pages at hand for all views; nothing here waits for a worker.

    `ready` carries the TileKey of a strip that can now be painted; `failed` a document's id and a
    PageFailure, once for each page.
    """

    ready = Signal(object)
    failed = Signal(str, object)

    def __init__(self, pool: Pool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = pool
        self._sources: dict[str, Source] = {}
        self._wishes: dict[object, tuple[tuple[TileKey, ...], tuple[TileKey, ...]]] = {}
        self._asides: dict[object, tuple[TileKey, ...]] = {}
        self._asked: dict[TileKey, Ticket] = {}
        self._kept: OrderedDict[TileKey, Tile] = OrderedDict()
        self._held = 0
        self._is_short_of_room = False
        self._pages: dict[tuple[str, int], dict[TileKey, QImage]] = {}
        self._failures: dict[tuple[str, int], Failure] = {}
        self._widths: dict[str, float] = {}
        self._pictures: set[tuple[str, int]] = set()

    # Documents

    def set_source(self, document_id: str, source: Source) -> None:
        """Say where a document's pages come from; a new source is tried even where an old one failed."""
        if self._sources.get(document_id) == source:
            return
        self.forget(document_id)
        self._sources[document_id] = source
        self._ask()

    def forget(self, document_id: str) -> None:
        """Let go of everything about a document."""
        self._sources.pop(document_id, None)
        self._widths.pop(document_id, None)
        for key in [key for key in self._asked if key.document_id == document_id]:
            self._asked.pop(key).cancel()
        for key in [key for key in self._kept if key.document_id == document_id]:
            self._release(key)
        for place in [place for place in self._failures if place[0] == document_id]:
            del self._failures[place]
        self._pictures = {place for place in self._pictures if place[0] != document_id}

    def failure(self, document_id: str, page: int) -> Failure | None:
        """Why a page cannot be shown, if that is known."""
        return self._failures.get((document_id, page))

    def is_picture(self, document_id: str, page: int) -> bool:
        """Whether a page was found to be one picture, a scan for instance, which is not inverted."""
        return (document_id, page) in self._pictures

    def has(self, key: TileKey) -> bool:
        """Whether a strip can be painted as it is asked for."""
        return key in self._kept

    def has_any(self, document_id: str, page: int, rotation: int = 0) -> bool:
        """Whether anything of a page turned like this can be painted, at whatever scale."""
        return any(key.rotation == rotation for key in self._pages.get((document_id, page), ()))

    # Wishes

    def want(self, view: object, seen: Sequence[TileKey], beyond: Sequence[TileKey] = ()) -> None:
        """Replace what one view wants, the most urgent first; what nobody wants any more is not drawn.

        What lies `beyond` the view is drawn once all that is `seen` anywhere is there (beside it, it would
        slow it down by a quarter), and never by all a worker can take at a time: whoever jumps to another
        page must not wait for more than one strip.
        """
        wishes = tuple(seen), tuple(beyond)
        if self._wishes.get(view) != wishes or self._is_short_of_room:
            self._wishes[view] = wishes
            self._ask()

    def want_aside(self, view: object, keys: Sequence[TileKey]) -> None:
        """The same for small pictures: one is drawn at a time, while nothing else is missing."""
        self._asides[view] = tuple(keys)
        self._ask()

    def drop_view(self, view: object) -> None:
        """A view is gone."""
        if any(self._wishes.pop(view, ())):
            self._ask()

    def _ask(self) -> None:
        """Keep the workers busy with what is wanted most, and only that."""
        seen = dict.fromkeys(self._missing([seen for seen, _ in self._wishes.values()]))
        beyond = () if seen else self._missing([keys for _, keys in self._wishes.values()])
        room, most_beyond = self._pool.capacity, max(1, self._pool.capacity // 2)
        first = [*seen, *islice(beyond, most_beyond)][:room]
        if not first:
            first = list(islice(self._missing([*self._asides.values()]), 1))
        for key in [key for key in self._asked if key not in first]:
            if self._asked[key].withdraw():
                del self._asked[key]
        room -= len(self._asked)
        room_beyond = most_beyond - sum(key not in seen for key in self._asked)
        for key in (key for key in first if key not in self._asked):
            room, room_beyond = room - 1, room_beyond - (key not in seen)
            if room < 0 or room_beyond < 0 or not self._ask_for(key):
                break

    def _missing(self, wishes: Sequence[Sequence[TileKey]]) -> Iterator[TileKey]:
        """What is wanted and not there, each once, the views taking turns."""
        wanted = dict.fromkeys(key for turn in zip_longest(*wishes) for key in turn if key is not None)
        for key in wanted:
            known = key.document_id in self._sources and (key.document_id, key.page) not in self._failures
            if known and key not in self._kept:
                yield key

    def _ask_for(self, key: TileKey) -> bool:
        """Ask for one strip; False if there is no room for it."""
        slot = self._room_for(key)
        self._is_short_of_room = slot is None
        if slot is None:
            return False
        source = self._sources[key.document_id]
        request = Render(source, key.page, key.scale, key.strip, key.rotation, key.inverted)
        self._asked[key] = self._pool.submit(request, partial(self._answered, key), slot=slot)
        return True

    def _answered(self, key: TileKey, answer: Answer) -> None:
        del self._asked[key]
        match answer:
            case Tile():
                self._keep(key, answer)
                self.ready.emit(key)
            case SlotTooSmall(size):
                width = max(size / (4 * STRIP_HEIGHT), sqrt(size / (4 * _TALL)))
                self._widen(key.document_id, width / key.scale)
            case Failure():
                self._fail(key, answer)
        self._ask()

    def _fail(self, key: TileKey, failure: Failure) -> None:
        place = key.document_id, key.page
        if place not in self._failures:
            self._failures[place] = failure
            self.failed.emit(key.document_id, PageFailure(key.page, failure))

    # Room

    def _keep(self, key: TileKey, tile: Tile) -> None:
        image = QImage(
            tile.pixels, tile.width, tile.height, 4 * tile.width, QImage.Format.Format_RGB32
        )  # wraps the shared memory, copies nothing
        self._kept[key] = tile
        self._held += tile.slot.size
        if key.inverted and not tile.inverted:
            self._pictures.add((key.document_id, key.page))
        self._pages.setdefault((key.document_id, key.page), {})[key] = image
        self._widen(key.document_id, tile.width / tile.scale)

    def _widen(self, document_id: str, width: float) -> None:
        """Take a document's pages to be at least so many points wide from now on."""
        self._widths[document_id] = max(width, self._widths.get(document_id, 0.0))

    def _size(self, key: TileKey) -> int:
        """Bytes a strip will need."""
        width = self._widths.get(key.document_id, USUAL_WIDTH) * key.scale
        return 4 * round(width + 1) * min(STRIP_HEIGHT, ceil(_TALL * width))

    def _room_for(self, asked: TileKey) -> Slot | None:
        """A slot, made free if need be by letting go of what was painted longest ago and nobody wants.

        What is only wanted aside gives way to what is not.
        """
        size = self._size(asked)
        wanted = {key for wishes in self._wishes.values() for keys in wishes for key in keys}
        needed = sum(map(self._size, wanted))
        most = max(LEAST_KEPT, min(2 * needed, MOST_KEPT), needed)
        if asked not in wanted:
            wanted.update(chain.from_iterable(self._asides.values()))
        for key in [key for key in self._kept if key not in wanted]:
            slot = self._pool.reserve(size) if self._held + size <= most else None
            if slot is not None:
                return slot
            self._release(key)
        return self._pool.reserve(size)

    def _release(self, key: TileKey) -> None:
        page = self._pages[key.document_id, key.page]
        del page[key]
        if not page:
            del self._pages[key.document_id, key.page]
        tile = self._kept.pop(key)
        self._held -= tile.slot.size
        self._pool.release(tile)

    # Painting

    def paint(self, painter: QPainter, key: TileKey, target: QRectF, clip: QRectF) -> bool:
        """Paint what there is of a page; True if all of it within `clip` is as sharp as the screen.

        `key` is that of any of its strips. `target` is where the whole page lies and `clip` what of it is to
        be painted, in the painter's coordinates. Where nothing is there yet, nothing is painted.
        """
        images = self._pages.get((key.document_id, key.page))
        if not images:
            return False
        ratio = painter.device().devicePixelRatio()
        place = TilePlace.at(target, clip, ratio, key)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        missing = [strip for strip in place.strips() if not self._paint_crisp(painter, images, place, strip)]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for strip in missing:
            self._paint_stand_ins(painter, images, place, strip)
        painter.restore()
        return not missing

    def paint_ground(
        self, painter: QPainter, key: TileKey, target: QRectF, clip: QRectF, colour: QColor
    ) -> bool:
        """Fill what `paint` will leave bare of a page; True if all of it will be as sharp as the screen."""
        images = self._pages.get((key.document_id, key.page), {})
        ratio = painter.device().devicePixelRatio()
        place = TilePlace.at(target, clip, ratio, key)
        missing = [strip for strip in place.strips() if self._crisp(images, place, strip) is None]
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        for strip in missing:
            rows = place.rows(strip) & place.clip
            for rect in bare(rows, chain.from_iterable(self._stand_ins(images, place, rows))):
                painter.fillRect(rect, colour)
        painter.restore()
        return not missing

    def _crisp(self, images: dict[TileKey, QImage], place: TilePlace, strip: int) -> TileKey | None:
        """The tile of a strip that can be painted as it is."""
        key = place.key._replace(strip=strip)
        return key if key in images and self._kept[key].scale == key.scale else None

    def _paint_crisp(
        self, painter: QPainter, images: dict[TileKey, QImage], place: TilePlace, strip: int
    ) -> bool:
        key = self._crisp(images, place, strip)
        if key is None:
            return False
        rows = place.rows(strip)
        seen = rows & place.clip
        painter.drawImage(seen.topLeft(), images[key], seen.translated(-rows.topLeft()))
        self._kept.move_to_end(key)
        return True

    def _paint_stand_ins(
        self, painter: QPainter, images: dict[TileKey, QImage], place: TilePlace, strip: int
    ) -> None:
        """Stretch what there is at the nearest other scales over one strip, the nearest on top."""
        rows = place.rows(strip) & place.clip
        painter.save()
        painter.setClipRect(rows, Qt.ClipOperation.IntersectClip)
        for stand_ins in reversed(self._stand_ins(images, place, rows)):
            for key, area in stand_ins:
                painter.drawImage(area, images[key])
                if key.inverted != place.key.inverted and not self.is_picture(key.document_id, key.page):
                    paint_negative(painter, area)
                self._kept.move_to_end(key)
        painter.restore()

    def _stand_ins(self, images: dict[TileKey, QImage], place: TilePlace, rows: QRect) -> list[Stretched]:
        """What to stretch over some rows, and to where: a list for each look, the nearest first."""
        near: dict[Look, Stretched] = {}
        for key in images:
            area = place.stretched(key, self._kept[key])
            if key.rotation == place.key.rotation and area.intersects(QRectF(rows)):
                near.setdefault((key.inverted, key.scale), []).append((key, area))
        return enough(near, place.key, QRectF(rows))
