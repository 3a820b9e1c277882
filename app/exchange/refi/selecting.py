"""Sources of another program's project, with their selections and codings, each coding once.

Some programs give a passage in a PDF twice, as positions in its text and as rectangles on its pages; then
the positions stand, and the rectangles only add what codings they alone have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element

from app.exchange.refi import drift
from app.exchange.refi.archive import Archive
from app.exchange.refi.elements import child, children, count
from app.exchange.refi.incoming import (
    Frame,
    IncomingAnnotation,
    IncomingDocument,
    IncomingMemo,
    IncomingPassage,
)
from app.exchange.refi.losses import Loss, Losses
from app.exchange.refi.notes import Notes
from app.exchange.refi.paths import file_name
from app.exchange.refi.standard import key
from app.model import MemoTarget

_UNREADABLE = {"AudioSource": Loss.AUDIO, "VideoSource": Loss.VIDEO, "PictureSource": Loss.PICTURE}
_CORNERS = ("page", "firstx", "firsty", "secondx", "secondy")
_FARTHEST = 1_000_000


class SourceReading:
    """Reads sources one after the other, and collects what is in them."""

    def __init__(self, files: Archive | None, themes: Collection[str], notes: Notes, losses: Losses) -> None:
        self.documents: dict[str, IncomingDocument] = {}
        self.passages: dict[str, IncomingPassage] = {}
        self.annotations: dict[tuple[str, str, str], IncomingAnnotation] = {}
        self.memos: list[IncomingMemo] = []
        self._files = files
        self._themes = themes
        self._notes = notes
        self._losses = losses
        self._noted: dict[tuple[MemoTarget, str], list[IncomingMemo]] = defaultdict(list)

    def read(self, source: Element) -> None:
        """Take one source in."""
        if source.tag in _UNREADABLE:
            self._losses.add(_UNREADABLE[source.tag])
            self._losses.add(Loss.UNSUPPORTED_CODING, count(source, "Coding"))
        elif source.tag == "PDFSource":
            self._read_document(source, child(source, "Representation"), source.get("path"))
        elif source.tag == "TextSource":
            self._read_document(source, source, None)
        else:
            self._losses.add(Loss.OTHER)

    def _read_document(self, source: Element, texted: Element | None, path: str | None) -> None:
        own = _unused(key(source.get("guid")), self.documents)
        spans = list(children(texted, "PlainTextSelection"))
        entry = file_name(path)
        if entry is not None and (self._files is None or not self._files.has(entry)):
            entry = None
        wanted = spans or source.tag == "TextSource"
        text = self._text(texted, spans) if wanted and texted is not None else None
        texts = file_name(texted.get("plaintextpath")) if texted is not None else None
        title = source.get("name") or texts or ""
        called = self._files.comment(entry) if self._files is not None and entry else ""
        self.documents[own] = IncomingDocument(
            own, title, called or title, entry, text, is_pdf=source.tag == "PDFSource"
        )
        self._note(source, MemoTarget.DOCUMENT, own)
        for holder in {id(source): source, id(texted): texted}.values():
            self._losses.add(Loss.DOCUMENT_CODING, sum(1 for _ in children(holder, "Coding")))
        known = {key(span.get("guid")): self._read_span(span, own, text) for span in spans}
        alike = {_likeness(span): known[key(span.get("guid"))] for span in spans}
        for group in _grouped(list(children(source, "PDFSelection"))):
            self._read_frames(group, own, known, alike)

    def _text(self, texted: Element, spans: Sequence[Element]) -> str | None:
        """The text the positions count in, where it came along."""
        content = child(texted, "PlainTextContent")
        file = file_name(texted.get("plaintextpath"))
        if content is not None:
            raw = "".join(content.itertext()).encode("utf-8")
        elif file is not None and self._files is not None and self._files.has(file):
            raw = self._files.text(file)
        else:
            return None
        return drift.reading(raw, [(*_positions(span), span.get("name", "")) for span in spans])

    def _read_span(self, span: Element, document: str, text: str | None) -> str | None:
        """The passage of positions in the text; its key, None where it is no passage."""
        start, end = _positions(span)
        if start >= end:
            self._losses.add(Loss.EMPTY)
            return None
        if text is not None and not 0 <= start < end <= len(text):
            self._losses.add(Loss.OUTSIDE)
            return None
        name = span.get("name", "")
        quote = text[start:end] if text is not None else name if len(name) == end - start else ""
        passage = self._keep(span, IncomingPassage("", document, start, end, quote))
        self._read_codings(span, passage)
        return passage

    def _keep(self, selection: Element, passage: IncomingPassage) -> str:
        own = _unused(key(selection.get("guid")), self.passages)
        self.passages[own] = replace(passage, key=own)
        return own

    def _read_frames(
        self,
        group: Sequence[Element],
        document: str,
        known: Mapping[str, str | None],
        alike: Mapping[tuple[str, str] | None, str | None],
    ) -> None:
        """The passage of rectangles, unless positions in the text gave it, by GUID or by name and time."""
        twin = next((known[guid] for frame in group if (guid := key(frame.get("guid"))) in known), None)
        if twin is None and _words(group[0]) and (likeness := _likeness(group[0])) is not None:
            twin = alike.get(likeness)
        passage = twin or self._add_frames(document, group)
        if passage is not None:
            for frame in group:
                self._read_codings(frame, passage)

    def _add_frames(self, document: str, group: Sequence[Element]) -> str | None:
        frames = tuple(found for frame in group if (found := _frame(frame)) is not None)
        quote = "\n".join(words for frame in group if (words := _words(frame)))
        if not frames and not quote:
            self._losses.add(Loss.EMPTY)
            return None
        return self._keep(group[0], IncomingPassage("", document, quote=quote, frames=frames))

    def _read_codings(self, selection: Element, passage: str) -> None:
        """The codings of a selection and those within its own representation."""
        self._note(selection, MemoTarget.PASSAGE, passage)
        for coding in selection.iter("Coding"):
            reference = child(coding, "CodeRef")
            theme = key(reference.get("targetguid")) if reference is not None else ""
            if theme not in self._themes:
                self._losses.add(Loss.NO_CODE)
                continue
            coder = key(coding.get("creatinguser") or selection.get("creatinguser"))
            made = coding.get("creationdatetime") or selection.get("creationdatetime")
            annotation = IncomingAnnotation(passage, theme, coder, made)
            if self.annotations.setdefault((passage, theme, coder), annotation) is not annotation:
                self._losses.add(Loss.DOUBLED)
            self._note(coding, MemoTarget.PASSAGE, passage)

    def _note(self, element: Element, target: MemoTarget, of: str) -> None:
        for memo in self._notes.on(element, target, of):
            alike = replace(memo, made=None, changed=None)
            if alike not in self._noted[target, of]:
                self._noted[target, of].append(alike)
                self.memos.append(memo)


def _unused(guid: str, taken: Collection[str]) -> str:
    """The key of a thing, told apart where programs give none or one twice."""
    own, number = guid, len(taken)
    while not own or own in taken:
        own, number = f"{guid}#{number}", number + 1
    return own


def _positions(span: Element) -> tuple[int, int]:
    """Start and end; nothing at all where they are no numbers."""
    try:
        return int(span.get("startposition", "")), int(span.get("endposition", ""))
    except ValueError:
        return 0, 0


def _frame(selection: Element) -> Frame | None:
    try:
        numbers = [round(float(selection.get(corner, ""))) for corner in _CORNERS]
    except (ValueError, OverflowError):
        return None
    found = Frame(*numbers)
    if found.page < 0 or any(abs(number) > _FARTHEST for number in numbers):
        return None
    return found


def _words(frame: Element) -> str:
    """What a rectangle says it holds."""
    content = child(frame, "Representation", "PlainTextContent")
    return "".join(content.itertext()).strip() if content is not None else ""


def _likeness(selection: Element) -> tuple[str, str] | None:
    """What selections of one passage have in common: what they are called, and when they were made."""
    name, made = selection.get("name", ""), selection.get("creationdatetime", "")
    return (name, made) if name and made else None


def _grouped(frames: Sequence[Element]) -> Iterator[list[Element]]:
    """Rectangles that are one passage over several pages or columns together, the others alone."""
    groups: dict[object, list[Element]] = defaultdict(list)
    for frame in frames:
        groups[(_words(frame) and _likeness(frame)) or id(frame)].append(frame)
    yield from groups.values()
