"""The tables people take away: their columns, what each means, and their rows in a stated order.

Annotations come by document (in the project's order), then place in it, theme (in the codebook's order) and
coder. The data-set form comes by document and paragraph. The same project gives the same rows every time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from app.exchange.contents import Contents
from app.model import FURNITURE, Annotation, Box, Coder, Document, Paragraph, Passage, Theme

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells are (times as ISO 8601 text), and what to know of it."""

    name: str
    type: type[str] | type[int] | type[float] | type[datetime]
    about: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, as many as there are columns, and what only nested formats can carry."""

    cells: tuple[Cell, ...]
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A named table; `rows` can be read once."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    notices: tuple[str, ...] = ()


class Listable(Protocol):
    """What rows are made from: contents read whole, or those a window has at hand and reads a few of."""

    themes: list[Theme]
    documents: list[Document]

    def given(self) -> Iterable[Annotation]:
        """The annotations of all documents, without what they are on."""

    def annotations(self, document_id: str) -> Iterable[tuple[Annotation, Passage]]:
        """A document's annotations by place, theme and coder; lost ones last, by page."""

    def touching(self, document_id: str, ordinal: int) -> Iterable[Annotation]:
        """The annotations that touch a paragraph."""

    def lost_count(self) -> int:
        """How many annotations touch no paragraph: those of regions, and of text not found again."""

    def theme(self, theme_id: str) -> Theme:
        """The theme of that id."""

    def coder(self, coder_id: str) -> Coder:
        """The coder of that id."""

    def memo(self, passage_id: str, coder_id: str) -> str | None:
        """What that coder noted on that passage."""

    def active_coders(self) -> list[Coder]:
        """The coders selected by name, or else those who annotated anything."""

    def paragraphs(self, document_id: str) -> Sequence[Paragraph]:
        """A document's paragraphs in order."""

    def paragraph(self, passage: Passage) -> Paragraph | None:
        """The first paragraph a passage touches; None for a lost passage."""


_DOCUMENT = Column("document", str, "Title of the document in the project.")
_SHA256 = Column("document_sha256", str, "SHA-256 of the document's file as it was added; names it for good.")
_PAGE = Column("page", int, "Page it begins on, counted from 1.")
_LAST_PAGE = Column("last_page", int, "Page it ends on.")
_PARAGRAPH = Column("paragraph", int, "Place of its (first) paragraph in the document, counted from 1.")
_NUMBER = Column("paragraph_number", str, "Number of that paragraph as printed, such as 31. or (a).")
_KIND = Column("kind", str, "What part that paragraph plays: title, heading, paragraph, item, footnote, …")

ANNOTATION_COLUMNS = (
    Column("annotation_id", str, "Identifier of the annotation; stays the same in every exchange."),
    _DOCUMENT,
    _SHA256,
    _PAGE,
    _LAST_PAGE,
    _PARAGRAPH,
    _NUMBER,
    _KIND,
    Column("quote", str, "The text of the passage."),
    Column("theme", str, "The theme given to the passage."),
    Column("coder", str, "Who gave it."),
    Column("memo", str, "What that coder noted on the passage."),
    Column("created", datetime, "When the annotation was made (ISO 8601, UTC)."),
    Column("changed", datetime, "When it was last changed (ISO 8601, UTC)."),
)
PARAGRAPH_COLUMNS = (
    _DOCUMENT,
    _SHA256,
    _PAGE,
    _LAST_PAGE,
    _PARAGRAPH,
    _NUMBER,
    _KIND,
    Column("text", str, "The text of the paragraph."),
)

THEME_COLUMNS = (
    Column("theme", str, "Name of the theme."),
    Column("parent", str, "The theme it stands under."),
    Column("colour", str, "Its colour, as #rrggbb."),
    Column("key", str, "The key that tags with it."),
    Column("definition", str, "What it means, in the coders' words."),
    Column("annotations", int, "How many annotations have it, of those in this file."),
)
DOCUMENT_COLUMNS = (
    _DOCUMENT,
    Column("file_name", str, "Name of its file as it was added."),
    Column("pages", int, "How many pages it has."),
    _SHA256,
    Column("annotations", int, "How many annotations are on it, of those in this file."),
)


def theme_table(contents: Listable) -> Table:
    """The codebook: one row a theme, in its order."""
    counts = Counter(annotation.theme_id for annotation in contents.given())
    names = {theme.id: theme.name for theme in contents.themes}
    rows = [
        Row((t.name, names.get(t.parent_id or ""), t.colour, t.key, t.definition or None, counts[t.id]))
        for t in contents.themes
    ]
    return Table("codebook", THEME_COLUMNS, rows)


