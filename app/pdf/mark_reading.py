"""Reads the highlights, underlines and comments of a PDF, and the words under them; in the worker process."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise

from pymupdf import mupdf

from app.model import Box
from app.pdf.marks import Mark, MarkKind
from app.pdf.opening import OpenPdf
from app.pdf.protocol import FoundMarks, PageWords
from app.pdf.words import read_words

MOST_MARKS = 20_000
MOST_LINES = 1_000
"""How many marks of a document, and how many lines of a mark, are read."""

LONGEST_TEXT, LONGEST_NAME = 100_000, 200
_CONTEXT = 32

_KINDS = {
    mupdf.PDF_ANNOT_HIGHLIGHT: MarkKind.HIGHLIGHT,
    mupdf.PDF_ANNOT_UNDERLINE: MarkKind.UNDERLINE,
    mupdf.PDF_ANNOT_SQUIGGLY: MarkKind.UNDERLINE,
    mupdf.PDF_ANNOT_STRIKE_OUT: MarkKind.STRIKEOUT,
    mupdf.PDF_ANNOT_TEXT: MarkKind.COMMENT,
    mupdf.PDF_ANNOT_FREE_TEXT: MarkKind.COMMENT,
}
_NOT_MEANT = {mupdf.PDF_ANNOT_LINK, mupdf.PDF_ANNOT_WIDGET, mupdf.PDF_ANNOT_POPUP}
"""Parts of a document that are no marks on it."""

_HIDDEN = 1 << 1
_DEEPEST = 50
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?)?")


@dataclass(slots=True)
class _Read:
    """What was read so far; replies by the object number of what they answer."""

    marks: list[tuple[int, Mark]]
    replies: list[tuple[int, int, Mark]]
    others: Counter[str]


def read_marks(pdf: OpenPdf, progress: Callable[[int, int], None]) -> FoundMarks:
    """The marks of a document in the order of its pages; a reply follows what it answers, in its content.

    Drawings, stamps and attachments are not read but counted. `progress` is told pages done and in all.
    """
    read = _Read([], [], Counter())
    pages = pdf.pdf.page_count
    for number in range(1, pages + 1):
        _read_page(pdf, number, read)
        progress(number, pages)
        if len(read.marks) + len(read.replies) >= MOST_MARKS:
            read.others[f"marks after the first {MOST_MARKS:,}"] += 1
            break
    return FoundMarks(tuple(_answered(read)), tuple(sorted(read.others.items())))


def _read_page(pdf: OpenPdf, number: int, read: _Read) -> None:
    covered: _Covered | None = None
    page = mupdf.pdf_page_from_fz_page(pdf.page(number))  # held: annotations are lost without their page
    annotation = mupdf.pdf_first_annot(page)
    while annotation.m_internal and len(read.marks) + len(read.replies) < MOST_MARKS:
        type_, held = mupdf.pdf_annot_type(annotation), mupdf.pdf_annot_obj(annotation)
        mark = _mark(annotation, held, number, pdf.page_size(number))
        answers = mupdf.pdf_to_num(mupdf.pdf_dict_gets(held, "IRT"))
        if answers and _text(held, "Contents") and not _text(held, "StateModel"):
            read.replies.append((answers, mupdf.pdf_to_num(held), mark))
        elif not answers and type_ in _KINDS and mark.boxes and not _is_hidden(held):
            if mark.kind is not MarkKind.COMMENT:
                covered = covered or _Covered(read_words(pdf, number))
                mark = covered.with_words(mark)
            read.marks.append((mupdf.pdf_to_num(held), mark))
        elif not answers and type_ not in _NOT_MEANT and not _is_hidden(held):
            read.others[_what(type_)] += 1
        annotation = mupdf.pdf_next_annot(annotation)


def _what(type_: int) -> str:
    return "marks that lie on no page" if type_ in _KINDS else "drawings, stamps or attachments"


def _is_hidden(held: mupdf.PdfObj) -> bool:
    return bool(mupdf.pdf_to_int(mupdf.pdf_dict_gets(held, "F")) & _HIDDEN)


def _mark(annotation: mupdf.PdfAnnot, held: mupdf.PdfObj, number: int, size: tuple[float, float]) -> Mark:
    kind = _KINDS.get(mupdf.pdf_annot_type(annotation), MarkKind.COMMENT)
    rects = list(_quads(annotation)) if kind is not MarkKind.COMMENT else []
    changed, created = _moment(_text(held, "M")), _moment(_text(held, "CreationDate"))
    return Mark(
        kind=kind,
        boxes=tuple(_boxes(rects or [mupdf.pdf_bound_annot(annotation)], number, size)),
        colour=_colour(mupdf.pdf_dict_gets(held, "C")),
        author=_text(held, "T")[:LONGEST_NAME].strip(),
        subject=_text(held, "Subj")[:LONGEST_NAME].strip(),
        content=_text(held, "Contents")[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n").strip(),
        name=_text(held, "NM")[:LONGEST_NAME],
        created=created or changed,
        changed=changed or created,
    )


def _quads(annotation: mupdf.PdfAnnot) -> Iterator[mupdf.FzRect]:
    if not mupdf.pdf_annot_has_quad_points(annotation):
        return
    for place in range(min(mupdf.pdf_annot_quad_point_count(annotation), MOST_LINES)):
        yield mupdf.fz_rect_from_quad(mupdf.pdf_annot_quad_point(annotation, place))


def _boxes(rects: Sequence[mupdf.FzRect], number: int, size: tuple[float, float]) -> Iterator[Box]:
    """The rectangles as far as they lie on the page; one that is no number lies nowhere."""
    width, height = size
    for rect in rects:
        x0, y0, x1, y1 = max(rect.x0, 0.0), max(rect.y0, 0.0), min(rect.x1, width), min(rect.y1, height)
        if x0 < x1 and y0 < y1:
            yield Box(number, x0, y0, x1, y1)


def _text(held: mupdf.PdfObj, key: str) -> str:
    return mupdf.pdf_to_text_string(mupdf.pdf_dict_gets(held, key)) or ""


def _colour(held: mupdf.PdfObj) -> str:
    """Grey, RGB or CMYK (PDF 32000-1, table 164) as `#rrggbb`; empty where there is none."""
    count = mupdf.pdf_array_len(held)
    parts = [min(max(mupdf.pdf_array_get_real(held, place), 0.0), 1.0) for place in range(min(count, 4))]
    match parts:
        case [grey]:
            parts = [grey] * 3
        case [cyan, magenta, yellow, black]:
            parts = [(1 - ink) * (1 - black) for ink in (cyan, magenta, yellow)]
        case [_, _, _]:
            pass
        case _:
            return ""
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _moment(date: str) -> str:
    """`D:20261122154412+01'00'` as ISO 8601 in UTC; empty where it is no date."""
    found = _DATE.match(date)
    if not found:
        return ""
    *parts, sign, hours, minutes = found.groups()
    shift = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        year, month, day, hour, minute, second = (int(part or 0) for part in parts)
        moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone(shift)).astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


class _Covered:
    """Finds the letters of a page that lie under a mark."""

    def __init__(self, words: PageWords) -> None:
        self._words = words
        self._lines: list[tuple[int, int, float, float]] = []
        for start, end in words.line_ranges():
            if start < end:
                box = slice(4 * start, 4 * end)
                tops, bottoms = words.letters[box][1::4], words.letters[box][3::4]
                self._lines.append((start, end, min(tops), max(bottoms)))

    def with_words(self, mark: Mark) -> Mark:
        """The mark with the words whose letters it covers, and what stands before and after them."""
        places = list(self._places(mark.boxes))
        if not places:
            return mark
        text = self._words.text
        return replace(
            mark,
            quote=_pieced(text, places),
            prefix=" ".join(text[max(0, places[0] - _CONTEXT) : places[0]].split()),
            suffix=" ".join(text[places[-1] + 1 : places[-1] + 1 + _CONTEXT].split()),
        )

    def _places(self, boxes: Sequence[Box]) -> Iterator[int]:
        for start, end, top, bottom in self._lines:
            near = [box for box in boxes if box.y0 < bottom and box.y1 > top]
            for place in range(start, end) if near else ():
                if any(_holds(box, self._words.box(place)) for box in near):
                    yield place


def _pieced(text: str, places: Sequence[int]) -> str:
    """The letters at those places; where some are passed over, a space."""
    pieces = [text[places[0]]]
    for before, place in pairwise(places):
        pieces.append(text[place] if place == before + 1 else f" {text[place]}")
    return " ".join("".join(pieces).split())


def _holds(box: Box, letter: tuple[float, float, float, float]) -> bool:
    x0, y0, x1, y1 = letter
    return box.x0 <= (x0 + x1) / 2 <= box.x1 and box.y0 <= (y0 + y1) / 2 <= box.y1


def _answered(read: _Read) -> Iterator[Mark]:
    """The marks with the replies to them; a reply to a reply belongs to what that answers."""
    answers = {number: to for to, number, _ in read.replies}
    said: dict[int, list[str]] = {}
    for to, _, reply in read.replies:
        for _ in range(_DEEPEST):
            if to not in answers:
                break
            to = answers[to]
        said.setdefault(to, []).append(f"{reply.author}: {reply.content}" if reply.author else reply.content)
    for number, mark in read.marks:
        content = "\n\n".join(filter(None, [mark.content, *said.get(number, ())]))
        yield replace(mark, content=content[:LONGEST_TEXT])
