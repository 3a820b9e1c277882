"""What can be done in the window, as a table: words, keys, place in the menus."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from widgets.icons import icon


class Needs(Enum):
    """What must be there for an action to make sense."""

    NOTHING = auto()
    PROJECT = auto()
    WRITABLE = auto()
    SELECTION = auto()
    EDIT = auto()
    """A writable project and something at hand."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: its name in the code, its text, its keys, its icon, what it needs."""

    name: str
    text: str
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    icon: str = ""
    needs: Needs = Needs.PROJECT
    checkable: bool = False
    role: QAction.MenuRole = QAction.MenuRole.NoRole


@dataclass(frozen=True, slots=True)
class Submenu:
    """A menu inside a menu, filled by the window while it runs."""

    name: str
    text: str


SEPARATOR = None
_Key = QKeySequence.StandardKey


def _tr(text: str) -> str:
    return QCoreApplication.translate("actions", text)


def menus() -> list[tuple[str, str, list[Entry | Submenu | None]]]:
    """The menu bar: (name, text, entries) from left to right."""
    return [
        ("file", _tr("&File"), _file()),
        ("edit", _tr("&Edit"), _edit()),
        ("annotate", _tr("&Annotate"), _annotate()),
        ("view", _tr("&View"), _view()),
        ("help", _tr("&Help"), _help()),
    ]


def _file() -> list[Entry | Submenu | None]:
    return [
        Entry("new_project", _tr("&New project…"), (_Key.New,), needs=Needs.NOTHING),
        Entry("open_project", _tr("&Open project…"), (_Key.Open,), needs=Needs.NOTHING),
        Submenu("recent", _tr("Open &recent")),
        Entry("open_example", _tr("Open the &example"), needs=Needs.NOTHING),
        SEPARATOR,
        Entry("add_documents", _tr("&Add documents…"), ("Ctrl+Shift+A",), "add-document", Needs.WRITABLE),
        Entry("import", _tr("&Import or merge…"), ("Ctrl+I",), needs=Needs.WRITABLE),
        Entry("export", _tr("&Export annotations…"), ("Ctrl+E",), "export"),
        SEPARATOR,
        Entry("save_copy", _tr("&Save a copy…"), ("Ctrl+Shift+S",)),
        Entry("back_up", _tr("&Back up now"), needs=Needs.WRITABLE),
        Entry("show_in_folder", _tr("Show in &folder"), icon="folder"),
        SEPARATOR,
        Entry("close_project", _tr("&Close project")),
        Entry("quit", _tr("&Quit"), ("Ctrl+Q",), needs=Needs.NOTHING, role=QAction.MenuRole.QuitRole),
    ]


