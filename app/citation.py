"""How a paragraph is cited in words: document, number as printed, pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.model import FURNITURE, Document, Kind, Paragraph, Passage

_OPENING_WORDS = 5
_OPENING_LENGTH = 44
_NAMES = {
    Kind.TITLE: "title",
    Kind.HEADING: "heading",
    Kind.ITEM: "item",
    Kind.FOOTNOTE: "footnote",
    Kind.CAPTION: "caption",
    Kind.TABLE: "table",
    Kind.CONTENTS: "contents",
    Kind.MASTHEAD: "masthead",
    Kind.SIGN_OFF: "closing lines",
    Kind.HEADER: "running head",
    Kind.FOOTER: "page foot",
    Kind.PAGE_NUMBER: "page number",
}
_WITHOUT_WORDS = FURNITURE | {Kind.TITLE, Kind.CONTENTS, Kind.MASTHEAD, Kind.SIGN_OFF, Kind.TABLE}
_BETWEEN = FURNITURE | {Kind.FOOTNOTE, Kind.CAPTION, Kind.TABLE}


def citation(
    document: Document, paragraph: Paragraph, paragraphs: Sequence[Paragraph], last: Paragraph | None = None
) -> str:
    """Title, place and pages in one line; `last` closes a stretch of several paragraphs.

    `paragraphs` are all of the document's, in order: a lettered item is cited under its numbered paragraph.
    """
    last = last or paragraph
    where = place(paragraph, paragraphs)
    if last.ordinal != paragraph.ordinal:
        where = _stretch(where, place(last, paragraphs))
    return f"{document.title}, {where} · {pages(paragraph.page, last.last_page)}"


def place(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> str:
    """Where in its document: `paragraph 31 (a)`, `heading “III. Financing”`, `footnote 4`."""
    numbers = _numbers(paragraph, paragraphs)
    if numbers and paragraph.kind in (Kind.PARAGRAPH, Kind.ITEM):
        under_paragraph = paragraph.kind is Kind.PARAGRAPH or len(numbers) > 1
        return f"{'paragraph' if under_paragraph else 'item'} {' '.join(numbers)}"
    if paragraph.kind is Kind.FOOTNOTE and paragraph.number:
        return f"footnote {paragraph.number.strip('()[]. ')}"
    name = _NAMES.get(paragraph.kind, "paragraph")
    return name if paragraph.kind in _WITHOUT_WORDS else f"{name} “{opening(paragraph)}”"


def short_place(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> str:
    """The same for a narrow column: `¶31 (a)`, `footnote 4`, `“Recalling its resolution…”`."""
    where = place(paragraph, paragraphs)
    for name, sign in (("paragraph “", "“"), ("paragraph ", "¶"), ("heading “", "“")):
        if where.startswith(name):
            return sign + where.removeprefix(name)
    return where


def region_place(passage: Passage) -> str:
    """Where a region is: `region on page 3`."""
    return f"region on page {passage.anchor.boxes[0].page}"


def pages(first: int, last: int) -> str:
    """`page 8` or `pages 8–9`."""
    return f"page {first}" if first == last else f"pages {first}–{last}"


def opening(paragraph: Paragraph) -> str:
    """Its first words, the printed number among them, with an ellipsis where it goes on."""
    text = " ".join(paragraph.text.split())
    if paragraph.number and not text.startswith(paragraph.number):
        text = f"{paragraph.number} {text}"
    if paragraph.kind is Kind.HEADING and len(text) <= _OPENING_LENGTH:
        return text
    words = text.split(" ")
    kept = " ".join(words[:_OPENING_WORDS])[:_OPENING_LENGTH].rstrip(" ,;:.")
    return kept if kept == text else f"{kept}…"


def _stretch(first: str, last: str) -> str:
    """Two places as one: `paragraphs 31–33` where both are numbered, else `… to …`."""
    noun = "paragraph "
    if first.startswith(noun) and last.startswith(noun) and "“" not in first + last:
        return f"paragraphs {first.removeprefix(noun)}–{last.removeprefix(noun)}"
    return f"{first} to {last}"


def _numbers(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> list[str]:
    """The printed numbers from the numbered paragraph down to this one, without closing points."""
    if not paragraph.number:
        return []
    numbers = [paragraph.number]
    if paragraph.kind is Kind.ITEM:
        numbers = [*reversed(list(_numbers_above(paragraph, paragraphs))), *numbers]
    return [number.strip().rstrip(".") for number in numbers]


def _numbers_above(item: Paragraph, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The numbers of the items and the paragraph an item belongs to, nearest first."""
    level = item.level
    for ordinal in range(item.ordinal - 1, 0, -1):
        above = paragraphs[ordinal - 1]
        if above.kind in _BETWEEN:
            continue
        if above.kind is Kind.ITEM:
            if above.number and above.level < level:
                level = above.level
                yield above.number
            continue
        if above.kind is Kind.PARAGRAPH and above.number:
            yield above.number
        return
