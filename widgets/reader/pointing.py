"""What the pointer rests on in one view, also when the pages move under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal

from widgets.reader.hit_test import Target
from widgets.reader.shown_document import ShownDocument


class Pointing(QObject):
    """Follows the pointer; `paragraph_changed` carries the paragraph before and the one after, or None."""

    paragraph_changed = Signal(object, object)

    def __init__(self, target_at: Callable[[QPointF], Target | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target_at = target_at
        self._pointer: QPointF | None = None
        self.ordinal: int | None = None

    def forget(self) -> None:
        """Begin with a document: nothing is known to be under the pointer."""
        self.ordinal = None

    def move(self, at: QPointF | None) -> None:
        """The pointer is there now; None when it has left."""
        self._pointer = at
        self.look_again()

    def look_again(self) -> None:
        """Find out what is under the pointer now."""
        target = self._target_at(self._pointer) if self._pointer is not None else None
        ordinal = target.ordinal if target else None
        if ordinal != self.ordinal:
            before, self.ordinal = self.ordinal, ordinal
            self.paragraph_changed.emit(before, ordinal)


def explanation(shown: ShownDocument, target: Target | None) -> str:
    """The themes of a paragraph and their coders, where a point is on its bars or names; else empty."""
    if target is None or target.ordinal is None:
        return ""
    blocks = shown.index.on(target.page).of(target.ordinal)
    if any(block.box.x0 <= target.x <= block.box.x1 for block in blocks):
        return ""
    return "\n".join(shown.themes_and_coders(target.ordinal))
