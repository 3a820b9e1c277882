"""One entry of a context menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu


def add_action(menu: QMenu, text: str, keys: str, deed: Callable[[], object]) -> QAction:
    """Add an entry that does `deed`; `keys` shown beside it tell what the view listens to."""
    action = menu.addAction(text)
    action.setShortcut(keys)
    action.triggered.connect(lambda _checked=False: deed())
    return action
