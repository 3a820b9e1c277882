"""The pictures of one view's pages: asks for those in sight, paints them, and says why one is not there."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QPainter

from app.pdf.protocol import STRIP_HEIGHT, Failure, FailureKind
from widgets import appearance
from widgets.reader import painting
from widgets.reader.paper import Paper, paper_now
from widgets.reader.tile_wishes import wishes
from widgets.reader.tiles import PageFailure, TileKey, Tiles

if TYPE_CHECKING:
    from widgets.reader.page_column import PageColumn


PATIENCE = 60
"""Milliseconds a page is left blank: most arrive sooner, and grey lines would only flash."""


class PagePictures(QObject):
    """Stands between one column of pages and the tiles that all views share.

    `direction` is that of travel: positive downwards.
    """

    def __init__(self, tiles: Tiles, view: PageColumn) -> None:
        super().__init__(view)
        self._tiles = tiles
        self._view = view
        self._crisp: set[int] = set()
        self._lacking: dict[int, float] = {}
        """When pages were first painted with something lacking; they are looked at again when late."""
        self._late = QTimer(self, interval=PATIENCE, singleShot=True)
        self._late.timeout.connect(self._show_late)
        self.direction = 1
        tiles.ready.connect(self._show_tile)
        tiles.failed.connect(self._show_failure)
        appearance.changed.connect(self._show_look)

    def let_go(self) -> None:
        """Give back what is held for the view, before it is deleted."""
        self._tiles.ready.disconnect(self._show_tile)
        self._tiles.failed.disconnect(self._show_failure)
        appearance.changed.disconnect(self._show_look)
        self._tiles.drop_view(self._view)
        self._late.stop()

    # What is asked for

    def wish(self) -> None:
        """Ask for what is in sight, and for what will be when one scrolls on."""
        view = self._view
        if view.document_id is None or not view.column.page_count or not view.isVisible():
            return
        top, height, ratio = view.top_left.y(), view.viewport().height(), view.devicePixelRatioF()
        way, dark = self.direction, paper_now().is_dark
        self._tiles.want(view, *wishes(view.column, view.document_id, top, height, way, ratio, dark))

    def wish_nothing(self) -> None:
        """Leave the workers to the views that are seen."""
        self._tiles.want(self._view, ())

    def begin(self) -> None:
        """Take none of the pictures to be as sharp as the screen any more."""
        self._crisp.clear()
        self._lacking.clear()

    # What arrives

    def _show_look(self) -> None:
        """Paint in the colours in force; what pages look like may have to be asked for anew."""
        self.begin()
        self.wish()
        self._view.viewport().update()

    def _show_tile(self, key: TileKey) -> None:
        """Repaint where a strip lies; where it says what a whole page is shown on, that page."""
        view = self._view
        if key.document_id != view.document_id or key.page not in view.visible_pages():
            return
        if self._tiles.is_picture(key.document_id, key.page):
            view.update_pages((key.page,))
            return
        rect = view.on_screen(view.column.rect(key.page))
        height = STRIP_HEIGHT / key.scale * view.column.scale(key.page)
        strip = QRectF(rect.x(), rect.y() + key.strip * height, rect.width(), height)
        view.viewport().update((strip & rect).adjusted(-1, -1, 1, 1).toAlignedRect())

    def _show_failure(self, document_id: str, failed: PageFailure) -> None:
        if document_id == self._view.document_id:
            self._view.update_pages((failed.page,))

    # What is there

    def has(self, page: int) -> bool:
        """Whether there is anything of a page to paint, crisp or not."""
        view = self._view
        return view.document_id is not None and self._tiles.has_any(view.document_id, page, view.rotation)

    def is_blank(self, page: int) -> bool:
        """Whether there is nothing to show of a page yet, and it may well come before anybody misses it."""
        return not (self.has(page) or self.failure(page) or self._is_late(page))

    def _is_late(self, page: int) -> bool:
        """Whether something of a page has been lacking for so long that this should be seen."""
        now = time.monotonic()
        since = self._lacking.setdefault(page, now)
        if (now - since) * 1000 >= PATIENCE:
            return True
        if not self._late.isActive():
            self._late.start()
        return False

    def _show_late(self) -> None:
        """Paint pages anew that are lacking something; of others nothing need be known."""
        seen = self._view.visible_pages()
        self._lacking = {page: since for page, since in self._lacking.items() if page in seen}
        self._view.update_pages(self._lacking)

    def paper(self, page: int) -> Paper:
        """What a page is shown on."""
        document_id = self._view.document_id
        return paper_now(is_picture=document_id is not None and self._tiles.is_picture(document_id, page))

    def failure(self, page: int) -> Failure | None:
        """Why a page cannot be shown, if that is known."""
        document_id = self._view.document_id
        return self._tiles.failure(document_id, page) if document_id else None

    def is_locked(self, page: int) -> bool:
        """Whether a page is not shown for want of a password."""
        failure = self.failure(page)
        return failure is not None and failure.kind is FailureKind.PASSWORD

    def trouble(self, page: int) -> str:
        """Why a page cannot be shown, in words; empty when nothing is known to be wrong."""
        failure = self.failure(page)
        if failure is None:
            return ""
        what = self.tr("Page {} cannot be shown.").format(page)
        unlock = self.tr("Click here to enter the password.")
        return "\n\n".join([what, failure.message, *([unlock] if self.is_locked(page) else [])])

    # Painting

    def paint(
        self, painter: QPainter, page: int, rect: QRectF, clip: QRectF, stand_in: Callable[[], None]
    ) -> None:
        """Paint one page: its shadow, its tiles, and before them what stands in for those not yet there."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painting.paint_shadow(painter, rect, appearance.colours().page_shadow)
        key, seen = self._any_tile(page), clip & rect
        covered = self._tiles.paint_ground(painter, key, rect, seen, self.paper(page).sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # it makes plain rectangles slow
        if not covered:
            self._paint_instead(painter, page, rect, stand_in)
        if self._tiles.paint(painter, key, rect, seen):
            self._crisp.add(page)
            self._lacking.pop(page, None)

    def _any_tile(self, page: int) -> TileKey:
        """The first of a page's strips as they are wanted now."""
        view = self._view
        assert view.document_id is not None
        scale, inverted = view.column.device_scale(page), paper_now().is_dark
        return TileKey(view.document_id, page, scale, 0, view.rotation, inverted)

    def _paint_instead(
        self, painter: QPainter, page: int, rect: QRectF, stand_in: Callable[[], None]
    ) -> None:
        """Paint why a page cannot be shown; while it is on its way, what stands in for it."""
        if trouble := self.trouble(page):
            seen, font = QRectF(self._view.viewport().rect()), appearance.fonts.body()
            painting.paint_trouble(painter, rect, seen, font, self.paper(page).trouble, trouble)
        elif page not in self._crisp and self._is_late(page):
            stand_in()
