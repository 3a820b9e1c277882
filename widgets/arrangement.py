"""How the window was left, and each project's panes in it; put back when they are opened again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSplitter, QWidget

from app import settings
from app.model import Document
from widgets.preferences import Preferences
from widgets.reader.panes import Panes


def keep_window(preferences: Preferences, window: QWidget, columns: QSplitter) -> None:
    """Remember where the window is, how large, and how wide its columns."""
    preferences.set(settings.GEOMETRY, window.saveGeometry())
    preferences.set(settings.LAYOUT, columns.saveState())


def restore_window(preferences: Preferences, window: QWidget, columns: QSplitter) -> None:
    """Put the window where it was left; at first it is as large as the screen has room for."""
    if not window.restoreGeometry(preferences.data(settings.GEOMETRY)):
        window.resize(QSize(1440, 900).boundedTo(window.screen().availableSize()))
    columns.restoreState(preferences.data(settings.LAYOUT))


def keep_panes(preferences: Preferences, panes: Panes, project: Path, lately: Iterable[Path]) -> None:
    """Remember the panes of this project, and of the ones opened lately."""
    known = {str(path) for path in lately}
    kept = {path: state for path, state in preferences.mapping(settings.PANES).items() if path in known}
    preferences.set(settings.PANES, {**kept, str(project.resolve()): panes.state()})


def restore_panes(
    preferences: Preferences, panes: Panes, project: Path, documents: Sequence[Document]
) -> None:
    """The panes as they were left; at first the first two documents, side by side."""
    remembered = preferences.mapping(settings.PANES).get(str(project.resolve()))
    if isinstance(remembered, dict):
        panes.restore(remembered)
        return
    for position, document in enumerate(documents[:2]):
        panes.show_document(document.id, position > 0)
    panes.activate(panes.panes[0])
