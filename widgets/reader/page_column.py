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

from app.model import Box, Page
from widgets import appearance
from widgets.reader.page_layout import GAP, Fit, PageLayout, PageSizes, Place, Rect, View, Zoom, zoom_step
from widgets.reader.page_pictures import PagePictures
from widgets.reader.scrolling import SmoothScroll
from widgets.reader.tiles import Tiles
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
        self.pictures = PagePictures(tiles, self)
        self._document_id: str | None = None
        self._pages: Sequence[Page] = ()
        self._zoom = Zoom()
        self._rotation = 0
        self._sizes = PageSizes(())
        self._column = PageLayout(self._sizes, self._zoom, View(1, 1))
        self._held: tuple[Place, QPointF] | None = None
        self._page = 0
        self._placing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().setSingleStep(LINE)
        self.horizontalScrollBar().setSingleStep(LINE)
        self.glide = SmoothScroll(self.verticalScrollBar())
        self._settle = QTimer(self, interval=_SETTLE, singleShot=True)
        self._settle.timeout.connect(self.pictures.wish)

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
        self.pictures.begin()
        self._held = None
        self._page = 0
        self._lay_out()
        if not pages:
            self.pictures.wish_nothing()

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

    def go_to_page(self, number: int, y: float = 0.0) -> None:
        """Scroll to a page, or the nearest there is: to its top, or to a height on it in points."""
        if self._pages:
            number = min(max(number, 1), len(self._pages))
            y = min(max(y, 0.0), self._pages[number - 1].height)
            self.scroll_to(self._column.to_view(Box(number, 0.0, y, 0.0, y)).y - GAP)

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
        self.pictures.begin()
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
            self.pictures.wish()
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
            self.pictures.direction = -1 if dy > 0 else 1
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

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for tiles when seen."""
        super().showEvent(event)
        self.pictures.wish()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the workers to the views that are seen."""
        super().hideEvent(event)
        self.pictures.wish_nothing()

    def let_go(self) -> None:
        """Give back what is held for this view, before it is deleted."""
        self._settle.stop()
        self.pictures.let_go()

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
        """Paint one page."""
        self.pictures.paint(painter, page, rect, clip, lambda: self.paint_placeholder(painter, page, rect))

    def paint_placeholder(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """Paint what stands on a page until its tiles are there; blank paper unless overridden."""
