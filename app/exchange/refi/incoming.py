"""What would come in from another program's project: plain records, not yet held against any project.

Records name each other by the keys of their file (`standard.key` of its GUIDs).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.exchange.refi.losses import Losses
from app.exchange.refi.standard import ORIGIN
from app.model import MemoTarget


@dataclass(frozen=True, slots=True)
class IncomingTheme:
    """A code; `colour` is `#rrggbb`, None where the file gives none."""

    key: str
    name: str
    parent: str | None
    colour: str | None
    definition: str


@dataclass(frozen=True, slots=True)
class IncomingCoder:
    """A user."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """A source; `entry` is its PDF among the files that came along, `text` the text positions count in."""

    key: str
    title: str
    file_name: str
    entry: str | None
    text: str | None
    is_pdf: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on a page (from 0) in whole points, as the file has it: corners in no stated order."""

    page: int
    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class IncomingPassage:
    """A selection: positions in the document's text (end exclusive), or frames, or words and frames."""

    key: str
    document: str
    start: int = 0
    end: int = 0
    quote: str = ""
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class IncomingAnnotation:
    """A coding; `made` is a moment as the file writes it."""

    passage: str
    theme: str
    coder: str
    made: str | None


@dataclass(frozen=True, slots=True)
class IncomingMemo:
    """A note or description on a passage, a code or a source."""

    target: MemoTarget
    of: str
    coder: str
    text: str
    made: str | None
    changed: str | None


@dataclass(frozen=True, slots=True)
class Incoming:
    """All that a file says, and what of it has no counterpart here."""

    name: str
    origin: str
    themes: tuple[IncomingTheme, ...] = ()
    coders: tuple[IncomingCoder, ...] = ()
    documents: tuple[IncomingDocument, ...] = ()
    passages: Mapping[str, IncomingPassage] = field(default_factory=dict)
    annotations: tuple[IncomingAnnotation, ...] = ()
    memos: tuple[IncomingMemo, ...] = ()
    losses: Losses = field(default_factory=Losses)

    @property
    def is_ours(self) -> bool:
        """Whether this program wrote it, so that its GUIDs are our ids."""
        return self.origin.startswith(ORIGIN)

    @property
    def from_top(self) -> bool:
        """Whether it counts heights from the top of the page, against the standard, as QualCoder does."""
        return "qualcoder" in self.origin.lower()

    @property
    def summary(self) -> str:
        """What is in it, in a line."""
        counts = {
            "codes": len(self.themes),
            "users": len(self.coders),
            "sources": len(self.documents),
            "selections": len(self.passages),
            "codings": len(self.annotations),
            "notes": len(self.memos),
        }
        held = ", ".join(f"{number:,} {what}" for what, number in counts.items())
        return f"from {self.origin or 'an unnamed program'}: {held}"
