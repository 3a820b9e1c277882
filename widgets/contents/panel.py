"""What the document of the active pane contains, as an outline or as pages; it shows where one is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app import settings
from app.outline import Outline, outline_of
from app.pdf.protocol import Navigation
from widgets.appearance import metrics
from widgets.contents.outline_model import OutlineModel
from widgets.contents.outline_view import OutlineView
from widgets.contents.pages_model import PagesModel
from widgets.contents.pages_view import PagesView
from widgets.icons import icon
from widgets.panels.caption import Caption, muted_label
from widgets.reader.page_layout import GAP
from widgets.reader.page_view import PageView
from widgets.session import Session

_LOWEST = 176
"""Pixels the contents keep where there are many documents and themes above them."""

_READ_FROM = GAP + 12
"""Pixels below the top of a view from where one is taken to read."""


class ContentsPanel(QWidget):
    """Follows one view while it is seen; `place_requested` carries a page and a height on it in points."""

    place_requested = Signal(int, float)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._view: PageView | None = None
        self._chosen: tuple[int, int] | None = None
        self._outline = Outline()
        self.outline = OutlineView(OutlineModel(self._page_name, self))
        self._model = PagesModel(session, self._page_name, self)
        self.pages = PagesView(self._model, session.tiles)
        self.caption = Caption(self.tr("Contents"))
        self.as_outline = self._made_choice("outline", self.tr("Outline"))
        self.as_pages = self._made_choice("pages", self.tr("Pages"))
        self.message = muted_label()
        self.to_pages = QPushButton(self.tr("Show its pages"))
        self._nothing, self._body = QWidget(), QStackedWidget()
        self._build()
        self.outline.chosen.connect(self._choose)
        self.pages.chosen.connect(lambda page: self.place_requested.emit(page, 0.0))
        self.outline.left.connect(self.left)
        self.pages.left.connect(self.left)
        session.navigations.arrived.connect(self._take_navigation)
        self._restore()

    def _build(self) -> None:
        choice = QButtonGroup(self)
        for button in (self.as_outline, self.as_pages):
            choice.addButton(button)
            self.caption.add(button)
        self.message.setWordWrap(True)
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 0)
        nothing.addWidget(self.message)
        nothing.addWidget(self.to_pages, 0, Qt.AlignmentFlag.AlignLeft)
        nothing.addStretch(1)
        self.to_pages.setObjectName("quiet")
        self.to_pages.clicked.connect(self.as_pages.click)
        for part in (self._nothing, self.outline, self.pages):
            self._body.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addWidget(self._body, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def _made_choice(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(name))
        button.setCheckable(True)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.clicked.connect(self._switch)
        return button

    def sizeHint(self) -> QSize:
        """As little as will do; the panel takes what room there is."""
        return QSize(metrics.LEFT_PANEL, self.minimumHeight())

    # Whether and how it is shown

    @property
    def is_wanted(self) -> bool:
        """Whether the contents are to be shown; else their place is empty."""
        return not self._body.isHidden()

    def set_wanted(self, wanted: bool) -> None:
        """Show the contents, or leave their place empty, now and the next time."""
        self.caption.setVisible(wanted)
        self._body.setVisible(wanted)
        self.setMinimumHeight(_LOWEST if wanted else 0)
        self._show_document()
        self._remember()

    def focus_contents(self) -> None:
        """Let the keys go to what is shown."""
        if self._body.currentWidget() is self.outline:
            self.outline.focus_outline()
        elif self._body.currentWidget() is self.pages:
            self.pages.focus_pages()
        else:
            button = self.to_pages if self.to_pages.isVisible() else self.as_outline
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _switch(self) -> None:
        self._show_part()
        self._remember()

    def _restore(self) -> None:
        remembered = self._session.preferences.mapping(settings.CONTENTS)
        (self.as_pages if remembered.get("pages") is True else self.as_outline).setChecked(True)
        self.set_wanted(remembered.get("shown") is not False)

    def _remember(self) -> None:
        state: dict[str, object] = {"shown": self.is_wanted, "pages": self.as_pages.isChecked()}
        self._session.preferences.set(settings.CONTENTS, state)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what is read."""
        super().showEvent(event)
        self._show_document()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hold nothing of a document while nobody looks."""
        super().hideEvent(event)
        self._show_document()

    # What it follows

    def follow(self, view: PageView | None) -> None:
        """Show the contents of what is in this view from now on."""
        if self._view is not None:
            self._view.document_changed.disconnect(self._show_document)
            self._view.marks_changed.disconnect(self._follow_marks)
            self._view.page_changed.disconnect(self._show_page)
            self._view.rotation_changed.disconnect(self.pages.turn)
            self._view.verticalScrollBar().valueChanged.disconnect(self._show_place)
        self._view = view
        if view is not None:
            view.document_changed.connect(self._show_document)
            view.marks_changed.connect(self._follow_marks)
            view.page_changed.connect(self._show_page)
            view.rotation_changed.connect(self.pages.turn)
            view.verticalScrollBar().valueChanged.connect(self._show_place)
        self._show_document()

    def _take_navigation(self, document_id: str) -> None:
        if self._view is not None and document_id == self._view.document_id:
            self._show_document()

    def _follow_marks(self, ordinals: object) -> None:
        """Where the text was corrected, headings may be others."""
        if ordinals is None and not self._is_idle and self._found_outline() != self._outline:
            self._show_outline()
            self._show_part()

    @property
    def _is_idle(self) -> bool:
        return not (self.is_wanted and self.isVisible())

    # The document

    def _navigation(self) -> Navigation | None:
        document_id = self._view.document_id if self._view is not None else None
        return self._session.navigations.of(document_id) if document_id else None

    def _page_name(self, page: int) -> str:
        return (self._navigation() or Navigation()).page_name(page)

    def _found_outline(self) -> Outline:
        """The outline of the document, once it is known whether it has one of its own."""
        navigation, shown = self._navigation(), self._view.shown if self._view is not None else None
        if self._is_idle or navigation is None or shown is None:
            return Outline()
        return outline_of(navigation.entries, shown.index.paragraphs)

    def _show_document(self) -> None:
        """Show the document from anew, or nothing while nobody looks."""
        self._model.show(None if self._is_idle else self._view)
        self._show_outline()
        self._show_part()

    def _show_outline(self) -> None:
        self._chosen = None
        self._outline = self._found_outline()
        self.outline.show_outline(self._outline)

    def _show_part(self) -> None:
        """Show what was chosen of the two, or say why there is nothing to show."""
        if self._view is None or self._view.document_id is None:
            self._show_message(self.tr("Open a document to see what it contains."))
        elif self.as_pages.isChecked():
            self._body.setCurrentWidget(self.pages)
        elif self._outline.entries:
            self._body.setCurrentWidget(self.outline)
        elif self._navigation() is None:
            self._show_message("")
        else:
            nothing = self.tr("This document has no outline, and no headings were found in it.")
            self._show_message(nothing, offer_pages=True)
        self._show_place()
        self._show_page()

    def _show_message(self, message: str, *, offer_pages: bool = False) -> None:
        self.message.setText(message)
        self.to_pages.setVisible(offer_pages)
        self._body.setCurrentWidget(self._nothing)

    # Where one is

    def _show_place(self) -> None:
        """Mark the entry being read; one that was gone to stays marked until the reader moves on."""
        view = self._view
        if self._is_idle or view is None or not view.column.page_count:
            return
        if self._body.currentWidget() is not self.outline:
            return
        if self._chosen is not None and self._chosen[1] == view.glide.target:
            self.outline.show_current(self._chosen[0])
            return
        self._chosen = None
        place = view.place_at(QPointF(0, _READ_FROM))
        self.outline.show_current(self._outline.at(place.page, place.y))

    def _show_page(self) -> None:
        if not self._is_idle and self._view is not None and self._body.currentWidget() is self.pages:
            self.pages.show_current(self._view.page)

    def _choose(self, at: int) -> None:
        entry = self._outline.entries[at]
        self.place_requested.emit(entry.page, entry.y)
        if self._view is not None:
            self._chosen = at, self._view.glide.target
            self._show_place()
