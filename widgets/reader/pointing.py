"""What the pointer rests on in one view, also when the pages move under it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QObject, QPointF, Signal

from app.pdf.protocol import Link
from widgets.reader.hit_test import Target, is_on_text
from widgets.reader.link_names import hint
from widgets.reader.shown_document import ShownDocument

_LINE = 80
"""Characters of a hint's line."""


class Pointing(QObject):
    """Follows the pointer; `paragraph_changed` carries the paragraph before and the one after, or None."""

    paragraph_changed = Signal(object, object)
    link_changed = Signal()

    def __init__(
        self,
        target_at: Callable[[QPointF], Target | None],
        link_at: Callable[[Target], Link | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._target_at = target_at
        self._link_at = link_at
        self._shown: ShownDocument | None = None
        self._pointer: QPointF | None = None
        self.ordinal: int | None = None
        self.link: Link | None = None

    def show(self, shown: ShownDocument | None) -> None:
        """Begin with a document: nothing is known to be under the pointer."""
        self._shown = shown
        self.ordinal = None

    def link_at(self, at: QPointF) -> Link | None:
        """The link under a point of the view."""
        target = self._target_at(at)
        return self._link_at(target) if target else None

    def hint_at(self, at: QPointF) -> str:
        """Where the link under a point leads, or the themes and coders whose bars or names are there."""
        target = self._target_at(at)
        if self._shown is None or target is None:
            return ""
        link = self._link_at(target)
        return as_hint(hint(link) if link else explanation(self._shown, target))

    def move(self, at: QPointF | None) -> None:
        """The pointer is there now; None when it has left."""
        self._pointer = at
        self.look_again()

    def look_again(self) -> None:
        """Find out what is under the pointer now."""
        target = self._target_at(self._pointer) if self._pointer is not None else None
        link, ordinal = self._link_at(target) if target else None, target.ordinal if target else None
        if link != self.link:
            self.link = link
            self.link_changed.emit()
        if ordinal != self.ordinal:
            before, self.ordinal = self.ordinal, ordinal
            self.paragraph_changed.emit(before, ordinal)


def explanation(shown: ShownDocument, target: Target) -> str:
    """The themes of a paragraph and their coders, where a point is on its bars or names; else empty."""
    if target.ordinal is None:
        return ""
    blocks = shown.index.on(target.page).of(target.ordinal)
    if any(is_on_text(block, target) for block in blocks):
        return ""
    return "\n".join(shown.themes_and_coders(target.ordinal))


def as_hint(text: str) -> str:
    """A text as a hint shows it, wrapped: what documents and people wrote is never taken for markup."""
    lines = [line[at : at + _LINE] for line in text.splitlines() for at in range(0, len(line), _LINE)]
    return f"<p style='white-space: pre'>{'<br>'.join(map(escape, lines))}</p>" if lines else ""
