"""A column of pages that scrolls and zooms, shown from tiles; knows nothing of paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import cast

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QPainter,
    QPaintEvent,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from app.model import Page
from app.pdf.protocol import STRIP_HEIGHT, Failure, FailureKind
from widgets import appearance
from widgets.reader import painting
from widgets.reader.garbage import spare_what_stays
from widgets.reader.page_layout import GAP, Fit, PageLayout, PageSizes, Place, Rect, View, Zoom, zoom_step
from widgets.reader.paper import Paper, paper_now
from widgets.reader.scrolling import SmoothScroll
from widgets.reader.tile_wishes import wishes
from widgets.reader.tiles import PageFailure, TileKey, Tiles
from widgets.reader.wheel import LINE, turn_wheel

_SETTLE = 90
"""Milliseconds after the last zoom step until pages are rendered at the new size."""

_FAR = 3.0
"""Heights of the view beyond which going somewhere is a jump, not a glide."""


class PageColumn(QAbstractScrollArea):
    """Pages below one another. Whatever is on top of the view stays there when sizes change."""

    layout_changed = Signal()
    page_changed = Signal(int)
    zoom_changed = Signal()
    rotation_changed = Signal()

    def __init__(self, tiles: Tiles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles = tiles
        self._document_id: str | None = None
        self._pages: Sequence[Page] = ()
        self._zoom = Zoom()
        self._rotation = 0
        self._sizes = PageSizes(())
        self._column = PageLayout(self._sizes, self._zoom, View(1, 1))
        self._held: tuple[Place, QPointF] | None = None
        self._page = 0
        self._direction = 1
        self._crisp: set[int] = set()
        self._placing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().setSingleStep(LINE)
        self.horizontalScrollBar().setSingleStep(LINE)
        self.glide = SmoothScroll(self.verticalScrollBar())
        self._settle = QTimer(self, interval=_SETTLE, singleShot=True)
        self._settle.timeout.connect(self._wish)
        tiles.ready.connect(self._show_tile)
        tiles.failed.connect(self._show_failure)
        appearance.changed.connect(self._show_look)

    # The document

    @property
    def document_id(self) -> str | None:
        """The document shown."""
        return self._document_id

    @property
    def column(self) -> PageLayout:
        """Where the pages lie."""
        return self._column

    def show_pages(self, document_id: str | None, pages: Sequence[Page]) -> None:
        """Show these pages from their beginning, upright; None shows nothing."""
        self.glide.stop()
        self._rotation = 0
        self._document_id, self._pages = document_id, pages
        self._sizes = PageSizes(pages)
        self._crisp.clear()
        self._held = None
        self._page = 0
        self._lay_out()
        if not pages:
            self._tiles.want(self, ())
        spare_what_stays(document_id is not None)

    # Zoom

    @property
    def zoom(self) -> Zoom:
        """How large pages are shown."""
        return self._zoom

    def set_zoom(self, zoom: Zoom, at: QPointF | None = None) -> None:
        """Show pages so large, holding still what is at a point of the view, else its middle."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._lay_out_around(at, settle=True)
            self.zoom_changed.emit()

    def _lay_out_around(self, at: QPointF | None, *, settle: bool) -> None:
        """Lay out anew, holding still what is at a point of the view, else its middle."""
        self.glide.stop()
        at = at or QPointF(self.viewport().rect().center())
        held = (self.place_at(at), at) if self._pages else None
        self._lay_out(held, settle=settle)
        self._hold()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_zoom(Zoom(Fit.NONE, zoom_step(self._column.percent, 1)))

    def zoom_out(self) -> None:
        """One step smaller."""
        self.set_zoom(Zoom(Fit.NONE, zoom_step(self._column.percent, -1)))

    # Rotation

    @property
    def rotation(self) -> int:
        """By how many degrees pages are shown turned clockwise."""
        return self._rotation

    def set_rotation(self, rotation: int) -> None:
        """Show pages turned clockwise by 0, 90, 180 or 270 degrees, the middle of the view held still."""
        if rotation != self._rotation:
            self._rotation = rotation
            self._lay_out_around(None, settle=False)
            self.rotation_changed.emit()

    def turn(self, degrees: int) -> None:
        """Turn pages further clockwise, or back for a negative number."""
        self.set_rotation((self._rotation + degrees) % 360)

    # Places

    def place_at(self, at: QPointF, page: int | None = None) -> Place:
        """The point of the document at a point of the view, on the page there or as seen from another."""
        at = at + self.top_left
        return self._column.place_at(at.x(), at.y(), page)

    @property
    def top_left(self) -> QPointF:
        """The point of the column at the top left of the view."""
        return -self._origin()

    def place(self) -> Place | None:
        """The point of the document at the top left of the view, to come back to."""
        return self._held[0] if self._held else None

    def go_to(self, place: Place) -> None:
        """Bring a point of the document to the top left of the view."""
        if self._pages:
            self._held = (place, QPointF())
            self._scroll_to_held()
            self._after_scroll()

    @property
    def page(self) -> int:
        """The page being read: that most of which is seen, at the end the last; 0 without a document."""
        return self._page

    def go_to_page(self, number: int) -> None:
        """Scroll to the top of a page, or of the nearest there is."""
        if self._pages:
            number = min(max(number, 1), len(self._pages))
            self.scroll_to(self._column.rect(number).y - GAP)

    def scroll_to(self, y: float) -> None:
        """Bring a height of the column to the top of the view, by a glide when it is near."""
        bar = self.verticalScrollBar()
        if abs(y - bar.value()) > _FAR * self.viewport().height():
            self.glide.stop()
            bar.setValue(round(y))
        else:
            self.glide.to(y)

    def on_screen(self, rect: Rect) -> QRectF:
        """A rectangle of the column in pixels of the view."""
        origin = self._origin()
        return QRectF(rect.x + origin.x(), rect.y + origin.y(), rect.width, rect.height)

    def visible_pages(self) -> range:
        """The pages any part of which can be seen."""
        top = -self._origin().y()
        return self._column.pages_between(top, top + self.viewport().height())

    def update_pages(self, pages: Iterable[int]) -> None:
        """Repaint those of these pages that can be seen."""
        for page in self.visible_pages():
            if page in pages:
                self.viewport().update(self.on_screen(self._column.rect(page)).toAlignedRect())

    def _origin(self) -> QPointF:
        """The column's top left in the view, on a device pixel."""
        ratio = self.devicePixelRatioF()
        x, y = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QPointF(-round(x * ratio) / ratio, -round(y * ratio) / ratio)

    # Layout

    def _lay_out(self, held: tuple[Place, QPointF] | None = None, *, settle: bool = False) -> None:
        size = self.viewport().size()
        view = View(size.width(), size.height(), self.devicePixelRatioF())
        self._column = PageLayout(self._sizes, self._zoom, view, self._rotation)
        self._crisp.clear()
        self._held = held or self._held
        self._scroll_to_held()
        self.layout_changed.emit()
        self._after_scroll(settle=settle)
        self.viewport().update()

    def _scroll_to_held(self) -> None:
        size = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        self._placing = True
        across.setPageStep(size.width())
        across.setRange(0, max(0, ceil(self._column.width) - size.width()))
        down.setPageStep(size.height())
        down.setRange(0, max(0, ceil(self._column.height) - size.height()))
        if self._held and self._pages:
            place, at = self._held
            x, y = self._column.position(place)
            across.setValue(round(x - at.x()))
            down.setValue(round(y - at.y()))
        else:
            across.setValue(across.maximum() // 2)
            down.setValue(0)
        self._placing = False
        self.viewport().update()

    def _hold(self) -> None:
        """Keep what is now at the top left of the view there."""
        if self._pages:
            self._held = (self.place_at(QPointF()), QPointF())

    def _after_scroll(self, *, settle: bool = False) -> None:
        if settle:
            self._settle.start()
        elif not self._settle.isActive():
            self._wish()
        page = self._reading_page()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _reading_page(self) -> int:
        if not self._pages:
            return 0
        bar, pages = self.verticalScrollBar(), self.visible_pages()
        if pages and bar.value() == bar.maximum() > 0:
            return pages[-1]
        top = self.top_left.y()
        return self._column.most_seen(top, top + self.viewport().height())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted, and paint only what comes into view."""
        if self._placing:
            return
        self._hold()
        if dy:
            self._direction = -1 if dy > 0 else 1
        if self.devicePixelRatioF().is_integer():
            self.viewport().scroll(dx, dy)
        else:
            self.viewport().update()
        self._after_scroll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        self._lay_out()

    def event(self, event: QEvent) -> bool:
        """Lay out anew on a screen of another density."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out()
        return super().event(event)

    # Tiles

    def _wish(self) -> None:
        if self._document_id is None or not self._pages or not self.isVisible():
            return
        ratio = self.devicePixelRatioF()
        top, height = -self._origin().y(), self.viewport().height()
        dark = paper_now().is_dark
        seen, beyond = wishes(self._column, self._document_id, top, height, self._direction, ratio, dark)
        self._tiles.want(self, seen, beyond)

    def _show_look(self) -> None:
        """Paint in the colours in force; what pages look like may have to be asked for anew."""
        self._crisp.clear()
        self._wish()
        self.viewport().update()

    def _show_tile(self, key: TileKey) -> None:
        """Repaint where a strip lies; where it says what a whole page is shown on, that page."""
        if key.document_id != self._document_id or key.page not in self.visible_pages():
            return
        if self._tiles.is_picture(key.document_id, key.page):
            self.update_pages((key.page,))
            return
        rect = self.on_screen(self._column.rect(key.page))
        height = STRIP_HEIGHT / key.scale * self._column.scale(key.page)
        strip = QRectF(rect.x(), rect.y() + key.strip * height, rect.width(), height)
        self.viewport().update((strip & rect).adjusted(-1, -1, 1, 1).toAlignedRect())

    def _show_failure(self, document_id: str, failed: PageFailure) -> None:
        if document_id == self._document_id:
            self.update_pages((failed.page,))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for tiles when seen."""
        super().showEvent(event)
        self._wish()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the workers to the views that are seen."""
        super().hideEvent(event)
        self._tiles.want(self, ())

    def let_go(self) -> None:
        """Give back what is held for this view, before it is deleted."""
        self._settle.stop()
        self._tiles.ready.disconnect(self._show_tile)
        self._tiles.failed.disconnect(self._show_failure)
        self._tiles.drop_view(self)
        appearance.changed.disconnect(self._show_look)

    # Wheel

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll or zoom."""
        turn_wheel(self, event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk and the pages that show on it."""
        painter = QPainter(self.viewport())
        self._paint(painter, event.rect())
        painter.end()

    def _paint(self, painter: QPainter, clip: QRect) -> None:
        painter.setClipRect(clip)
        top = -self._origin().y()
        shadow = GAP / 2
        pages = self._column.pages_between(top + clip.top() - shadow, top + clip.bottom() + 1 + shadow)
        places = [(page, self.on_screen(self._column.rect(page))) for page in pages]
        self._paint_desk(painter, clip, [rect for _, rect in places])
        for page, rect in places:
            self.paint_page(painter, page, rect, QRectF(clip))

    def _paint_desk(self, painter: QPainter, clip: QRect, pages: Iterable[QRectF]) -> None:
        """The desk around the pages: what they hide of it would cost as much as they do."""
        desk = QRegion(clip)
        for rect in pages:
            desk -= rect.adjusted(1, 1, -1, -1).toAlignedRect()
        for piece in cast(Iterable[QRect], desk):
            painter.fillRect(piece, appearance.colours().desk)

    def paint_page(self, painter: QPainter, page: int, rect: QRectF, clip: QRectF) -> None:
        """Paint one page: its shadow, its tiles, and before them what stands in for those not yet there."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painting.paint_shadow(painter, rect, appearance.colours().page_shadow)
        key, seen = self._any_tile(page), clip & rect
        covered = self._tiles.covers(key, rect, seen, self.devicePixelRatioF())
        if not covered:
            painting.paint_paper(painter, rect, self.paper(page).sheet)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)  # it makes plain rectangles slow
        if not covered:
            self._paint_instead(painter, page, rect)
        if self._tiles.paint(painter, key, rect, seen):
            self._crisp.add(page)

    def _any_tile(self, page: int) -> TileKey:
        """The first of a page's strips as they are wanted now."""
        assert self._document_id is not None
        scale, inverted = self._column.device_scale(page), paper_now().is_dark
        return TileKey(self._document_id, page, scale, 0, self._rotation, inverted)

    def _paint_instead(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """Paint why a page cannot be shown; while it is on its way, what stands in for it."""
        if trouble := self.trouble(page):
            seen = QRectF(self.viewport().rect())
            painting.paint_trouble(
                painter, rect, seen, appearance.fonts.body(), self.paper(page).trouble, trouble
            )
        elif page not in self._crisp:
            self.paint_placeholder(painter, page, rect)

    def has_picture(self, page: int) -> bool:
        """Whether there is anything of a page to paint, crisp or not."""
        return self._document_id is not None and self._tiles.has_any(self._document_id, page, self._rotation)

    def paper(self, page: int) -> Paper:
        """What a page is shown on."""
        is_picture = self._document_id is not None and self._tiles.is_picture(self._document_id, page)
        return paper_now(is_picture=is_picture)

    def trouble(self, page: int) -> str:
        """Why a page cannot be shown, in words; empty when nothing is known to be wrong."""
        failure = self._failure(page)
        if failure is None:
            return ""
        what = self.tr("Page {} cannot be shown.").format(page)
        unlock = self.tr("Click here to enter the password.")
        return "\n\n".join([what, failure.message, *([unlock] if self.is_locked(page) else [])])

    def _failure(self, page: int) -> Failure | None:
        return self._tiles.failure(self._document_id, page) if self._document_id else None

    def is_locked(self, page: int) -> bool:
        """Whether a page is not shown for want of a password."""
        failure = self._failure(page)
        return failure is not None and failure.kind is FailureKind.PASSWORD

    def paint_placeholder(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """Paint what stands on a page until its tiles are there; blank paper unless overridden."""
