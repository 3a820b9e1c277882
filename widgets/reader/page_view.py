"""Shows one document for reading: its pages with their themes, and the paragraphs at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QToolTip, QWidget

from app.changes import Changes
from app.model import Box, Passage
from widgets import appearance
from widgets.reader import painting
from widgets.reader.at_hand import AtHand
from widgets.reader.found import Found
from widgets.reader.gestures import Gestures
from widgets.reader.hit_test import Target, hit, is_on_text
from widgets.reader.movement import Stretch
from widgets.reader.page_column import PageColumn
from widgets.reader.page_index import around
from widgets.reader.page_letters import PageLetters
from widgets.reader.paragraph_menu import ParagraphMenu
from widgets.reader.reading_ahead import ReadingAhead
from widgets.reader.selecting import Selecting
from widgets.reader.shown_document import ShownDocument
from widgets.session import Session

_REACH = 7.0
"""Points an outline may reach beyond its lines, its pen included."""

_SMALLEST_NAME, _LARGEST_NAME = 9.0, 13.0
"""Pixels; names of themes grow with the page between these."""


class PageView(PageColumn):
    """A document and what is at hand in it."""

    document_changed = Signal()
    marks_changed = Signal(object)
    pane_step_requested = Signal(int)
    memo_requested = Signal()
    theme_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session.tiles, parent)
        self._session = session
        self._shown: ShownDocument | None = None
        self._hover: int | None = None
        self._pointer: QPointF | None = None
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
        self.reading_ahead = ReadingAhead(self)
        self.found = Found(self.letters, self)
        self.found.changed.connect(self.viewport().update)
        self._gestures = Gestures(self, self.selecting)
        self._part: Passage | None = None

    # The document

    @property
    def shown(self) -> ShownDocument | None:
        """The document shown, with its index."""
        return self._shown

    def show_document(self, document_id: str | None) -> None:
        """Show a document of the project from its beginning; None shows nothing."""
        self._shown = ShownDocument(self._session.catalogue, document_id) if document_id else None
        self._hover = None
        self._begin()
        self.setAccessibleName(self._shown.title if self._shown else self.tr("Document"))
        self.show_pages(document_id, self._shown.pages if self._shown else ())
        self.document_changed.emit()

    def _begin(self) -> None:
        self.reading_ahead.show(self._shown)
        self.letters.show(self._shown)
        self.selecting.show(self._shown)
        self.found.show(self._shown)
        self.at_hand.show(self._shown)

    def let_go(self) -> None:
        """Stop listening, before the view is deleted."""
        self._session.changed.disconnect(self._follow)
        self.reading_ahead.show(None)
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
        self._hover = None
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
        if self._shown is None:
            return 1
        for page in self.visible_pages():
            for block in self._shown.index.on(page).blocks:
                if self.on_screen(self.column.to_view(block.box)).top() >= 0:
                    return block.ordinal
        return next(iter(self._shown.index.readable), 1)

    def show_paragraph(self, ordinal: int) -> None:
        """Take a paragraph and bring it into the middle of the view unless it is in sight."""
        self.at_hand.take(Stretch(ordinal, ordinal))
        self.reveal(ordinal, middle=True)

    def beside_what_is_at_hand(self) -> QPoint:
        """A point of the screen just below what is at hand in sight, else the middle of the view."""
        viewport, passage = self.viewport(), self._session.passage
        boxes = passage.anchor.boxes if passage and passage.document_id == self.document_id else ()
        rects = [self.on_screen(self.column.to_view(box)) for box in boxes]
        rects = [rect for rect in rects if rect.intersects(viewport.rect().toRectF())]
        if not rects:
            return viewport.mapToGlobal(viewport.rect().center())
        lowest = max(rects, key=lambda rect: rect.bottom())
        bottom = min(lowest.bottom() + 6, viewport.height() - 40.0)
        return viewport.mapToGlobal(QPointF(max(lowest.left(), 8.0) + 24, bottom).toPoint())

    def reveal(self, ordinal: int, *, middle: bool = False) -> None:
        """Scroll as little as brings the paragraph into sight, or to the view's upper third."""
        if self._shown is None or not self._shown.index.is_readable(ordinal):
            return
        self._reveal([block.box for block in self._shown.index.blocks(ordinal)], middle=middle)

    def show_passage(self, passage: Passage) -> None:
        """Take a stretch of text or a region and bring it into sight."""
        self.at_hand.take_part(passage)
        self._reveal(passage.anchor.boxes, middle=True)

    def show_hit(self) -> None:
        """Bring the current hit of a search into sight."""
        place = self.found.place()
        if place is not None:
            self._reveal([place], middle=True)

    def start_in_sight(self) -> int:
        """Where in the text the first paragraph in sight begins, or the one at hand if it is in sight."""
        if self._shown is None:
            return 0
        return self._shown.full_text.place_of(self._first_in_sight())

    def _reveal(self, boxes: Sequence[Box], *, middle: bool) -> None:
        rects = [self.column.to_view(box) for box in boxes]
        top, bottom = min(rect.y for rect in rects), max(rect.bottom for rect in rects)
        height, start = self.viewport().height(), self.glide.target
        margin = min(60.0, height / 8)
        above, below = top - margin < start, bottom + margin > start + height
        if not (above or below):
            return
        if middle:
            self.scroll_to(top - height / 3)
        elif above or bottom - top > height - 2 * margin:
            self.scroll_to(top - margin)
        else:
            self.scroll_to(bottom + margin - height)

    # Mouse

    def target_at(self, at: QPointF) -> Target | None:
        """What lies under a point of the view."""
        if self._shown is None:
            return None
        origin = self._origin()
        return hit(self.column, self._shown.index, at.x() - origin.x(), at.y() - origin.y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outline the paragraph under the pointer; while the button is held, select."""
        if self._gestures.is_pressed:
            self._gestures.move(event.position())
            return
        self._pointer = event.position()
        self._hover_at_pointer()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take or extend what is at hand, or ask for the password of a page that is locked."""
        if event.button() == Qt.MouseButton.MiddleButton:
            self._gestures.grip(event)
        if event.button() != Qt.MouseButton.LeftButton or self._shown is None:
            return
        target = self.target_at(event.position())
        if target is not None and self.pictures.is_locked(target.page):
            self._session.unlock(self._shown.id)
        else:
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
        at = QPointF(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            target = self.target_at(at)
            if target is None or (target.ordinal is None and not self._is_at_hand(target)):
                return
            if target.ordinal is not None and not self._is_at_hand(target):
                self.at_hand.take(Stretch(target.ordinal, target.ordinal))
        self.at_hand.take_again()
        if not self.at_hand.is_current:
            return
        menu = ParagraphMenu(self._session, self)
        menu.memo_requested.connect(self.memo_requested)
        menu.theme_requested.connect(self.theme_requested)
        menu.copy_requested.connect(self.at_hand.copy_text)
        menu.citation_requested.connect(self.at_hand.copy_cited)
        menu.popup(event.globalPos())

    def _is_at_hand(self, target: Target) -> bool:
        """Whether a point is on what is at hand."""
        stretch, part = self.at_hand.stretch, self.at_hand.part
        if part is not None:
            boxes = (box for box in part.anchor.boxes if box.page == target.page)
            return any(box.x0 <= target.x <= box.x1 and box.y0 <= target.y <= box.y1 for box in boxes)
        return stretch is not None and target.ordinal is not None and target.ordinal in stretch

    def leaveEvent(self, event: QEvent) -> None:
        """Outline nothing when the pointer is elsewhere."""
        super().leaveEvent(event)
        self._pointer = None
        self._hover_at_pointer()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Let the outline go to what is under the pointer now."""
        super().scrollContentsBy(dx, dy)
        self._hover_at_pointer()

    def _hover_at_pointer(self) -> None:
        target = self.target_at(self._pointer) if self._pointer is not None else None
        ordinal = target.ordinal if target else None
        if ordinal != self._hover:
            old, self._hover = self._hover, ordinal
            for each in (old, ordinal):
                self._update_outlines(Stretch(each, each) if each is not None else None)

    def viewportEvent(self, event: QEvent) -> bool:
        """Name themes and their coders where the pointer rests on bars or names."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self._explanation(QPointF(event.pos())), self)
            return True
        return super().viewportEvent(event)

    def _explanation(self, at: QPointF) -> str:
        target = self.target_at(at)
        if self._shown is None or target is None or target.ordinal is None:
            return ""
        blocks = self._shown.index.on(target.page).of(target.ordinal)
        if any(is_on_text(block, target) for block in blocks):
            return ""
        return "\n".join(self._shown.themes_and_coders(target.ordinal))

    # Keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move and scroll; every other key is left to the window."""
        shift = Qt.KeyboardModifier.ShiftModifier
        plain = not event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier)
        wanted = _KEYS.get((Qt.Key(event.key()), bool(event.modifiers() & shift))) if plain else None
        if event.matches(QKeySequence.StandardKey.Copy):
            wanted = _copy
        if event.key() == Qt.Key.Key_Tab and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            super().focusNextPrevChild(True)  # the way out of the panes by key, where Tab goes around in them
            return
        leaves_full_screen = event.key() == Qt.Key.Key_Escape and self.window().isFullScreen()
        if wanted is None or self._shown is None or leaves_full_screen:
            event.ignore()
            return
        wanted(self)

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

    def scroll_by_view(self, share: float) -> None:
        """Scroll by so much of the view's height."""
        self.glide.by(share * self.viewport().height())

    def scroll_sideways(self, steps: int) -> None:
        """Scroll to the right, or to the left for a negative number, where pages are wider than the view."""
        across = self.horizontalScrollBar()
        across.setValue(across.value() + 2 * steps * across.singleStep())

    # Painting

    def paint_page(self, painter: QPainter, page: int, rect: QRectF, clip: QRectF) -> None:
        """Paint a page, then fills under and bars, names and outlines over it."""
        super().paint_page(painter, page, rect, clip)
        if self._shown is None:
            return
        context = self._context(page, rect)
        is_awaited = not (self.pictures.has(page) or self.pictures.failure(page))
        if not is_awaited:  # without letters there is nothing to mark yet
            painting.paint_fills(painter, context)
        self._paint_hits(painter, context)
        painting.paint_dimmed(painter, rect, context.paper)
        painting.paint_bars(painter, context)
        if not is_awaited:
            painting.paint_names(painter, context)
        self._paint_outlines(painter, context)

    def paint_placeholder(self, painter: QPainter, page: int, rect: QRectF) -> None:
        """Show where the page's text will be."""
        if self._shown is not None:
            painting.paint_placeholder(painter, self._context(page, rect))

    def _context(self, page: int, rect: QRectF) -> painting.PageContext:
        assert self._shown is not None
        scale = self.column.scale(page)
        font = QFont(appearance.fonts.caption())
        font.setPixelSize(round(min(max(8.5 * scale, _SMALLEST_NAME), _LARGEST_NAME)))
        index, marks = self._shown.index.on(page), self._shown.marks.on(page)
        turning = self.column.turning(page)
        return painting.PageContext(rect, scale, index, marks, font, turning, self.pictures.paper(page))

    def _paint_outlines(self, painter: QPainter, context: painting.PageContext) -> None:
        stretch, on_page, paper = self.at_hand.stretch, context.index.in_order, context.paper
        current = self.at_hand.is_current
        if self._hover is not None and (self._part or stretch is None or self._hover not in stretch):
            rects = painting.outlines(context, (self._hover,))
            painting.paint_outline(painter, rects, context.paper.outline_hover, 1.0)
        if self._part is not None or self.selecting.boxes:
            self._paint_part(painter, context, current)
        elif stretch is not None:
            rects = painting.outlines(context, (each for each in on_page if each in stretch))
            colour, width = (paper.outline, 2.0) if current else (paper.outline_elsewhere, 1.0)
            painting.paint_outline(painter, rects, colour, width)

    def _paint_hits(self, painter: QPainter, context: painting.PageContext) -> None:
        hits, paper = self.found.on(context.index.number), context.paper
        for current, colour in ((False, paper.hit), (True, paper.current_hit)):
            rects = (context.to_widget(box) for box, is_current in hits if is_current == current)
            painting.paint_letters(painter, rects, colour, paper)

    def _paint_part(self, painter: QPainter, context: painting.PageContext, current: bool) -> None:
        """What is being selected, else the part at hand: letters tinted, a region outlined."""
        part, page, paper = self._part, context.index.number, context.paper
        boxes = self.selecting.boxes or (part.anchor.boxes if part else ())
        rects = [context.to_widget(box) for box in boxes if box.page == page]
        region = self.selecting.is_region if self.selecting.boxes else part and part.first is None
        if region:
            colour = paper.outline if current else paper.outline_elsewhere
            painting.paint_outline(painter, rects, colour, 2.0)
        else:
            live = current or bool(self.selecting.boxes)
            colour = paper.selected if live else paper.selected_elsewhere
            painting.paint_letters(painter, rects, colour, paper)

    def _show_at_hand(self, before: Stretch | None, after: Stretch | None) -> None:
        for stretch in dict.fromkeys((before, after)):
            self._update_outlines(stretch)
        for part in (self._part, self.at_hand.part):
            self.update_pages({box.page for box in part.anchor.boxes} if part else ())
        self._part = self.at_hand.part
        self.setAccessibleDescription(self.at_hand.read_aloud())

    def _update_outlines(self, stretch: Stretch | None) -> None:
        if self._shown is None or stretch is None:
            return
        for page in self.visible_pages():
            blocks = self._shown.index.on(page)
            boxes = [block.box for each in blocks.ordinals if each in stretch for block in blocks.of(each)]
            if boxes:
                rect = self.on_screen(self.column.to_view(around(boxes)))
                reach = _REACH * self.column.scale(page) + 2
                self.viewport().update(rect.adjusted(-reach, -reach, reach, reach).toAlignedRect())


def _copy(view: PageView) -> None:
    view.at_hand.copy_text()


_KEYS: dict[tuple[Qt.Key, bool], Callable[[PageView], None]] = {
    (Qt.Key.Key_J, False): lambda view: view.step(1),
    (Qt.Key.Key_Down, False): lambda view: view.step(1),
    (Qt.Key.Key_J, True): lambda view: view.step(1, extend=True),
    (Qt.Key.Key_Down, True): lambda view: view.step(1, extend=True),
    (Qt.Key.Key_K, False): lambda view: view.step(-1),
    (Qt.Key.Key_Up, False): lambda view: view.step(-1),
    (Qt.Key.Key_K, True): lambda view: view.step(-1, extend=True),
    (Qt.Key.Key_Up, True): lambda view: view.step(-1, extend=True),
    (Qt.Key.Key_N, False): lambda view: view.step_annotated(1),
    (Qt.Key.Key_P, False): lambda view: view.step_annotated(-1),
    (Qt.Key.Key_Space, False): lambda view: view.scroll_by_view(0.9),
    (Qt.Key.Key_PageDown, False): lambda view: view.scroll_by_view(0.9),
    (Qt.Key.Key_Space, True): lambda view: view.scroll_by_view(-0.9),
    (Qt.Key.Key_PageUp, False): lambda view: view.scroll_by_view(-0.9),
    (Qt.Key.Key_Home, False): lambda view: view.scroll_to(0),
    (Qt.Key.Key_End, False): lambda view: view.scroll_to(view.column.height),
    (Qt.Key.Key_Left, False): lambda view: view.scroll_sideways(-1),
    (Qt.Key.Key_Right, False): lambda view: view.scroll_sideways(1),
    (Qt.Key.Key_Escape, False): lambda view: view.at_hand.take(None),
}
"""What each key does, with Shift held or not."""
