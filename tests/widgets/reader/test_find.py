"""Words found in a document's text."""

from __future__ import annotations

import pytest

from app.model import Kind, Paragraph
from tests.widgets.reader.tales import lines
from widgets.reader.find import Question, hits, line_of, step
from widgets.reader.text_selection import Span

TEXT = "The Theme of the\nCouncil: the (the) theme."


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        (Question("the"), [0, 4, 13, 26, 31, 36]),
        (Question("the", match_case=True), [13, 26, 31, 36]),
        (Question("the", whole_words=True), [0, 13, 26, 31]),
        (Question("the  council"), [13]),
        (Question("(the)"), [30]),
        (Question("  "), []),
        (Question("absent"), []),
    ],
)
def test_words_are_found(question: Question, starts: list[int]) -> None:
    assert [hit.start for hit in hits(TEXT, question)] == starts


@pytest.mark.parametrize(
    ("current", "start", "by", "expected"),
    [
        (None, 0, 1, 0),
        (None, 6, 1, 1),
        (None, 6, -1, 0),
        (None, 99, 1, 0),
        (0, 0, 1, 1),
        (1, 0, 1, 0),
        (0, 0, -1, 1),
    ],
)
def test_going_from_hit_to_hit(current: int | None, start: int, by: int, expected: int) -> None:
    assert step([Span(5, 6), Span(8, 9)], current, start, by) == expected


def test_without_a_hit_there_is_nowhere_to_go() -> None:
    assert step([], None, 0, 1) is None


@pytest.mark.parametrize(("offset", "line"), [(0, 0), (9, 0), (11, 1), (29, 2), (30, 2)])
def test_a_hit_is_likely_on_the_line_at_its_share_of_the_text(offset: int, line: int) -> None:
    paragraph = Paragraph(1, Kind.PARAGRAPH, None, "x" * 30, lines(1, 100, 3))
    assert line_of(paragraph, offset) == paragraph.boxes[line]
