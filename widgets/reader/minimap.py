"""A strip beside the pages: every annotation of the document by theme, and the stretch in view to drag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.model import Box, Page
from widgets import appearance
from widgets.reader.marks import inks_on
from widgets.reader.page_view import PageView
from widgets.reader.turning import Turning
from widgets.session import Session

WIDTH = 13
_PITCH = 4
_SIDE = 2.0
_SHORTEST = 24.0

_AT_A_TIME = 8
"""Paragraphs looked up in one step, which takes a fraction of a millisecond."""

_HIT = QColor("#e08a00")


@dataclass(frozen=True, slots=True)
class Dash:
    """Where in the document an annotated paragraph begins, 0 to 1, and its themes' colours."""

    at: float
    colours: tuple[int, ...]


class Minimap(QWidget):
    """Follows one view, and scrolls it: a click goes there, dragging drags the view along."""

    def __init__(self, session: Session, view: PageView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._dashes: dict[int, Dash] = {}
        self._rows: dict[int, set[int]] = defaultdict(set)
        self._tops = [0.0]
        self._drawn: QPixmap | None = None
        self._grip: float | None = None
        self._thumb_shown = QRect()
        self._waiting: list[int] | None = []
        self._hit_rows: set[int] = set()
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Map of the annotations"))
        self.setToolTip(self.tr("All annotations of the document; click or drag to go there"))
        view.layout_changed.connect(self.update)
        view.verticalScrollBar().valueChanged.connect(self._follow_thumb)
        view.document_changed.connect(self._begin)
        view.marks_changed.connect(self._follow)
        view.found.changed.connect(self._show_hits)
        view.rotation_changed.connect(self._turn)
        appearance.changed.connect(self._redraw)

    def sizeHint(self) -> QSize:
        """Thin, and as high as there is room."""
        return QSize(WIDTH, 200)

    @property
    def dashes(self) -> dict[int, Dash]:
        """What is drawn for each annotated paragraph."""
        return self._dashes

    def y_of(self, ordinal: int) -> float:
        """The height at which a paragraph's dash is drawn."""
        return self._row(self._dashes[ordinal]) * _PITCH

    # What is drawn

    def _begin(self) -> None:
        """Forget the document before; show this one's annotations, as there is time for it."""
        self._dashes = {}
        self._redraw()
        self._follow(None)

    def _turn(self) -> None:
        """Find everything anew where it is on the turned pages."""
        self._follow(None)
        self._show_hits()

    def _follow(self, ordinals: Iterable[int] | None) -> None:
        """Look up the dashes of these paragraphs; of all, a few at a time, for None."""
        if ordinals is not None:
            self._refresh(ordinals)
            return
        shown = self._view.shown
        self._tops = _tops(shown.pages if shown else (), self._view.rotation)
        self._waiting = None
        self._session.idle.begin(self, self._go_on)

    def _gather(self) -> list[int]:
        """All paragraphs that have a dash or should have one, the last first."""
        shown = self._view.shown
        return sorted({*self._dashes, *(shown.annotated if shown else ())}, reverse=True)

    def _go_on(self) -> bool:
        """Take the next few of those that wait."""
        if self._waiting is None:
            self._waiting = self._gather()
            return True
        few = self._waiting[-_AT_A_TIME:]
        del self._waiting[-_AT_A_TIME:]
        self._refresh(reversed(few))
        return bool(self._waiting)

    def _refresh(self, ordinals: Iterable[int]) -> None:
        for row in self._look_up(ordinals):
            self._redraw_row(row)

    def _look_up(self, ordinals: Iterable[int]) -> set[int]:
        """Find the dashes of these paragraphs anew; answers the rows that look different now."""
        rows = set()
        for ordinal in ordinals:
            if old := self._dashes.pop(ordinal, None):
                rows.add(self._row(old))
                self._rows[self._row(old)].discard(ordinal)
            if dash := self._dash(ordinal):
                self._dashes[ordinal] = dash
                rows.add(self._row(dash))
                self._rows[self._row(dash)].add(ordinal)
        return rows

    def _dash(self, ordinal: int) -> Dash | None:
        shown = self._view.shown
        if shown is None or not shown.index.is_readable(ordinal):
            return None
        inks = inks_on(self._session.catalogue, shown.id, ordinal)
        first = shown.index.paragraph(ordinal).boxes[0]
        return Dash(self._at(first), tuple(ink.bar.rgb() for ink in inks)) if inks else None

    def _at(self, box: Box) -> float:
        """Where in the document a box begins as pages are shown, 0 to 1."""
        return (self._tops[box.page - 1] + self._view.column.turning(box.page).box(box).y0) / self._tops[-1]

    def _row(self, dash: Dash) -> int:
        return min(int(dash.at * self.height() / _PITCH), max(0, self.height() // _PITCH - 1))

    def _redraw(self) -> None:
        self._drawn = None
        self._rows.clear()
        for ordinal, dash in self._dashes.items():
            self._rows[self._row(dash)].add(ordinal)
        self.update()

    def _redraw_row(self, row: int) -> None:
        if self._drawn is not None:
            painter = QPainter(self._drawn)
            self._draw(painter, row)
            painter.end()
        self.update(0, row * _PITCH, self.width(), _PITCH)

    def _drawing(self) -> QPixmap:
        """All dashes on one picture, kept until they change: scrolling costs the same however many."""
        if self._drawn is None:
            ratio = self.devicePixelRatioF()
            self._drawn = QPixmap(self.size() * ratio)
            self._drawn.setDevicePixelRatio(ratio)
            self._drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._drawn)
            for row in self._rows:
                self._draw(painter, row)
            painter.end()
        return self._drawn

    def _draw(self, painter: QPainter, row: int) -> None:
        """Draw the dashes that share a row as one, with the colours of all of them."""
        dash = QRectF(_SIDE, row * _PITCH, self.width() - 2 * _SIDE, _PITCH - 1)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        painter.fillRect(dash, Qt.GlobalColor.transparent)
        dashes = (self._dashes[ordinal] for ordinal in sorted(self._rows[row]))
        colours = dict.fromkeys(colour for each in dashes for colour in each.colours)
        for at, colour in enumerate(colours):
            width = dash.width() / len(colours)
            painter.fillRect(
                QRectF(dash.left() + at * width, dash.top(), width, dash.height()), QColor(colour)
            )

    def _thumb(self) -> QRectF:
        """The stretch in view, on the scale of the dashes; where it would be hard to grip, a little more."""
        bar = self._view.verticalScrollBar()
        whole = bar.maximum() + bar.pageStep()
        if bar.maximum() <= 0:
            return QRectF()
        length = max(self.height() * bar.pageStep() / whole, _SHORTEST)
        top = bar.value() / bar.maximum() * (self.height() - length)
        return QRectF(0, top, self.width(), length)

    def _follow_thumb(self) -> None:
        """Repaint where the stretch in view was and is, which on a long document is mostly the same."""
        thumb = self._thumb().toAlignedRect()
        if thumb != self._thumb_shown:
            self.update(QRegion(self._thumb_shown) ^ QRegion(thumb))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the strip, the stretch in view, the dashes."""
        look = appearance.colours()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.panel)
        thumb = self._thumb()
        self._thumb_shown = thumb.toAlignedRect()
        if thumb:
            shade = QColor(look.text)
            shade.setAlpha(62 if self._grip is not None or self.underMouse() else 38)
            painter.fillRect(self._thumb_shown, shade)
        painter.fillRect(QRectF(0, 0, 1, self.height()), look.line)
        painter.drawPixmap(0, 0, self._drawing())
        for row in self._hit_rows:
            painter.fillRect(QRectF(self.width() - 4, row * _PITCH, 4, _PITCH - 1), _HIT)
        painter.end()

    def _show_hits(self) -> None:
        """Find the rows of the hits of a search."""
        lines = self._view.found.lines()
        self._hit_rows = {self._row(Dash(self._at(box), ())) for box in lines}
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the dashes anew."""
        super().resizeEvent(event)
        self._redraw()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grip the stretch in view, bringing it under the pointer first."""
        thumb = self._thumb()
        if event.button() != Qt.MouseButton.LeftButton or not thumb:
            return
        y = event.position().y()
        self._grip = y - thumb.top() if thumb.top() <= y <= thumb.bottom() else thumb.height() / 2
        self._drag(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the view along."""
        if self._grip is not None:
            self._drag(event.position().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of it."""
        super().mouseReleaseEvent(event)
        self._grip = None
        self.update()

    def _drag(self, y: float) -> None:
        bar, thumb = self._view.verticalScrollBar(), self._thumb()
        free = self.height() - thumb.height()
        self._view.glide.stop()
        bar.setValue(round((y - (self._grip or 0)) / free * bar.maximum()) if free > 0 else 0)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be gripped."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Fade back."""
        super().leaveEvent(event)
        self.update()


def _tops(pages: Iterable[Page], rotation: int) -> list[float]:
    """Where each page begins when pages are put below one another, in points; the whole height last."""
    tops = [0.0]
    for page in pages:
        tops.append(tops[-1] + Turning(page.width, page.height, rotation).size[1])
    return tops
