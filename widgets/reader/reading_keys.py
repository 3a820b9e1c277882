"""What each key does in a view that has the focus; every other key is the window's."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

if TYPE_CHECKING:
    from widgets.reader.page_view import PageView

_SCREEN = 0.9
"""The share of what is in sight that is gone on by."""

Deed = Callable[["PageView"], object]


def deed_of(event: QKeyEvent) -> Deed | None:
    """What a key means to the view, None for a key that is not its own."""
    if event.matches(QKeySequence.StandardKey.Copy):
        return _copy
    shift = Qt.KeyboardModifier.ShiftModifier
    if event.modifiers() & ~(shift | Qt.KeyboardModifier.KeypadModifier):
        return None
    return _KEYS.get((Qt.Key(event.key()), bool(event.modifiers() & shift)))


def _copy(view: PageView) -> None:
    view.at_hand.copy_text()


def _take_nothing(view: PageView) -> None:
    view.at_hand.take(None)


def _scroll_sideways(view: PageView, steps: int) -> None:
    """Scroll to the right, or to the left for a negative number, where pages are wider than the view."""
    across = view.horizontalScrollBar()
    across.setValue(across.value() + 2 * steps * across.singleStep())


def scroll_by_screen(view: PageView, screens: int) -> None:
    """Scroll on by so much of a document as is in sight, all but a little, or back."""
    view.glide.by(screens * _SCREEN * view.viewport().height())


_KEYS: dict[tuple[Qt.Key, bool], Deed] = {
    (Qt.Key.Key_J, False): lambda view: view.step(1),
    (Qt.Key.Key_Down, False): lambda view: view.step(1),
    (Qt.Key.Key_J, True): lambda view: view.step(1, extend=True),
    (Qt.Key.Key_Down, True): lambda view: view.step(1, extend=True),
    (Qt.Key.Key_K, False): lambda view: view.step(-1),
    (Qt.Key.Key_Up, False): lambda view: view.step(-1),
    (Qt.Key.Key_K, True): lambda view: view.step(-1, extend=True),
    (Qt.Key.Key_Up, True): lambda view: view.step(-1, extend=True),
    (Qt.Key.Key_N, False): lambda view: view.step_annotated(1),
    (Qt.Key.Key_P, False): lambda view: view.step_annotated(-1),
    (Qt.Key.Key_PageDown, False): lambda view: scroll_by_screen(view, 1),
    (Qt.Key.Key_PageUp, False): lambda view: scroll_by_screen(view, -1),
    (Qt.Key.Key_Home, False): lambda view: view.scroll_to(0),
    (Qt.Key.Key_End, False): lambda view: view.scroll_to(view.column.height),
    (Qt.Key.Key_Left, False): lambda view: _scroll_sideways(view, -1),
    (Qt.Key.Key_Right, False): lambda view: _scroll_sideways(view, 1),
    (Qt.Key.Key_Escape, False): _take_nothing,
}
"""By key, with Shift held or not."""
