"""One to four panes side by side, one of them active."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from app.model import Passage
from widgets.outside import Outside
from widgets.reader.find_bar import FindBar
from widgets.reader.finding import Finding
from widgets.reader.left_off import LeftOff, State
from widgets.reader.linking import Linking, Way
from widgets.reader.page_layout import Fit, Zoom
from widgets.reader.pane import Pane
from widgets.session import Session

MOST = 4


class Panes(QWidget):
    """Holds the panes; what a menu or key wishes goes to the active one. There is always one."""

    active_changed = Signal(object)
    documents_changed = Signal()
    memo_requested = Signal()
    theme_requested = Signal()
    files_dropped = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._panes: list[Pane] = []
        self._left_off = LeftOff()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._splitter, 1)
        self.find_bar = FindBar()
        column.addWidget(self.find_bar)
        self.setAcceptDrops(True)
        self.linking = Linking(lambda: self._panes, self)
        self.outside = Outside(session, self)
        self._active = self._insert(0)
        self.finding = Finding(self.find_bar, lambda: self._panes, lambda: self._active, self.activate)
        self.active_changed.connect(self.finding.follow)
        self._show_active()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        session.project_opened.connect(self._start_over)
        session.project_closed.connect(self._start_over)
        session.go_to_passage.connect(self.show_passage)

    @property
    def panes(self) -> list[Pane]:
        """The panes from left to right."""
        return list(self._panes)

    @property
    def active(self) -> Pane:
        """The pane that keys and menus act on."""
        return self._active

    # Panes

    def add_pane(self, document_id: str | None = None) -> Pane | None:
        """Open a pane beside the active one and make it active; None when there are four already."""
        if len(self._panes) >= MOST:
            self._session.noticed.emit(self.tr("There are four panes already; close one first."), False)
            return None
        pane = self._insert(self._panes.index(self._active) + 1)
        self._share_width()
        pane.set_document(document_id)
        self.activate(pane)
        pane.setFocus()
        return pane

    def close_pane(self, pane: Pane | None = None) -> None:
        """Close a pane, else the active one; the last only lets go of its document."""
        pane = pane or self._active
        if len(self._panes) == 1:
            pane.set_document(None)
            return
        at, was_active = self._panes.index(pane), pane is self._active
        self._remove(pane)
        if was_active:
            self.activate(self._panes[max(0, at - 1)])
            self._active.setFocus(Qt.FocusReason.TabFocusReason)
        self._show_active()

    def next_pane(self, step: int = 1) -> None:
        """Go on to the next pane, after the last to the first."""
        at = (self._panes.index(self._active) + step) % len(self._panes)
        self._panes[at].setFocus(Qt.FocusReason.TabFocusReason)
        self.activate(self._panes[at])

    def activate(self, pane: Pane) -> None:
        """Let keys and menus act on this pane."""
        if pane is not self._active:
            self._active = pane
            self.active_changed.emit(pane)
        self._show_active()

    def _insert(self, at: int) -> Pane:
        pane = Pane(self._session, self._left_off)
        pane.close_requested.connect(lambda: self.close_pane(pane))
        pane.address_requested.connect(self.outside.ask)
        pane.document_changed.connect(self.documents_changed)
        pane.document_changed.connect(self._show_active)
        pane.view.pane_step_requested.connect(self.next_pane)
        pane.view.memo_requested.connect(self.memo_requested)
        pane.view.theme_requested.connect(self.theme_requested)
        self._panes.insert(at, pane)
        self._splitter.insertWidget(at, pane)
        pane.document_changed.connect(self.linking.begin_here)
        self.linking.take_in(pane)
        return pane

    def _remove(self, pane: Pane) -> None:
        self._panes.remove(pane)
        pane.let_go()
        pane.hide()
        pane.setParent(None)
        pane.deleteLater()
        self.linking.begin_here()
        self.documents_changed.emit()

    def _share_width(self) -> None:
        self._splitter.setSizes([self._splitter.width() // len(self._panes)] * len(self._panes))

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Make the pane active in which the keys now go anywhere."""
        self.activate(next((pane for pane in self._panes if new and pane.isAncestorOf(new)), self._active))

    def _show_active(self) -> None:
        several = len(self._panes) > 1
        for pane in self._panes:
            pane.view.has_neighbours = several
            pane.header.set_closable(several or pane.document_id is not None)
            pane.show_active(pane is self._active)

    def _start_over(self) -> None:
        """Show one empty pane: another project is here, or none."""
        for pane in self._panes[1:]:
            self._remove(pane)
        self._active = self._panes[0]
        self._active.set_document(None)
        self._left_off.restore(None)
        self._show_active()
        self.active_changed.emit(self._active)

    # Documents

    def show_document(self, document_id: str, new_pane: bool = False) -> None:
        """Show a document in the active pane, or in another beside it."""
        if new_pane:
            self.add_pane(document_id)
            return
        self._active.leave()
        self._active.set_document(document_id)
        self._active.setFocus()

    def show_paragraph(self, document_id: str, ordinal: int) -> None:
        """Go to a paragraph in the active pane if it shows the document, else in one that does, else here."""
        pane = self._pane_for(document_id)
        pane.leave()
        pane.set_document(document_id)
        self.activate(pane)
        pane.view.show_paragraph(ordinal)

    def show_passage(self, passage: Passage) -> None:
        """Go to a stretch of text or a region, in the pane where a paragraph would be shown."""
        pane = self._pane_for(passage.document_id)
        pane.leave()
        pane.set_document(passage.document_id)
        self.activate(pane)
        pane.view.show_passage(passage)

    def _pane_for(self, document_id: str) -> Pane:
        """The active pane if it shows the document, else one that does, else the active."""
        showing = [pane for pane in self._panes if pane.document_id == document_id]
        return self._active if self._active in showing or not showing else showing[0]

    # What menus wish

    def move_by_paragraph(self, step: int) -> None:
        """Take the next paragraph, or the one before."""
        self._active.view.step(step)

    def move_to_annotation(self, step: int) -> None:
        """Take the next annotated paragraph, or the one before."""
        self._active.view.step_annotated(step)

    def copy_text(self) -> None:
        """Copy the text at hand."""
        self._active.view.at_hand.copy_text()

    def copy_with_citation(self) -> None:
        """Copy the text at hand with where it is from."""
        self._active.view.at_hand.copy_cited()

    def back(self) -> None:
        """Go back to where the latest jump was made from."""
        self._active.back()

    def forward(self) -> None:
        """Go forward again."""
        self._active.forward()

    def zoom_in(self) -> None:
        """Show pages larger."""
        self._active.view.zoom_in()

    def zoom_out(self) -> None:
        """Show pages smaller."""
        self._active.view.zoom_out()

    def fit_width(self) -> None:
        """Show pages as wide as the pane."""
        self._active.view.set_zoom(Zoom(Fit.WIDTH))

    def fit_page(self) -> None:
        """Show whole pages."""
        self._active.view.set_zoom(Zoom(Fit.PAGE))

    def actual_size(self) -> None:
        """Show pages at their printed size."""
        self._active.view.set_zoom(Zoom(Fit.NONE, 100))

    def turn_right(self) -> None:
        """Turn pages a quarter clockwise."""
        self._active.view.turn(90)

    def turn_left(self) -> None:
        """Turn pages a quarter anticlockwise."""
        self._active.view.turn(-90)

    def go_to_page(self) -> None:
        """Let a page number be typed."""
        self._active.header.edit_page()

    # Files from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the files dropped."""
        if files := _files(event):
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    # What is remembered

    def state(self) -> State:
        """The panes and their widths, and where documents were left, as JSON can hold them."""
        for pane in self._panes:
            pane.leave_off()
        return {
            "left": self._left_off.state(),
            "panes": [pane.state() for pane in self._panes],
            "active": self._panes.index(self._active),
            "sizes": self._splitter.sizes(),
            "linked": self.linking.way,
        }

    def restore(self, state: State) -> None:
        """Show what was remembered; what is damaged or no longer there is left out."""
        panes = state.get("panes")
        saved = [each for each in panes if isinstance(each, dict)][:MOST] if isinstance(panes, list) else []
        self._start_over()
        self._left_off.restore(state.get("left"))
        for at, each in enumerate(saved):
            pane = self._panes[0] if at == 0 else self._insert(at)
            pane.restore(each)
        saved_sizes = state.get("sizes")
        sizes = (
            [each for each in saved_sizes if isinstance(each, int)] if isinstance(saved_sizes, list) else []
        )
        if len(sizes) == len(self._panes):
            self._splitter.setSizes(sizes)
        else:
            self._share_width()
        linked = state.get("linked")
        self.linking.link(next((way for way in Way if way == linked), None))
        active = state.get("active")
        self.activate(
            self._panes[active if isinstance(active, int) and 0 <= active < len(self._panes) else 0]
        )
        self._active.view.at_hand.take_again()


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
