"""Shows one document for reading: its pages with their themes, and the paragraphs at hand."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from app.changes import Changes
from app.model import Passage
from widgets.reader import painting
from widgets.reader.at_hand import AtHand
from widgets.reader.found import Found
from widgets.reader.gestures import Gestures
from widgets.reader.hit_test import Target, hit
from widgets.reader.links_in_sight import LinksInSight
from widgets.reader.movement import Stretch
from widgets.reader.overlays import OUTLINE_REACH, Overlays, context_of
from widgets.reader.page_column import PageColumn
from widgets.reader.page_context import PageContext
from widgets.reader.page_letters import PageLetters
from widgets.reader.paragraph_menu import ParagraphMenu
from widgets.reader.pointing import Pointing
from widgets.reader.preparing import Preparing
from widgets.reader.reading_ahead import ReadingAhead
from widgets.reader.reading_keys import deed_of, scroll_by_screen
from widgets.reader.selecting import Selecting
from widgets.reader.shown_document import ShownDocument
from widgets.reader.sight import Sight
from widgets.session import Session


class PageView(PageColumn):
    """A document and what is at hand in it."""

    document_changed = Signal()
    marks_changed = Signal(object)
    pane_step_requested = Signal(int)
    memo_requested = Signal()
    theme_requested = Signal()
    link_followed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.tiles, parent)
        self._session = session
        self._shown: ShownDocument | None = None
        self.has_neighbours = False
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Document"))
        session.changed.connect(self._follow)
        self.at_hand = AtHand(session, self)
        self.at_hand.changed.connect(self._show_at_hand)
        self.letters = PageLetters(session, self)
        self.selecting = Selecting(self.letters, self)
        self.selecting.changed.connect(self.update_pages)
        self.selecting.taken.connect(self.at_hand.take_part)
        self.reading_ahead = ReadingAhead(session, self)
        self.found = Found(self.letters, self)
        self.found.changed.connect(self.viewport().update)
        self._links = LinksInSight(session, self, self.letters)
        self._pointing = Pointing(self.target_at, self._links.at, self)
        self._gestures = Gestures(self, self.selecting, self._pointing)
        self._gestures.unlock_requested.connect(session.unlock)
        self._gestures.link_followed.connect(self.link_followed)
        self._gestures.cursor_changed.connect(self._show_cursor)
        self._gestures.space.scroll_requested.connect(partial(scroll_by_screen, self))
        self._overlays = Overlays(self.at_hand, self.selecting, self.found)
        self._links.changed.connect(self._pointing.look_again)
        self._pointing.link_changed.connect(self._show_cursor)
        self._pointing.paragraph_changed.connect(self._show_hover)
        self._part: Passage | None = None
        self._sight = Sight(self)
        self._preparing = Preparing(session.idle, self, self._prepare)
        self.page_changed.connect(self._preparing.look)

    # The document

    @property
    def shown(self) -> ShownDocument | None:
        """The document shown, with its index."""
        return self._shown

    def show_document(self, document_id: str | None) -> None:
        """Show a document of the project from its beginning; None shows nothing."""
        self._shown = None
        if document_id is None:
            self.show_pages(None, ())
        else:
            self.show_pages(document_id, self._session.catalogue.pages(document_id))
            self._shown = ShownDocument(self._session.catalogue, document_id)  # while workers draw its pages
        self._begin()
        self._preparing.look()
        self.setAccessibleName(self._shown.title if self._shown else self.tr("Document"))
        self.document_changed.emit()

    def _begin(self) -> None:
        self.reading_ahead.show(self._shown)
        self._pointing.show(self._shown)
        self._links.show(self._shown)
        self.letters.show(self._shown)
        self.selecting.show(self._shown)
        self.found.show(self._shown)
        self.at_hand.show(self._shown)

    def let_go(self) -> None:
        """Stop listening, before the view is deleted."""
        self._session.changed.disconnect(self._follow)
        self.reading_ahead.show(None)
        self._links.let_go()
        self.at_hand.let_go()
        super().let_go()

    def _follow(self, changes: Changes) -> None:
        """Repaint the pages on which annotations changed, and no others."""
        if self._shown is None or not self._shown.is_there:
            return
        if self._shown.is_corrected(changes):
            self._read_anew(self._shown.id)
            return
        self.update_pages(self._shown.marks.forget_parts(self._shown.touched_parts(changes)))
        ordinals = self._shown.touched(changes)
        if ordinals is None:
            self._shown.marks.forget_all()
            self.viewport().update()
            self.marks_changed.emit(None)
        elif ordinals:
            self.update_pages(self._shown.marks.forget(ordinals))
            self.marks_changed.emit(ordinals)

    def _read_anew(self, document_id: str) -> None:
        """Take in corrected paragraphs; the pages are the same and stay where they are."""
        self._shown = ShownDocument(self._session.catalogue, document_id)
        self._begin()
        self.viewport().update()
        self.marks_changed.emit(None)

    # The paragraphs at hand

    def step(self, step: int, extend: bool = False) -> None:
        """Take the next paragraph (or the one before), or extend the selection by it; keep it in sight."""
        ordinal = self.at_hand.step(step, self._first_in_sight(), extend=extend)
        if ordinal is not None:
            self.reveal(ordinal)

    def step_annotated(self, step: int) -> None:
        """Take the next paragraph that has a theme, or the one before."""
        ordinal = self.at_hand.next_annotated(step, self._first_in_sight())
        if ordinal is not None:
            self.show_paragraph(ordinal)

    def _first_in_sight(self) -> int:
        return self._sight.first(self._shown.index) if self._shown else 1

    def show_paragraph(self, ordinal: int) -> None:
        """Take a paragraph and bring it into the middle of the view unless it is in sight."""
        self.at_hand.take(Stretch(ordinal, ordinal))
        self.reveal(ordinal, middle=True)

    def beside_what_is_at_hand(self) -> QPoint:
        """A point of the screen just below what is at hand in sight, else the middle of the view."""
        passage = self._session.passage
        boxes = passage.anchor.boxes if passage and passage.document_id == self.document_id else ()
        return self._sight.below(boxes)

    def reveal(self, ordinal: int, *, middle: bool = False) -> None:
        """Scroll as little as brings the paragraph into sight, or to the view's upper third."""
        if self._shown is not None and self._shown.index.is_readable(ordinal):
            self._sight.bring_in((block.box for block in self._shown.index.blocks(ordinal)), middle=middle)

    def show_passage(self, passage: Passage) -> None:
        """Take a stretch of text or a region and bring it into sight."""
        self.at_hand.take_part(passage)
        self._sight.bring_in(passage.anchor.boxes, middle=True)

    def show_hit(self) -> None:
        """Bring the current hit of a search into sight."""
        place = self.found.place()
        if place is not None:
            self._sight.bring_in([place], middle=True)

    def start_in_sight(self) -> int:
        """Where in the text the first paragraph in sight begins, or the one at hand if it is in sight."""
        if self._shown is None:
            return 0
        return self._shown.full_text.place_of(self._first_in_sight())

    # Mouse

    def target_at(self, at: QPointF) -> Target | None:
        """What lies under a point of the view."""
        if self._shown is None:
            return None
        origin = self._origin()
        return hit(self.column, self._shown.index, at.x() - origin.x(), at.y() - origin.y())

    def _show_cursor(self) -> None:
        over_link = Qt.CursorShape.PointingHandCursor if self._pointing.link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(self._gestures.cursor or over_link)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline the paragraph under the pointer; while a button is held, select or drag."""
        if self._gestures.is_pressed:
            self._gestures.move(event.position())
        else:
            self._gestures.space.point(event.position())
            self._pointing.move(event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take what is there or extend what is at hand, hold the pages, or ask for a page's password."""
        if self._shown is not None:
            self._gestures.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton and self._shown is not None:
            self._gestures.double(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag; keep what a press began from the widgets below."""
        self._gestures.release()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the paragraph under the pointer, or with those at hand."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if by_mouse and not self.at_hand.take_under(self.target_at(QPointF(event.pos()))):
            return
        self.at_hand.take_again()
        if self.at_hand.is_current:
            self._open_menu(event.globalPos())

    def _open_menu(self, at: QPoint) -> None:
        menu = ParagraphMenu(self._session, self)
        passage = self._session.passage
        menu.offer_links(self._links.within(passage.anchor.boxes) if passage else ())
        menu.link_followed.connect(self.link_followed)
        menu.memo_requested.connect(self.memo_requested)
        menu.theme_requested.connect(self.theme_requested)
        menu.copy_requested.connect(self.at_hand.copy_text)
        menu.citation_requested.connect(self.at_hand.copy_cited)
        menu.popup(at)

    def leaveEvent(self, event: QEvent) -> None:
        """Outline nothing when the pointer is elsewhere."""
        super().leaveEvent(event)
        self._pointing.move(None)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the outline go to what is under the pointer now."""
        super().scrollContentsBy(dx, dy)
        self._pointing.look_again()

    def _show_hover(self, before: int | None, after: int | None) -> None:
        for each in (before, after):
            self._update_outlines(Stretch(each, each) if each is not None else None)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say where a link leads; name themes and coders where the pointer rests on bars or names."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._pointing.hint_at(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and scroll; every other key is left to the window."""
        if event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            super().focusNextPrevChild(True)  # the way out of the panes by key, where Tab goes around in them
            return
        deed = deed_of(event)
        leaves_full_screen = event.key() == Qt.Key.Key_Escape and self.window().isFullScreen()
        if self._shown is None or leaves_full_screen:
            event.ignore()
        elif deed is not None:
            deed(self)
        elif not self._gestures.space.press(event):
            event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the space bar."""
        if not self._gestures.space.release(event):
            event.ignore()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go to the next pane where there are several."""
        if not self.has_neighbours:
            return super().focusNextPrevChild(forward)
        self.pane_step_requested.emit(1 if forward else -1)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Reached by key, put at hand what was at hand here; a click takes its own paragraph."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.at_hand.take_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys go elsewhere, a space bar that is held with them."""
        super().focusOutEvent(event)
        self._gestures.space.let_go()

    # Painting

    def paint_page(self, painter: QPainter, page: int, rect: QRectF, clip: QRectF) -> None:
        """Paint a page, then fills under and bars, names and outlines over it."""
        super().paint_page(painter, page, rect, clip)
        if self._shown is None:
            return
        if self.pictures.is_blank(page):
            painting.paint_dimmed(painter, rect & clip, self.pictures.paper(page))
            return
        is_awaited = not (self.pictures.has(page) or self.pictures.failure(page))
        self._overlays.paint(
            painter, self._context(page, rect), clip, self._pointing.ordinal, is_awaited=is_awaited
        )

    def paint_placeholder(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """Show where the page's text will be."""
        if self._shown is not None:
            painting.paint_placeholder(painter, self._context(page, rect))

    def _context(self, page: int, rect: QRectF) -> PageContext:
        assert self._shown is not None
        scale, turning, paper = self.column.scale(page), self.column.turning(page), self.pictures.paper(page)
        return context_of(self._shown, page, rect, scale, turning, paper)

    def _prepare(self, page: int) -> bool:
        rect = self.on_screen(self.column.rect(page))
        return self._overlays.prepare(self._context(page, rect))

    def _show_at_hand(self, before: Stretch | None, after: Stretch | None) -> None:
        for stretch in dict.fromkeys((before, after)):
            self._update_outlines(stretch)
        for part in (self._part, self.at_hand.part):
            self.update_pages({box.page for box in part.anchor.boxes} if part else ())
        self._part = self.at_hand.part
        if self._shown is not None and after is not None and self.at_hand.is_current:
            self._links.prepare([block.box for block in self._shown.index.blocks(after.taken)])
        self.setAccessibleDescription(self.at_hand.read_aloud())

    def _update_outlines(self, stretch: Stretch | None) -> None:
        if self._shown is None or stretch is None:
            return
        for area in self._sight.areas(self._shown.index, stretch, OUTLINE_REACH):
            self.viewport().update(area)
