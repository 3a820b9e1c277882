"""A citation names document, place and pages the way a researcher would write it."""

import pytest

from app.citation import citation, place, short_place
from app.model import Box, Document, Kind, Paragraph

DOCUMENT = Document("d", "0" * 64, "S/2017/973", "draft.pdf", 9, "1", "2026-01-01T00:00:00.000000Z")


def paragraph(
    ordinal: int, kind: Kind, number: str | None, text: str, level: int = 0, last: int = 0
) -> Paragraph:
    page = 7 + ordinal // 4
    boxes = tuple(Box(n, 0, 0, 1, 1) for n in (page, *([last] if last else [])))
    return Paragraph(ordinal, kind, number, text, boxes, level)


PARAGRAPHS = (
    paragraph(1, Kind.TITLE, None, "Draft resolution"),
    paragraph(2, Kind.PARAGRAPH, None, "Recalling its resolution 2331 (2016), and all the rest"),
    paragraph(3, Kind.HEADING, "III.", "Financing of terrorism"),
    paragraph(4, Kind.PARAGRAPH, "31.", "31. Calls upon Member States:"),
    paragraph(5, Kind.ITEM, "(a)", "To act:", 1),
    paragraph(6, Kind.FOOTNOTE, "4", "See S/2016/949."),
    paragraph(7, Kind.ITEM, "(ii)", "without delay", 2, last=9),
    paragraph(8, Kind.ITEM, "(b)", "To report", 1),
    paragraph(9, Kind.PARAGRAPH, "32.", "Requests", 0),
    paragraph(10, Kind.HEADING, None, "An unnumbered heading that goes on for much longer than a line of it"),
    paragraph(11, Kind.ITEM, "–", "an item under a heading", 1),
    paragraph(12, Kind.HEADER, None, "S/2017/973"),
)


@pytest.mark.parametrize(
    ("ordinal", "expected"),
    [
        (1, "title"),
        (2, "paragraph “Recalling its resolution 2331 (2016)…”"),
        (3, "heading “III. Financing of terrorism”"),
        (4, "paragraph 31"),
        (5, "paragraph 31 (a)"),
        (6, "footnote 4"),
        (7, "paragraph 31 (a) (ii)"),
        (8, "paragraph 31 (b)"),
        (10, "heading “An unnumbered heading that goes…”"),
        (11, "item –"),
        (12, "running head"),
    ],
)
def test_place(ordinal: int, expected: str) -> None:
    assert place(PARAGRAPHS[ordinal - 1], PARAGRAPHS) == expected


@pytest.mark.parametrize(
    ("ordinal", "expected"),
    [
        (2, "“Recalling its resolution 2331 (2016)…”"),
        (3, "“III. Financing of terrorism”"),
        (5, "¶31 (a)"),
        (6, "footnote 4"),
    ],
)
def test_short_place(ordinal: int, expected: str) -> None:
    assert short_place(PARAGRAPHS[ordinal - 1], PARAGRAPHS) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (4, None, "S/2017/973, paragraph 31 · page 8"),
        (7, None, "S/2017/973, paragraph 31 (a) (ii) · pages 8–9"),
        (4, 9, "S/2017/973, paragraphs 31–32 · pages 8–9"),
        (2, 4, "S/2017/973, paragraph “Recalling its resolution 2331 (2016)…” to paragraph 31 · pages 7–8"),
    ],
)
def test_citation(first: int, last: int | None, expected: str) -> None:
    end = PARAGRAPHS[last - 1] if last else None
    assert citation(DOCUMENT, PARAGRAPHS[first - 1], PARAGRAPHS, end) == expected


def test_items_without_levels_still_find_their_paragraph() -> None:
    flat = (paragraph(1, Kind.PARAGRAPH, "3.", "Decides:"), paragraph(2, Kind.ITEM, "(a)", "to act"))
    assert place(flat[1], flat) == "paragraph 3 (a)"
