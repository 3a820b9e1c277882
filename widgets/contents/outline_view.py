"""The outline to choose from: a tree that shows where one is, narrowed by typing where it is long."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QTreeView, QVBoxLayout, QWidget

from app.outline import Outline
from widgets.appearance import fonts, metrics
from widgets.contents.outline_model import OutlineModel
from widgets.contents.outline_row import OutlineRow
from widgets.panels.caption import muted_label

_LONG = 12
"""Entries beyond which there is a line to narrow them."""

_MOST_OPEN, _MOST_FOUND = 60, 500
"""Rows an outline may show when it is opened, and when it is narrowed; levels that make more stay closed."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OutlineTree(QTreeView):
    """A tree whose rows are clicked or entered; `left` says that Escape was pressed."""

    chosen = Signal(QModelIndex)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(metrics.PANEL_MARGIN)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(OutlineRow(self))
        self.clicked.connect(self.chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Escape goes back to the page."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class OutlineView(QWidget):
    """`chosen` carries the entry that is to be gone to."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._outline = Outline()
        self._kept: Sequence[int] = ()
        self._current: int | None = None
        self.note = muted_label(self.tr("This document has no outline; these are the headings found in it."))
        self.note.setFont(fonts.small())
        self.note.setWordWrap(True)
        self.note.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 2)
        self.filter = self._made_filter()
        self.tree = OutlineTree()
        self.tree.setModel(model)
        self.tree.setAccessibleName(self.tr("Outline of the document"))
        self.tree.chosen.connect(self._choose)
        self.tree.left.connect(self.left)
        self.tree.expanded.connect(self._mark_current)
        self.tree.collapsed.connect(self._mark_current)
        line = QVBoxLayout()
        line.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 0)
        line.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.note)
        column.addLayout(line)
        column.addWidget(self.tree, 1)

    def _made_filter(self) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(self.tr("Filter the outline"))
        line.setAccessibleName(self.tr("Filter the outline"))
        line.setClearButtonEnabled(True)
        line.textChanged.connect(self._narrow)
        line.installEventFilter(self)
        return line

    def show_outline(self, outline: Outline) -> None:
        """Show another outline, opened as far as it stays easy to take in."""
        self._outline, self._current = outline, None
        with QSignalBlocker(self.filter):
            self.filter.clear()
        self.note.setVisible(outline.found and bool(outline.entries))
        self.filter.setVisible(len(outline.entries) > _LONG)
        self._narrow("")

    def show_current(self, at: int | None) -> None:
        """Mark the entry being read, or what of the tree is open above it, and keep it in sight."""
        if at != self._current:
            self._current = at
            index = self._mark_current()
            if index.isValid():
                self.tree.scrollTo(index)

    def focus_outline(self) -> None:
        """Let the keys go to the outline, beginning at what is being read."""
        if self._current is not None:
            self.tree.setCurrentIndex(self._mark_current())
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Narrowing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line one goes down into the tree, takes the first entry, or goes back to the page."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event.key())
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        first = self._first_match()
        if key == Qt.Key.Key_Down:
            self.tree.setFocus(Qt.FocusReason.TabFocusReason)
            self.tree.setCurrentIndex(first)
        elif key in _ENTER and first.isValid():
            self._choose(first)
        elif key == Qt.Key.Key_Escape:
            if self.filter.text():
                self.filter.clear()
            else:
                self.left.emit()
        else:
            return False
        return True

    def _first_match(self) -> QModelIndex:
        """The first entry that has the words itself; those above it are shown for its sake only."""
        words = self.filter.text().casefold()
        titles = enumerate(entry.title.casefold() for entry in self._model.outline.entries)
        return self._model.index_of(next((at for at, title in titles if words in title), None))

    def _narrow(self, words: str) -> None:
        """Show the entries that have the words, and those above them."""
        whole = self._outline
        self._kept = whole.having(words) if words else range(len(whole.entries))
        shown = Outline([whole.entries[at] for at in self._kept]) if words else whole
        self._model.show(shown)
        self._open_levels(_MOST_FOUND if words else _MOST_OPEN)
        self._mark_current()

    def _open_levels(self, most: int) -> None:
        """Open as many levels as make no longer a list than that."""
        depths: list[int] = []
        for parent in self._model.outline.parents:
            depths.append(0 if parent is None else depths[parent] + 1)
        counted = Counter(depths)
        totals = accumulate(counted[depth] for depth in sorted(counted))
        easy = sum(total <= most for total in totals)
        if easy > 1:
            self.tree.expandToDepth(easy - 2)

    # One entry

    def _mark_current(self) -> QModelIndex:
        """Mark the current entry, or the nearest above it that is in sight; answers the row."""
        shown = self._place_in_tree(self._current)
        above, parents = shown, self._model.outline.parents
        while above is not None and (above := parents[above]) is not None:
            if not self.tree.isExpanded(self._model.index_of(above)):
                shown = above
        self._model.show_current(shown)
        return self._model.index_of(shown)

    def _place_in_tree(self, entry: int | None) -> int | None:
        """Where among the entries kept the current one is; None when it is not."""
        if entry is None:
            return None
        at = bisect_left(self._kept, entry)
        return at if at < len(self._kept) and self._kept[at] == entry else None

    def _choose(self, index: QModelIndex) -> None:
        """Go to the entry; open or close one that leads nowhere."""
        at = self._kept[self._model.entry(index)]
        if self._outline.entries[at].page:
            self.chosen.emit(at)
        else:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