def _edit() -> list[Entry | Submenu | None]:
    return [
        Entry("undo", _tr("&Undo"), (_Key.Undo,), "undo", Needs.WRITABLE),
        Entry("redo", _tr("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", Needs.WRITABLE),
        SEPARATOR,
        Entry("copy", _tr("&Copy text"), (_Key.Copy,), "copy", Needs.SELECTION),
        Entry("copy_cited", _tr("Copy text with c&itation"), ("Ctrl+Shift+C",), needs=Needs.SELECTION),
        SEPARATOR,
        Entry("find", _tr("&Find…"), (_Key.Find,), "search"),
        Entry("find_next", _tr("Find &next"), ("F3",)),
        Entry("find_previous", _tr("Find &previous"), ("Shift+F3",)),
        SEPARATOR,
        Entry("coder", _tr("C&oder…"), icon="coder", needs=Needs.PROJECT),
    ]


def _annotate() -> list[Entry | Submenu | None]:
    return [
        Submenu("themes", _tr("&Tag with")),
        Entry("pick_theme", _tr("&Pick a theme…"), ("T",), "theme", Needs.EDIT),
        Entry("memo", _tr("Write a &memo"), ("M",), "memo", Needs.SELECTION),
        SEPARATOR,
        Entry("new_theme", _tr("Ne&w theme…"), needs=Needs.WRITABLE),
        SEPARATOR,
        Entry("agreement", _tr("&Agreement and differences…"), ("Ctrl+Shift+G",)),
        SEPARATOR,
        Entry("join", _tr("&Join with the next paragraph"), ("Ctrl+J",), needs=Needs.EDIT),
        Entry("split", _tr("&Split the paragraph…"), ("Ctrl+Shift+J",), needs=Needs.EDIT),
        Submenu("kinds", _tr("&Kind of paragraph")),
        SEPARATOR,
        Entry("next_paragraph", _tr("Next paragraph"), ("J",)),
        Entry("previous_paragraph", _tr("Previous paragraph"), ("K",)),
        Entry("next_annotation", _tr("Next annotation"), ("N",)),
        Entry("previous_annotation", _tr("Previous annotation"), ("P",)),
    ]


def _view() -> list[Entry | Submenu | None]:
    return [
        Entry("add_pane", _tr("&Add a pane"), ("Ctrl+T",), "pane"),
        Entry("close_pane", _tr("&Close pane"), ("Ctrl+W",)),
        Entry("next_pane", _tr("&Next pane"), ("F6",)),
        Entry("link", _tr("Lin&ked scrolling"), ("Ctrl+L",), "link", checkable=True),
        Submenu("link_ways", _tr("Link pan&es")),
        SEPARATOR,
        Entry("zoom_in", _tr("Zoom &in"), (_Key.ZoomIn, "Ctrl+=")),
        Entry("zoom_out", _tr("Zoom &out"), (_Key.ZoomOut,)),
        Entry("fit_width", _tr("Fit &width"), ("Ctrl+0",)),
        Entry("fit_page", _tr("Fit &page"), ("Ctrl+9",)),
        Entry("actual_size", _tr("Actual &size"), ("Ctrl+1",)),
        Entry("turn_right", _tr("Turn &right"), ("Ctrl+R",)),
        Entry("turn_left", _tr("&Turn left"), ("Ctrl+Shift+R",)),
        Entry("go_to_page", _tr("&Go to page…"), ("Ctrl+G",)),
        Entry("back", _tr("&Back to where you were"), ("Alt+Left",)),
        Entry("forward", _tr("&Forward again"), ("Alt+Right",)),
        SEPARATOR,
        Entry("show_left", _tr("&Documents and themes"), ("Ctrl+Alt+1",), checkable=True),
        Entry("show_contents", _tr("&Contents"), ("F9", "Ctrl+Alt+3"), checkable=True),
        Entry("show_right", _tr("Passa&ge and annotations"), ("Ctrl+Alt+2",), checkable=True),
        Entry("search", _tr("&Search…"), ("Ctrl+K",), "search"),
        Entry("find_annotation", _tr("&Filter annotations"), ("Ctrl+Shift+F",)),
        SEPARATOR,
        Submenu("scheme", _tr("&Light or dark")),
        Submenu("dark_pages", _tr("Pages in t&he dark")),
        Entry("full_screen", _tr("F&ull screen"), ("F11",), needs=Needs.NOTHING, checkable=True),
    ]


def _help() -> list[Entry | Submenu | None]:
    return [
        Entry("keys", _tr("&Keys"), ("F1", "?"), "keyboard", Needs.NOTHING),
        Entry("show_log", _tr("Show the &log file"), needs=Needs.NOTHING),
        SEPARATOR,
        Entry("about", _tr("&About Diptych"), needs=Needs.NOTHING, role=QAction.MenuRole.AboutRole),
    ]


class Actions:
    """The window's actions by name, and its menus."""

    def __init__(self, window: QWidget, bar: QMenuBar) -> None:
        self.menus: dict[str, QMenu] = {}
        self._actions: dict[str, QAction] = {}
        self._needs: dict[str, Needs] = {}
        for name, text, entries in menus():
            menu = bar.addMenu(text)
            self.menus[name] = menu
            for entry in entries:
                self._place(window, menu, entry)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def all(self) -> list[QAction]:
        """Every action, in the order of the menus."""
        return list(self._actions.values())

    def connect(self, handlers: Iterable[tuple[str, Callable[[], object]]]) -> None:
        """Carry out each named action with its handler."""
        for name, handler in handlers:
            self._actions[name].triggered.connect(lambda _checked=False, run=handler: run())

    def enable(self, *, project: bool, writable: bool, selection: bool) -> None:
        """Enable what makes sense now, and nothing else."""
        there = {
            Needs.NOTHING: True,
            Needs.PROJECT: project,
            Needs.WRITABLE: project and writable,
            Needs.SELECTION: project and selection,
            Needs.EDIT: project and writable and selection,
        }
        for name, needs in self._needs.items():
            self._actions[name].setEnabled(there[needs])

    def _place(self, window: QWidget, menu: QMenu, entry: Entry | Submenu | None) -> None:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, Submenu):
            self.menus[entry.name] = menu.addMenu(entry.text)
        else:
            action = _made(window, entry)
            self._actions[entry.name] = action
            self._needs[entry.name] = entry.needs
            menu.addAction(action)
            window.addAction(action)


def _made(window: QWidget, entry: Entry) -> QAction:
    action = QAction(entry.text, window)
    action.setObjectName(entry.name)
    shortcuts = [QKeySequence(keys) for keys in entry.keys]
    action.setShortcuts([keys for keys in shortcuts if not keys.isEmpty()])
    action.setMenuRole(entry.role)
    action.setCheckable(entry.checkable)
    if entry.icon:
        action.setIcon(icon(entry.icon))
        action.setIconVisibleInMenu(False)
    return action
