"""Finds passages, themes and actions by typing; Enter goes there, tags, or does it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidgetItem, QWidget

from app.analysis import search
from app.citation import short_place
from app.model import Theme
from widgets.panels.caption import muted_label
from widgets.panels.search_row import SearchRow
from widgets.panels.theme_match import fit
from widgets.panels.typing_popup import TypingPopup
from widgets.session import Session

_WIDTH = 560
_MOST_ROWS = 8
_MOST_PASSAGES = 200
_MOST_OTHERS = 4


@dataclass(frozen=True, slots=True)
class Find:
    """A row: what it is, the words under it with those found marked, and what Enter does."""

    title: str
    beside: str
    text: str
    marks: tuple[tuple[int, int], ...]
    theme: Theme | None
    deed: Callable[[], object]


class SearchPopup(TypingPopup):
    """Themes and actions whose names fit first, then the paragraphs with all the words."""

    def __init__(self, session: Session, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(_WIDTH, parent)
        self._session = session
        self._actions = actions
        self.line.setPlaceholderText(self.tr("Search passages, themes, actions"))
        self.line.setAccessibleName(self.tr("Search"))
        self.line.setClearButtonEnabled(True)
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setItemDelegate(SearchRow(self.list))
        self.list.setMouseTracking(True)
        self.hint = muted_label()
        self.hint.setContentsMargins(6, 2, 6, 2)
        self.column.addWidget(self.hint)
        self.typed.connect(self._search)
        self.taken.connect(self._do)
        self._search("")

    def _search(self, typed: str) -> None:
        self.list.clear()
        passages = list(self._passages(typed)) if typed.strip() else []
        for found in (*self._themes(typed), *self._deeds(typed), *passages):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, found)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{found.title} {found.beside} {found.text}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        rows = min(self.list.count(), _MOST_ROWS)
        height = sum(self.list.sizeHintForRow(row) for row in range(rows))
        self.list.setFixedSize(QSize(_WIDTH, height))
        self.list.setVisible(bool(rows))
        self.hint.setText(self._said(typed, len(passages)))
        self.adjustSize()

    def _said(self, typed: str, passages: int) -> str:
        if not typed.strip():
            return self.tr(
                "Words must all occur; “words in quotation marks” stand together; -word leaves out."
            )
        if passages >= _MOST_PASSAGES:
            return self.tr("The first {} paragraphs are shown; more words find fewer.").format(passages)
        if not passages and not self.list.count():
            return self.tr("Nothing found. Try fewer words, or the beginning of one.")
        return self.tr("Paragraphs: {}").format(passages)

    def _themes(self, typed: str) -> Iterator[Find]:
        """Themes that fit, to tag the passage at hand with."""
        if not typed.strip() or self._session.selection is None or self._session.read_only:
            return
        themes = self._session.catalogue.themes
        fitting = sorted((found, at) for at, theme in enumerate(themes) if (found := fit(typed, theme.name)))
        for _, at in fitting[:_MOST_OTHERS]:
            theme = themes[at]
            key = theme.key.upper() if theme.key else ""
            yield Find(
                theme.name,
                key,
                self.tr("Tag the passage at hand, or untag it"),
                (),
                theme,
                partial(self._session.annotations.toggle, theme.id),
            )

    def _deeds(self, typed: str) -> Iterator[Find]:
        """Actions of the menus whose words begin as typed."""
        words = typed.casefold().split()
        if not words:
            return
        shown = 0
        for action in self._actions:
            name = action.text().replace("&", "")
            begins = [word.strip("…").casefold() for word in name.split()]
            if not action.isEnabled() or not all(any(b.startswith(w) for b in begins) for w in words):
                continue
            yield Find(name.rstrip("…"), action.shortcut().toString(), "", (), None, action.trigger)
            shown += 1
            if shown == _MOST_OTHERS:
                return

    def _passages(self, typed: str) -> Iterator[Find]:
        session = self._session
        if session.project is None:
            return
        titles = {document.id: document.title for document in session.catalogue.documents}
        for hit in search.find(session.project, typed, limit=_MOST_PASSAGES):
            if hit.document_id not in titles:
                continue
            paragraphs = session.catalogue.paragraphs(hit.document_id)
            place = short_place(paragraphs[hit.ordinal - 1], paragraphs)
            yield Find(
                titles[hit.document_id] + ("" if place.startswith("“") else f"  {place}"),
                self.tr("p. {}").format(hit.page),
                hit.snippet,
                hit.marks,
                None,
                partial(session.show_paragraph, hit.document_id, hit.ordinal),
            )

    def _do(self, item: QListWidgetItem) -> None:
        found = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        found.deed()
