"""A document as a source of a REFI-QDA project: rectangles on its pages, then positions in its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from app.exchange.refi import geometry
from app.exchange.refi.incoming import Frame
from app.exchange.refi.standard import INTERNAL, allowed, derived, written_moment
from app.exchange.refi.taken import Selected, Taken
from app.model import Box, Document, Page, PassageKind

_NAME_LENGTH = 100


def write_source(sources: Element, document: Document, taken: Taken, *, with_file: bool) -> None:
    """Add a document with its passages: a `PDFSource`, or a `TextSource` where there is no PDF."""
    selections = taken.selections(document)
    name, added = allowed(document.title), written_moment(document.added)
    text = INTERNAL + taken.text_id(document) + ".txt"
    if with_file:
        path = f"{INTERNAL}{document.id}.pdf"
        source = SubElement(
            sources, "PDFSource", guid=document.id, name=name, path=path, creationDateTime=added
        )
        _write_frames(source, selections, taken.pages(document))
        holder = SubElement(
            source, "Representation", guid=taken.text_id(document), name=name, plainTextPath=text
        )
    else:
        source = holder = SubElement(
            sources, "TextSource", guid=document.id, name=name, plainTextPath=text, creationDateTime=added
        )
    _write_spans(holder, selections)
    _write_note_refs(source, taken.notes.get(document.id, ()))


def _write_spans(holder: Element, selections: Sequence[Selected]) -> None:
    for selected in selections:
        if selected.span is not None:
            start, end = selected.span
            attributes = {"startPosition": str(start), "endPosition": str(end)}
            element = SubElement(holder, "PlainTextSelection", {**_named(selected), **attributes})
            _write_codings(element, selected, 0)


def _write_frames(source: Element, selections: Sequence[Selected], pages: Sequence[Page]) -> None:
    for selected in selections:
        if selected.span is None:
            for part, frame in enumerate(_frames(selected, pages)):
                _write_frame(source, selected, part, frame)


def _write_frame(source: Element, selected: Selected, part: int, frame: Frame) -> None:
    corners = {"firstX": frame.x0, "firstY": frame.y0, "secondX": frame.x1, "secondY": frame.y1}
    attributes = {name: str(value) for name, value in {"page": frame.page, **corners}.items()}
    element = SubElement(source, "PDFSelection", {**_named(selected, part), **attributes})
    quote = selected.passage.anchor.quote
    if quote and part == 0:
        words = SubElement(element, "Representation", guid=derived(selected.passage.id, "words"))
        SubElement(words, "PlainTextContent").text = allowed(quote)
    _write_codings(element, selected, part)


def _frames(selected: Selected, pages: Sequence[Page]) -> Iterator[Frame]:
    """The boxes of a region; of lines of text, one box a page around them."""
    boxes = selected.passage.anchor.boxes
    if selected.passage.kind is not PassageKind.REGION:
        boxes = tuple(_around(boxes))
    sizes = {page.number: page for page in pages}
    for box in boxes:
        if box.page in sizes:
            yield geometry.frame(box, sizes[box.page])


def _around(boxes: Sequence[Box]) -> Iterator[Box]:
    for page in dict.fromkeys(box.page for box in boxes):
        here = [box for box in boxes if box.page == page]
        yield Box(
            page,
            min(box.x0 for box in here),
            min(box.y0 for box in here),
            max(box.x1 for box in here),
            max(box.y1 for box in here),
        )


def _named(selected: Selected, part: int = 0) -> dict[str, str]:
    """What a selection has whatever its form: its GUID, the beginning of its words, who made it and when."""
    quote = " ".join(selected.passage.anchor.quote.split())
    name = quote if len(quote) <= _NAME_LENGTH else quote[: _NAME_LENGTH - 1].rstrip() + "…"
    attributes = {"guid": derived(selected.passage.id, part) if part else selected.passage.id}
    if name:
        attributes["name"] = allowed(name)
    if selected.annotations:
        first = min(selected.annotations, key=lambda annotation: (annotation.created, annotation.id))
        attributes |= {
            "creatingUser": first.coder_id,
            "creationDateTime": written_moment(first.created),
        }
    return attributes


def _write_codings(element: Element, selected: Selected, part: int) -> None:
    for annotation in selected.annotations:
        coding = SubElement(
            element,
            "Coding",
            guid=derived(annotation.id, part) if part else annotation.id,
            creatingUser=annotation.coder_id,
            creationDateTime=written_moment(annotation.created),
        )
        SubElement(coding, "CodeRef", targetGUID=annotation.theme_id)
    if part == 0:
        _write_note_refs(element, selected.notes)


def _write_note_refs(element: Element, notes: Sequence[str]) -> None:
    for note in notes:
        SubElement(element, "NoteRef", targetGUID=note)
