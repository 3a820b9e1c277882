"""All keys on one sheet: those of the menus, the codebook's, and those of reading and of lists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.actions import Entry, menus
from widgets.appearance import fonts
from widgets.panels.caption import muted_label
from widgets.session import Session

KeyGroup = tuple[str, list[tuple[str, str]]]
"""A heading, and its keys with what they do."""


class KeysDialog(QDialog):
    """It can stay open beside the window while one works."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keys"))
        self.setModal(False)
        sheet = QWidget()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(34)
        for groups in _halves(self._groups(session)):
            row.addLayout(_made_column(groups), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(sheet)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 16)
        column.setSpacing(12)
        column.addWidget(area)
        column.addWidget(buttons)
        self.resize(840, 660)

    def _groups(self, session: Session) -> list[KeyGroup]:
        reading = [
            (self.tr("Click"), self.tr("Select the paragraph")),
            (self.tr("Shift+click, Shift+J, Shift+K"), self.tr("Extend the selection")),
            (self.tr("J K, ↓ ↑"), self.tr("Next, previous paragraph")),
            (self.tr("Space, Shift+Space"), self.tr("A screen down, up")),
            (self.tr("Space+drag, middle button"), self.tr("Move the pages")),
            (self.tr("Click on a link"), self.tr("Go where it leads; with Shift, select instead")),
            (self.tr("Home, End"), self.tr("First, last page")),
            (self.tr("Tab"), self.tr("The pane beside")),
            (self.tr("Ctrl+Tab"), self.tr("Out of the panes, to the panels")),
            (self.tr("Ctrl+wheel"), self.tr("Zoom")),
            (self.tr("Esc"), self.tr("Select nothing; in full screen, leave it")),
        ]
        lists = [
            (
                self.tr("Enter"),
                self.tr("Show the document, annotation or page; tag with the theme"),
            ),
            (self.tr("Ctrl+Enter, Ctrl+click"), self.tr("Open the document beside")),
            (self.tr("F2"), self.tr("Rename")),
            (self.tr("Del"), self.tr("Remove; undo brings it back")),
        ]
        return [
            (self.tr("Reading"), reading),
            (self.tr("Themes"), self._theme_keys(session)),
            *_menu_groups(),
            (self.tr("Lists"), lists),
        ]

    def _theme_keys(self, session: Session) -> list[tuple[str, str]]:
        themes = session.catalogue.themes if session.project else []
        return [
            (theme.key.upper(), self.tr("Tag with {}, again untag").format(theme.name))
            for theme in themes
            if theme.key
        ]


def _menu_groups() -> list[KeyGroup]:
    groups = []
    for _name, title, entries in menus():
        keys = [
            (", ".join(_native(entry)), entry.text.replace("&", "").rstrip("…"))
            for entry in entries
            if isinstance(entry, Entry) and _native(entry)
        ]
        groups.append((title.replace("&", ""), keys))
    return groups


def _native(entry: Entry) -> list[str]:
    """An action's keys as the platform writes them; the first of a standard key's several."""
    written = (QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) for keys in entry.keys)
    return list(dict.fromkeys(text for text in written if text))


def _halves(groups: Sequence[KeyGroup]) -> tuple[list[KeyGroup], list[KeyGroup]]:
    """The groups in two columns of about the same height."""
    groups = [group for group in groups if group[1]]
    heights = [len(keys) + 2 for _, keys in groups]
    cut = min(range(1, len(groups)), key=lambda n: abs(sum(heights[:n]) - sum(heights[n:])))
    return groups[:cut], groups[cut:]


def _made_column(groups: Sequence[KeyGroup]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(1, 1)
    for title, keys in groups:
        caption = muted_label(title)
        caption.setFont(fonts.caption())
        caption.setContentsMargins(0, 8 if grid.count() else 0, 0, 0)
        grid.addWidget(caption, grid.rowCount(), 0, 1, 2)
        for pressed, does in keys:
            row = grid.rowCount()
            key = QLabel(pressed)
            key.setWordWrap(True)
            key.setMinimumWidth(130)
            what = muted_label(does)
            what.setWordWrap(True)
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(what, row, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid
