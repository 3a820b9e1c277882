"""What an annotation's cells say, and what they are sorted by."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from app.catalogue import Catalogue
from app.citation import region_place, short_place
from app.model import Annotation, MemoTarget, Passage, PassageKind

SortKey = tuple[Any, ...]
_LOST = 1 << 30


class Column(IntEnum):
    """The columns, in the order shown."""

    DOCUMENT = 0
    PAGE = 1
    PARAGRAPH = 2
    THEME = 3
    CODER = 4
    QUOTE = 5
    MEMO = 6
    CREATED = 7


def heading(column: int) -> str:
    """The name of a column."""
    return {
        Column.DOCUMENT: _tr("Document"),
        Column.PAGE: _tr("Page"),
        Column.PARAGRAPH: _tr("Paragraph"),
        Column.THEME: _tr("Theme"),
        Column.CODER: _tr("Coder"),
        Column.QUOTE: _tr("Text"),
        Column.MEMO: _tr("Memo"),
        Column.CREATED: _tr("Created"),
    }[Column(column)]


def text(catalogue: Catalogue, annotation: Annotation, column: int) -> str:
    """What a cell says."""
    match column:
        case Column.THEME:
            return catalogue.theme(annotation.theme_id).name
        case Column.CODER:
            return catalogue.coder(annotation.coder_id).name
        case Column.MEMO:
            return " ".join(memo(catalogue, annotation).split())
        case Column.CREATED:
            return local_time(annotation.created)
    passage = catalogue.passage(annotation.passage_id)
    match column:
        case Column.DOCUMENT:
            return catalogue.document(passage.document_id).title
        case Column.PAGE:
            return str(_page(passage) or "")
        case Column.PARAGRAPH:
            return _place(catalogue, passage)
    if passage.kind is PassageKind.REGION and not passage.anchor.quote:
        return region_place(passage)
    return " ".join(passage.anchor.quote.split())


def key(catalogue: Catalogue, annotation: Annotation, column: int) -> SortKey:
    """What a row is sorted by when sorted by a column; rows alike in it come in the order of reading."""
    place = catalogue.place(annotation.passage_id)
    first = _LOST if place.first is None else place.first
    title = catalogue.document(place.document_id).title.casefold()
    theme = catalogue.theme(annotation.theme_id)
    coder = catalogue.coder(annotation.coder_id).name.casefold()
    reading = (title, place.document_id, first, theme.ordinal, coder, annotation.id)
    match column:
        case Column.PAGE:
            return _page(catalogue.passage(annotation.passage_id)), *reading
        case Column.PARAGRAPH:
            return first, *reading
        case Column.THEME:
            return theme.name.casefold(), *reading
        case Column.CODER:
            return coder, *reading
        case Column.QUOTE:
            return catalogue.passage(annotation.passage_id).anchor.quote.casefold(), *reading
        case Column.MEMO:
            note = memo(catalogue, annotation)
            return not note, note.casefold(), *reading
        case Column.CREATED:
            return annotation.created, *reading
    return reading


def memo(catalogue: Catalogue, annotation: Annotation) -> str:
    """What the coder of an annotation noted on its passage."""
    found = catalogue.memo(MemoTarget.PASSAGE, annotation.passage_id, annotation.coder_id)
    return found.text if found else ""


def _page(passage: Passage) -> int:
    return passage.anchor.boxes[0].page if passage.anchor.boxes else 0


def _place(catalogue: Catalogue, passage: Passage) -> str:
    if passage.kind is PassageKind.REGION:
        return _tr("region")
    if passage.first is None:
        return _tr("not found")
    paragraphs = catalogue.paragraphs(passage.document_id)
    return short_place(paragraphs[passage.first - 1], paragraphs)


def local_time(moment: str) -> str:
    """A stamp as people here write it."""
    when = QDateTime.fromString(moment[:19] + "Z", Qt.DateFormat.ISODate).toLocalTime()
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def _tr(words: str) -> str:
    return QCoreApplication.translate("AnnotationsModel", words)
