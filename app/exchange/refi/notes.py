"""Notes of another program's project, handed to what refers to them; none goes missing unnamed."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from app.exchange.refi.archive import Archive
from app.exchange.refi.drift import decoded
from app.exchange.refi.elements import child, children, count, text
from app.exchange.refi.incoming import IncomingMemo
from app.exchange.refi.losses import Loss, Losses
from app.exchange.refi.paths import file_name
from app.exchange.refi.standard import key
from app.model import MemoTarget


class Notes:
    """The notes by their GUIDs, and which of them found their place."""

    def __init__(self, notes: Element | None, files: Archive | None, losses: Losses) -> None:
        self._files = files
        self._losses = losses
        self._notes = {key(note.get("guid")): note for note in children(notes, "Note")}
        self._placed: set[str] = set()

    def on(self, element: Element, target: MemoTarget, of: str) -> Iterator[IncomingMemo]:
        """The memos on a thing: its description, unless it is a code's, and the notes it refers to."""
        described = "" if target is MemoTarget.THEME else text(child(element, "Description"))
        if described:
            yield IncomingMemo(
                target,
                of,
                key(element.get("modifyinguser") or element.get("creatinguser")),
                described,
                element.get("creationdatetime"),
                element.get("modifieddatetime"),
            )
        for reference in children(element, "NoteRef"):
            yield from self._memo(key(reference.get("targetguid")), target, of)

    def _memo(self, guid: str, target: MemoTarget, of: str) -> Iterator[IncomingMemo]:
        note = self._notes.get(guid)
        written = self._written(note) if note is not None else ""
        if note is None or not written:
            return
        self._placed.add(guid)
        yield IncomingMemo(
            target,
            of,
            key(note.get("creatinguser")),
            written,
            note.get("creationdatetime"),
            note.get("modifieddatetime"),
        )

    def count_lost(self) -> None:
        """Count the notes nothing referred to, once all else is read, and codings within notes."""
        alone = [note for guid, note in self._notes.items() if guid not in self._placed]
        self._losses.add(Loss.NOTE_ALONE, sum(bool(self._written(note)) for note in alone))
        self._losses.add(Loss.NOTE_CODING, sum(count(note, "Coding") for note in self._notes.values()))

    def _written(self, note: Element) -> str:
        """What a note says, under its name where that is not how it begins anyway."""
        name = note.get("name", "").strip()
        content = (
            text(child(note, "PlainTextContent")) or self._filed(note) or text(child(note, "Description"))
        )
        if not content or content.startswith(name.rstrip("… .")):
            return content
        return f"{name}\n{content}"

    def _filed(self, note: Element) -> str:
        file = file_name(note.get("plaintextpath"))
        if self._files is None or file is None or not self._files.has(file):
            return ""
        return decoded(self._files.text(file)).strip()
