"""The context menu of the paragraphs at hand: themes to give or take back, memo, copies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from app.model import FURNITURE, Theme
from app.pdf.protocol import Link
from widgets import appearance, correcting
from widgets.icons import icon
from widgets.selection import Selection
from widgets.session import Session

_SWATCH = 12

_MOST_LINKS = 5
"""Links that are offered in the menu itself."""


class ParagraphMenu(QMenu):
    """Offers every theme, ticked where the coder gave it to all paragraphs at hand."""

    theme_requested = Signal()
    memo_requested = Signal()
    copy_requested = Signal()
    citation_requested = Signal()
    link_followed = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        selection = session.selection
        if selection is not None:
            for theme in session.catalogue.themes:
                self._offer(theme, selection)
        self._wish(self.tr("Pick a theme…"), "T", "theme", self.theme_requested)
        self.addSeparator()
        self._wish(self.tr("Memo…"), "M", "memo", self.memo_requested)
        self.addSeparator()
        correcting.add_to_menu(self, session, parent.window())
        self.addSeparator()
        self._wish(self.tr("Copy text"), "Ctrl+C", "copy", self.copy_requested)
        self._wish(self.tr("Copy text with citation"), "Ctrl+Shift+C", None, self.citation_requested)

    def offer_links(self, links: Sequence[tuple[Link, str]]) -> None:
        """Offer links to follow, each with what that is called; many go into a menu of their own."""
        if not links:
            return
        self.addSeparator()
        menu = self.addMenu(self.tr("Links")) if len(links) > _MOST_LINKS else self
        for link, text in links:
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False, link=link: self.link_followed.emit(link))

    def _offer(self, theme: Theme, selection: Selection) -> None:
        action = QAction(_with_key(theme.name.replace("&", "&&"), theme.key), self)
        action.setCheckable(True)
        action.setChecked(self._has_theme(theme.id, selection))
        action.setIcon(_swatch(theme, action.isChecked()))
        action.setEnabled(not self._session.read_only)
        action.triggered.connect(lambda: self._session.annotations.toggle_on(selection, theme.id))
        self.addAction(action)

    def _has_theme(self, theme_id: str, selection: Selection) -> bool:
        coder, catalogue = self._session.coder, self._session.catalogue
        if selection.part is not None:
            given = catalogue.given(selection.part)
            return any(each.theme_id == theme_id and coder and each.coder_id == coder.id for each in given)
        paragraphs = catalogue.paragraphs(selection.document_id)[selection.first - 1 : selection.last]
        ordinals = [paragraph.ordinal for paragraph in paragraphs if paragraph.kind not in FURNITURE]
        return bool(ordinals and coder) and all(
            any(
                annotation.theme_id == theme_id and coder is not None and annotation.coder_id == coder.id
                for annotation in catalogue.annotations_on(selection.document_id, ordinal)
            )
            for ordinal in ordinals
        )

    def _wish(self, text: str, key: str, icon_name: str | None, wish: SignalInstance) -> None:
        action = self.addAction(_with_key(text, key))
        if icon_name:
            action.setIcon(icon(icon_name))
        action.triggered.connect(lambda: wish.emit())


def _with_key(text: str, key: str | None) -> str:
    """Show the key where menus show shortcuts, without making a second shortcut of it."""
    return f"{text}\t{key}" if key else text


def _swatch(theme: Theme, ticked: bool) -> QIcon:
    pixmap = QPixmap(_SWATCH * 4, _SWATCH * 4)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(4, 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(appearance.theme_colours(theme).bar)
    painter.drawRoundedRect(QRectF(0, 0, _SWATCH, _SWATCH), 3, 3)
    if ticked:
        icon("check", "#ffffff").paint(painter, 1, 1, _SWATCH - 2, _SWATCH - 2)
    painter.end()
    return QIcon(pixmap)
