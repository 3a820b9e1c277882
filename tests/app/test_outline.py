from __future__ import annotations

import pytest

from app.model import Box, Kind, Paragraph
from app.outline import Outline, outline_of
from app.pdf.protocol import OutlineEntry


def entries(*levels: int) -> list[OutlineEntry]:
    """One entry a page at these levels."""
    return [OutlineEntry(level, f"Part {page}", page, 100.0) for page, level in enumerate(levels, 1)]


def heading(ordinal: int, kind: Kind, text: str, level: int = 0, page: int = 1) -> Paragraph:
    return Paragraph(ordinal, kind, None, text, (Box(page, 72, 90, 500, 104),), level)


@pytest.mark.parametrize(
    ("levels", "parents"),
    [
        ((1, 2, 2, 1), [None, 0, 0, None]),
        ((1, 3, 2, 3), [None, 0, 0, 2]),
        ((2, 1, 2), [None, None, 1]),
        ((), []),
    ],
)
def test_an_entry_is_below_the_nearest_higher_one(levels: tuple[int, ...], parents: list[int | None]) -> None:
    assert Outline(entries(*levels)).parents == parents


@pytest.mark.parametrize(
    ("page", "y", "entry"), [(1, 0.0, None), (1, 100.0, 0), (2, 99.0, 0), (2, 101.0, 1), (9, 0.0, 2)]
)
def test_a_place_belongs_to_the_last_entry_before_it(page: int, y: float, entry: int | None) -> None:
    assert Outline(entries(1, 2, 1)).at(page, y) == entry


def test_places_are_found_where_entries_are_in_no_order_or_lead_nowhere() -> None:
    titled = (("Annex", 9), ("Nowhere", 0), ("Text", 2))
    outline = Outline([OutlineEntry(1, title, page) for title, page in titled])
    assert [outline.at(page, 0.0) for page in (1, 3, 9)] == [None, 2, 0]


def test_the_deepest_of_entries_for_one_place_is_meant() -> None:
    assert Outline([OutlineEntry(1, "Part", 2, 50.0), OutlineEntry(2, "Chapter", 2, 50.0)]).at(2, 60.0) == 1


@pytest.mark.parametrize(
    ("words", "kept"), [("PART 3", [0, 1, 2]), ("part", [0, 1, 2, 3]), ("4", [3]), ("none", [])]
)
def test_entries_with_words_keep_those_above_them(words: str, kept: list[int]) -> None:
    assert Outline(entries(1, 2, 3, 1)).having(words) == kept


def test_headings_serve_where_the_document_has_no_outline() -> None:
    outline = outline_of(
        (),
        [
            heading(1, Kind.TITLE, "Report"),
            heading(2, Kind.HEADING, "I.  General\nmatters", 1),
            heading(3, Kind.PARAGRAPH, "1. Recalls"),
            heading(4, Kind.HEADING, "A. Schools", 2, page=3),
        ],
    )
    assert outline.found
    assert [(entry.level, entry.title, entry.page) for entry in outline.entries] == [
        (1, "Report", 1),
        (1, "I. General matters", 1),
        (2, "A. Schools", 3),
    ]


def test_the_documents_own_outline_comes_first() -> None:
    outline = outline_of(entries(1), [heading(1, Kind.TITLE, "Report")])
    assert ([entry.title for entry in outline.entries], outline.found) == (["Part 1"], False)