def document_table(contents: Contents) -> Table:
    """One row a document."""
    rows = [
        Row((d.title, d.file_name, d.page_count, d.sha256, len(contents.annotations(d.id))))
        for d in contents.documents
    ]
    return Table("documents", DOCUMENT_COLUMNS, rows)


def annotation_table(contents: Listable) -> Table:
    """One row an annotation."""
    return Table("annotations", ANNOTATION_COLUMNS, _annotation_rows(contents))


def _annotation_rows(contents: Listable) -> Iterator[Row]:
    for document in contents.documents:
        for annotation, passage in contents.annotations(document.id):
            paragraph = contents.paragraph(passage)
            first, last = _pages(passage)
            cells = (
                annotation.id,
                document.title,
                document.sha256,
                first,
                last,
                passage.first,
                paragraph.number if paragraph else None,
                str(paragraph.kind) if paragraph else None,
                passage.anchor.quote,
                contents.theme(annotation.theme_id).name,
                contents.coder(annotation.coder_id).name,
                contents.memo(passage.id, annotation.coder_id),
                annotation.created,
                annotation.changed,
            )
            yield Row(cells, _anchor(passage))


def _pages(passage: Passage) -> tuple[int | None, int | None]:
    boxes = passage.anchor.boxes
    return (boxes[0].page, boxes[-1].page) if boxes else (None, None)


def _anchor(passage: Passage) -> dict[str, object]:
    return {
        "boxes": [box_object(box) for box in passage.anchor.boxes],
        "prefix": passage.anchor.prefix,
        "suffix": passage.anchor.suffix,
    }


def box_object(box: Box) -> dict[str, float]:
    """A box as JSON writes it: page from 1, corners in points, origin top left, to a hundredth of a point."""
    corners = {"x0": box.x0, "y0": box.y0, "x1": box.x1, "y1": box.y1}
    return {"page": box.page, **{name: round(value, 2) for name, value in corners.items()}}


def paragraph_table(contents: Listable) -> Table:
    """The data-set form: one row a paragraph, one 0/1 column a theme, or a theme and coder when several.

    Running heads, page feet and page numbers have a row only where somebody annotated them. A passage counts
    for every paragraph it touches, but for those of them that it runs over from page to page.
    """
    marks = _marks(contents)
    columns = (*PARAGRAPH_COLUMNS, *(column for column, _ in marks))
    return Table(
        "paragraphs", columns, _paragraph_rows(contents, [mark for _, mark in marks]), _left_out(contents)
    )


Mark = tuple[str, str | None]
"""A theme's id, and a coder's where the coders are told apart."""


def _marks(contents: Listable) -> list[tuple[Column, Mark]]:
    coders = contents.active_coders()
    taken = {column.name for column in PARAGRAPH_COLUMNS} | {"boxes"}
    marks: list[tuple[Column, Mark]] = []
    for theme in contents.themes:
        for coder in coders if len(coders) > 1 else (None,):
            column = _mark_column(theme, coder, taken)
            marks.append((column, (theme.id, coder.id if coder else None)))
    return marks


def _mark_column(theme: Theme, coder: Coder | None, taken: set[str]) -> Column:
    name = f"{theme.name} ({coder.name})" if coder else theme.name
    unique, count = name, 2
    while unique in taken:  # a theme may be called "text", or as another one is
        unique, count = f"{name} {count}", count + 1
    taken.add(unique)
    who = coder.name if coder else "a coder"
    return Column(unique, int, f"1 where {who} gave the paragraph the theme {theme.name}, else 0.")


def _paragraph_rows(contents: Listable, marks: Sequence[Mark]) -> Iterator[Row]:
    for document in contents.documents:
        for paragraph in contents.paragraphs(document.id):
            here = _marked(contents.touching(document.id, paragraph.ordinal))
            if paragraph.kind in FURNITURE and not here:
                continue
            cells: tuple[Cell, ...] = (
                document.title,
                document.sha256,
                paragraph.page,
                paragraph.last_page,
                paragraph.ordinal,
                paragraph.number,
                str(paragraph.kind),
                paragraph.text,
            )
            yield Row(cells + tuple(int(mark in here) for mark in marks), _lines(paragraph))


def _lines(paragraph: Paragraph) -> dict[str, object]:
    return {"boxes": [box_object(box) for box in paragraph.boxes]}


def _marked(touching: Iterable[Annotation]) -> set[Mark]:
    """The marks of a paragraph, with the coder and without."""
    whose = {(annotation.theme_id, annotation.coder_id) for annotation in touching}
    return whose | {(theme_id, None) for theme_id, _ in whose}


def _left_out(contents: Listable) -> tuple[str, ...]:
    lost = contents.lost_count()
    if not lost:
        return ()
    return (f"{lost} annotations belong to no paragraph (lost passages, regions) and are not in this table.",)
