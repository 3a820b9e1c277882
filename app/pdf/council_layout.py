"""The look of the sample documents: measures of page and type, masthead, running heads, page feet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.model import Kind
from app.pdf.line_breaking import Alignment, Measure, Measures, Span, break_lines
from app.pdf.markup import Face, Piece, Run
from app.pdf.page_drawing import PageDrawing

PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0
LEFT, RIGHT = 54.0, 541.0
"""The outer edges, where the rules and the page feet end."""
COLUMN, COLUMN_WIDTH = 106.0, 384.0
"""The text column."""
TOP, BOTTOM = 90.0, 746.0
"""The upper edge of the text on later pages, and the lowest baseline on any."""
NOTES_RULE = 110.0
"""The length of the rule above the notes."""

_DISTRIBUTION = 396.0
_MASTHEAD_RULE = 156.0
_AGENDA_WIDTH = 250.0
_FOOT = 794.0


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of paragraph is set; measures in points from the left edge of the text column.

    `label` is where its number begins, or ends when it hangs.
    """

    measures: Measures
    leading: float
    space_before: float
    label: float = 0.0
    hang: bool = False
    with_next: bool = False


_TITLE = Style(Measures(360, 15, alignment=Alignment.LEFT), 18, 20, with_next=True)
_SUBTITLE = Style(Measures(360, 12.5, alignment=Alignment.LEFT), 15.5, 10, with_next=True)
_CHAPTER = Style(Measures(360, 13, alignment=Alignment.LEFT), 16, 20, -9, hang=True, with_next=True)
_SECTION = Style(Measures(360, 11, alignment=Alignment.LEFT), 14, 13, -9, hang=True, with_next=True)
_OPENING = Style(Measures(COLUMN_WIDTH, 11, first_indent=24), 13.6, 6.5)
_INDENTED = Style(Measures(COLUMN_WIDTH, 11, first_indent=46), 13.6, 6.5, 24)
_FLUSH = Style(Measures(COLUMN_WIDTH, 11, first_indent=24), 13.6, 6.5, 0)
_ITEM = Style(Measures(COLUMN_WIDTH, 11, 46, 46), 13.6, 5.5, 24)
_SUB_ITEM = Style(Measures(COLUMN_WIDTH, 11, 68, 68), 13.6, 4.5, 46)
_NOTE = Style(Measures(COLUMN_WIDTH, 9, 9, 9), 10.8, 1.5, 0)
_SIGN_OFF = Style(Measures(COLUMN_WIDTH, 11, alignment=Alignment.RIGHT), 13.6, 18)


def style_of(piece: Piece, *, first: bool, numbers: str) -> Style:
    """How a paragraph is set; `first` is of the first title, `numbers` is `indented` or `flush`."""
    match piece.kind:
        case Kind.TITLE:
            return _TITLE if first else _SUBTITLE
        case Kind.HEADING:
            return _CHAPTER if piece.level == 1 else _SECTION
        case Kind.ITEM:
            return _ITEM if piece.level == 1 else _SUB_ITEM
        case Kind.FOOTNOTE:
            return _NOTE
        case Kind.SIGN_OFF:
            return _SIGN_OFF
    if piece.number is None:
        return _OPENING
    return _FLUSH if numbers == "flush" else _INDENTED


def draw_masthead(drawing: PageDrawing, masthead: Mapping[str, str], measure: Measure) -> float:
    """Draw the head of the first page and return where its text may begin."""
    drawing.text(COLUMN, 64, [Span(masthead["organization"], Face.ROMAN, 14)])
    symbol = Span(masthead["symbol"], Face.ROMAN, 14)
    drawing.text(RIGHT - _width(symbol, measure), 64, [symbol])
    drawing.rule(LEFT, RIGHT, 71, 0.6)
    _draw_emblem(drawing, (LEFT + COLUMN) / 2 - 4, 98, 19)
    drawing.text(COLUMN, 93, [Span(masthead["body"], Face.BOLD, 20)])
    for place, name in enumerate(("distribution", "date", "original")):
        drawing.text(
            _DISTRIBUTION, 88 + 12.5 * place + (6 if name == "original" else 0), [_small(masthead[name])]
        )
    drawing.rule(LEFT, RIGHT, _MASTHEAD_RULE, 1.6)
    y = _MASTHEAD_RULE + 5
    for name, face in (("session", Face.BOLD), ("item", Face.ROMAN), ("agenda", Face.BOLD)):
        measures = Measures(_AGENDA_WIDTH, 10, alignment=Alignment.LEFT)
        for line in break_lines([Run(masthead[name], face)], measures, measure):
            y += 12
            drawing.line(LEFT, y, line)
    return y


def draw_running_head(drawing: PageDrawing, masthead: Mapping[str, str], page: int, measure: Measure) -> None:
    """Draw the symbol over a rule, on the outer side of the page."""
    symbol = Span(masthead["symbol"], Face.BOLD, 9)
    drawing.text(RIGHT - _width(symbol, measure) if page % 2 else LEFT, 58, [symbol])
    drawing.rule(LEFT, RIGHT, 65, 0.4)


def draw_foot(
    drawing: PageDrawing, masthead: Mapping[str, str], page: int, pages: int, measure: Measure
) -> None:
    """Draw the job number, the note that this is fiction, and the page number."""
    job = masthead["job"] + (" (E)" if page == 1 else "")
    drawing.text(LEFT, _FOOT, [Span(job, Face.ROMAN, 8)])
    note = Span(masthead["foot"], Face.ITALIC, 8)
    drawing.text((PAGE_WIDTH - _width(note, measure)) / 2, _FOOT, [note])
    number = Span(f"{page}/{pages}", Face.BOLD, 9)
    drawing.text(RIGHT - _width(number, measure), _FOOT, [number])


def _draw_emblem(drawing: PageDrawing, x: float, y: float, radius: float) -> None:
    """A globe of meridians within a ring."""
    drawing.ellipse(x, y, radius, radius, 1.1)
    globe = radius * 0.8
    for share in (1.0, 0.68, 0.3):
        drawing.ellipse(x, y, globe * share, globe, 0.55)
    for height in (-0.5, 0.0, 0.5):
        half = globe * (1 - height**2) ** 0.5
        drawing.rule(x - half, x + half, y + globe * height, 0.55)


def _small(text: str) -> Span:
    return Span(text, Face.ROMAN, 10)


def _width(span: Span, measure: Measure) -> float:
    return measure(span.text, span.face, span.size)
