"""Where the strips of a page lie on the screen, and which of another look stand in for those missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, log
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QRegion

from app.pdf.protocol import STRIP_HEIGHT, Tile

if TYPE_CHECKING:
    from widgets.reader.tiles import TileKey

Look = tuple[bool, float]
"""Whether a picture is inverted, and its scale."""

Stretched = list[tuple["TileKey", QRectF]]
"""Pictures of one look, and where each is painted."""

STAND_INS = 2
"""How many other looks are drawn, at most, where the right one is not there yet."""


@dataclass(frozen=True, slots=True)
class TilePlace:
    """Where a page is painted, in device pixels, and which picture of it."""

    page: QRect
    clip: QRect
    key: TileKey

    @classmethod
    def at(cls, target: QRectF, clip: QRectF, ratio: float, key: TileKey) -> TilePlace:
        """Where a page lies at `target` and `clip` of it is to be painted, so many device pixels a pixel."""
        return cls(_times(target, ratio).toRect(), _times(clip, ratio).toAlignedRect(), key)

    def strips(self) -> range:
        """The strips that any part of the clip touches."""
        seen = self.clip & self.page
        if seen.isEmpty():
            return range(0)
        top, bottom = seen.top() - self.page.top(), seen.bottom() - self.page.top()
        return range(top // STRIP_HEIGHT, bottom // STRIP_HEIGHT + 1)

    def rows(self, strip: int) -> QRect:
        """Where a strip lies."""
        corner = self.page.topLeft() + QPoint(0, strip * STRIP_HEIGHT)
        return QRect(corner.x(), corner.y(), self.page.width(), STRIP_HEIGHT) & self.page

    def stretched(self, key: TileKey, tile: Tile) -> QRectF:
        """Where a strip of another scale lies, drawn at this one."""
        larger = self.key.scale / tile.scale
        top = self.page.top() + key.strip * STRIP_HEIGHT * self.key.scale / key.scale
        return QRectF(self.page.left(), top, tile.width * larger, tile.height * larger)


def _times(rect: QRectF, ratio: float) -> QRectF:
    return QRectF(rect.x() * ratio, rect.y() * ratio, rect.width() * ratio, rect.height() * ratio)


def enough(near: Mapping[Look, Stretched], wanted: TileKey, rows: QRectF) -> list[Stretched]:
    """Those of the looks nearest to the right one, up to the first that covers the rows: none is cheap."""

    def distance(look: Look) -> tuple[bool, float]:
        return look[0] != wanted.inverted, abs(log(look[1] / wanted.scale))

    chosen = []
    for look in sorted(near, key=distance)[:STAND_INS]:
        chosen.append(near[look])
        if sum((area & rows).height() for _, area in near[look]) > rows.height() - 1:
            break
    return chosen


def bare(rows: QRect, stretched: Iterable[tuple[TileKey, QRectF]]) -> Iterable[QRect]:
    """What pictures stretched over some rows leave of them; pixels covered in part count as left."""
    left = QRegion(rows)
    for _, area in stretched:
        corner = QPoint(ceil(area.left()), ceil(area.top()))
        left -= QRect(corner, QPoint(floor(area.right()) - 1, floor(area.bottom()) - 1))
    return cast(Iterable[QRect], left)


def paint_negative(painter: QPainter, area: QRectF) -> None:
    """Swap light and dark: nothing flashes while a page of another look stands in."""
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
    painter.fillRect(area, Qt.GlobalColor.white)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
