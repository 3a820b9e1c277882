"""One pane: a header, and below it a document with its minimap, or the documents to choose from."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.changes import Changes
from app.pdf.protocol import Link
from widgets.reader.document_chooser import DocumentChooser
from widgets.reader.left_off import LeftOff, State
from widgets.reader.minimap import Minimap
from widgets.reader.movement import Stretch
from widgets.reader.page_layout import GAP, Fit, Place, Zoom
from widgets.reader.page_view import PageView
from widgets.reader.pane_header import PaneHeader
from widgets.reader.trail import Spot, Trail
from widgets.reader.turning import ROTATIONS
from widgets.session import Session

_NARROWEST = 170
"""Pixels: four panes and the panels fit a small screen."""


class Pane(QWidget):
    """Shows one document of the project, or none yet."""

    document_changed = Signal()
    close_requested = Signal()
    address_requested = Signal(str)

    def __init__(self, session: Session, left_off: LeftOff, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._left_off = left_off
        self.header = PaneHeader()
        self.view = PageView(session)
        self.minimap = Minimap(session, self.view)
        self.chooser = DocumentChooser(session)
        self._trail = Trail()
        self._build()
        self._wire()
        self.set_document(None)

    def _build(self) -> None:
        reading = QWidget()
        row = QHBoxLayout(reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.view, 1)
        row.addWidget(self.minimap)
        self._body = QStackedWidget()
        self._body.addWidget(self.chooser)
        self._body.addWidget(reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._body, 1)
        self.setMinimumWidth(_NARROWEST)

    def _wire(self) -> None:
        header, view = self.header, self.view
        header.document_requested.connect(self._choose)
        header.pressed.connect(self.setFocus)
        header.page_requested.connect(lambda _: self.leave())
        header.page_requested.connect(view.go_to_page)
        header.unknown_page.connect(self._tell_of_unknown_page)
        header.zoom_requested.connect(view.set_zoom)
        header.close_requested.connect(self.close_requested)
        header.left.connect(view.setFocus)
        self.chooser.chosen.connect(self._choose)
        view.at_hand.changed.connect(self._show_place)
        view.link_followed.connect(self._follow_link)
        view.page_changed.connect(self._show_page)
        view.zoom_changed.connect(lambda: header.show_zoom(view.zoom))
        self._session.changed.connect(self._follow)
        self._session.navigations.arrived.connect(self._show_labels)

    # The document

    @property
    def document_id(self) -> str | None:
        """The document shown."""
        return self.view.document_id

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Let the keys go to the document or to the list of them; a focus proxy would upset the Tab order."""
        if self.document_id is None:
            self.chooser.focus_list(reason)
        else:
            self.view.setFocus(reason)

    def set_document(self, document_id: str | None) -> None:
        """Show a document from where it was left, else its beginning; None offers those there are."""
        if document_id is not None and document_id == self.document_id:
            return
        self.leave_off()
        self.view.show_document(document_id)
        if document_id is not None:
            self._go_on(self._left_off.of(document_id))
        self._show_documents()
        self._body.setCurrentIndex(0 if document_id is None else 1)
        self.header.show_zoom(self.view.zoom)
        self._show_page(self.view.page)
        if document_id is not None:
            source = self._session.sources.of(self._session.catalogue.document(document_id))
            self._session.navigations.ask(document_id, source)
        self._show_labels(document_id)
        self.document_changed.emit()

    def leave_off(self) -> None:
        """Remember where the document shown is left, for when it is opened again."""
        if self.document_id is not None:
            self._left_off.note(self.document_id, self._reading())

    def leave(self) -> None:
        """Remember this place before a jump, to come back to."""
        self._trail.leave(self._spot())

    def go_to(self, page: int, y: float = 0.0) -> None:
        """Jump to a height of a page, in points from its top, to come back from."""
        self.leave()
        _, top = self.view.column.position(Place(page, 0.0, y))
        self.view.scroll_to(top - GAP)

    def back(self) -> None:
        """Go back to where the latest jump was made from."""
        self._return_to(self._trail.back(self._spot()))

    def forward(self) -> None:
        """Go forward again to where one came back from."""
        self._return_to(self._trail.forward(self._spot()))

    def _spot(self) -> Spot | None:
        view = self.view
        return Spot(view.document_id, view.place_at(QPointF())) if view.document_id else None

    def _return_to(self, spot: Spot | None) -> None:
        present = {document.id for document in self._session.catalogue.documents}
        if spot is None or spot.document_id not in present:
            self._session.noticed.emit(self.tr("There is no further place to go to."), False)
            return
        self.set_document(spot.document_id)
        self.view.glide.stop()
        self.view.go_to(spot.place)

    def _follow_link(self, link: Link) -> None:
        """Go where a link leads, or ask for the address it leads to."""
        if link.page:
            self.leave()
            self.view.go_to_page(link.page, link.y)
        else:
            self.address_requested.emit(link.address)

    def _choose(self, document_id: str) -> None:
        self.leave()
        self.set_document(document_id)
        self.view.setFocus()

    def _show_documents(self) -> None:
        """Bring titles and lists up to date."""
        documents = self._session.catalogue.documents if self._session.project else []
        title = next((each.title for each in documents if each.id == self.document_id), None)
        self.header.show_title(title)
        self.header.offer(documents, self.document_id)
        if self.document_id is None:
            self.chooser.refresh()

    def _show_place(self) -> None:
        at_hand = self.view.at_hand
        self.header.show_place(at_hand.in_words(), at_hand.in_words(short=True))

    def _show_page(self, page: int) -> None:
        self.header.show_page(page, self.view.column.page_count)

    def _show_labels(self, document_id: str | None) -> None:
        if document_id == self.document_id:
            known = self._session.navigations.of(document_id) if document_id else None
            self.header.show_labels(known.labels if known else ())

    def _tell_of_unknown_page(self, typed: str) -> None:
        count = self.view.column.page_count
        notice = self.tr("There is no page “{0}” here; the last of its pages is number {1}.")
        self._session.noticed.emit(notice.format(typed, count), False)

    def _follow(self, changes: Changes) -> None:
        touched = changes.ids("documents")
        if not touched:
            return
        present = {document.id for document in self._session.catalogue.documents}
        if self.document_id is not None and self.document_id not in present:
            self.set_document(None)
        else:
            self._show_documents()

    def show_active(self, active: bool) -> None:
        """Show whether this is the pane that keys and menus act on."""
        self.header.show_active(active, self._has_focus())

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def let_go(self) -> None:
        """Stop listening, before the pane is deleted."""
        self.leave_off()
        self._session.changed.disconnect(self._follow)
        self._session.navigations.arrived.disconnect(self._show_labels)
        self.view.let_go()

    # What is remembered

    def state(self) -> State:
        """Document, place, zoom and paragraphs at hand, as JSON can hold them."""
        stretch = self.view.at_hand.stretch
        return {
            "document": self.document_id,
            "paragraphs": [stretch.begun, stretch.taken] if stretch else None,
            **self._reading(),
        }

    def _reading(self) -> State:
        """Place, zoom and rotation."""
        view = self.view
        place, zoom = view.place(), view.zoom
        return {
            "place": [place.page, place.x, place.y] if place else None,
            "zoom": [zoom.fit.value, zoom.percent],
            "rotation": view.rotation,
        }

    def _go_on(self, reading: State | None) -> None:
        """Go to where the document shown was left, as far as that is known."""
        if reading is None:
            return
        self.view.set_zoom(_zoom(reading.get("zoom")))
        rotation = reading.get("rotation")
        self.view.set_rotation(next((each for each in ROTATIONS if each == rotation), 0))
        match reading.get("place"):
            case [int(page), int(x) | float(x), int(y) | float(y)]:
                self.view.go_to(Place(page, x, y))

    def restore(self, state: State) -> None:
        """Show what was remembered, as far as it still is there; the session's selection is left alone."""
        documents = self._session.catalogue.documents
        document_id = next((each.id for each in documents if each.id == state.get("document")), None)
        self.view.set_zoom(_zoom(state.get("zoom")))
        self.set_document(document_id)
        if document_id is None:
            return
        self._go_on(state)
        match state.get("paragraphs"):
            case [int(begun), int(taken)]:
                self.view.at_hand.remember(Stretch(begun, taken))


def _zoom(saved: object) -> Zoom:
    match saved:
        case [("width" | "page" | "none") as fit, int(percent) | float(percent)]:
            return Zoom(Fit(fit), percent)
    return Zoom()
