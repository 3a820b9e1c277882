"""Where the selection goes next."""

from __future__ import annotations

import pytest

from tests.widgets.reader.tales import AFTER, CROSSING, FIRST, FOOT, HEADING, SECOND, tale
from widgets.reader.movement import Stretch, following, moved
from widgets.reader.page_index import DocumentIndex

INDEX = DocumentIndex(tale(2).paragraphs)
LAST = len(INDEX.paragraphs)


@pytest.mark.parametrize(
    ("stretch", "step", "expected"),
    [
        (Stretch(FIRST, FIRST), 1, SECOND),
        (Stretch(FIRST, FIRST), -1, HEADING),
        (Stretch(CROSSING, CROSSING), 1, AFTER),  # over the page number
        (Stretch(HEADING, HEADING), -1, HEADING),  # the running head above it is no paragraph to study
        (Stretch(LAST, LAST), 1, LAST),
        (Stretch(FIRST, CROSSING), 1, AFTER),
        (Stretch(FIRST, CROSSING), -1, HEADING),
        (Stretch(FOOT, FOOT), 1, AFTER),
    ],
)
def test_moving_takes_the_next_paragraph(stretch: Stretch, step: int, expected: int) -> None:
    assert moved(INDEX, stretch, step) == Stretch(expected, expected)


@pytest.mark.parametrize(
    ("stretch", "step", "expected"),
    [
        (Stretch(FIRST, FIRST), 1, Stretch(FIRST, SECOND)),
        (Stretch(FIRST, SECOND), -1, Stretch(FIRST, FIRST)),
        (Stretch(FIRST, FIRST), -1, Stretch(FIRST, HEADING)),
        (Stretch(FIRST, LAST), 1, Stretch(FIRST, LAST)),
    ],
)
def test_extending_moves_the_end_taken_last(stretch: Stretch, step: int, expected: Stretch) -> None:
    assert moved(INDEX, stretch, step, extend=True) == expected


def test_a_stretch_taken_upwards_holds_the_same_paragraphs() -> None:
    stretch = Stretch(SECOND, HEADING)
    assert (stretch.first, stretch.last) == (HEADING, SECOND)
    assert FIRST in stretch
    assert CROSSING not in stretch


@pytest.mark.parametrize(
    ("start", "step", "expected"), [(4, 1, 7), (3, -1, 2), (9, 1, None), (2, -1, None), (0, 1, 2)]
)
def test_following(start: int, step: int, expected: int | None) -> None:
    assert following([7, 2, 9, 4], start, step) == expected
