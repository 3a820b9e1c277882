"""Where a passage's words stand in a text."""

from __future__ import annotations

import pytest

from app.exchange.spans import span
from app.model import Anchor, Kind, Passage, PassageKind
from app.project import passages
from tests.app.projects import document_text

TEXT = "one two one two"


def passage(quote: str, start: int, first: int | None = 1) -> Passage:
    anchor = Anchor((), quote, "", "", start, start + len(quote))
    return Passage("p", "d", PassageKind.TEXT, anchor, first, first)


@pytest.mark.parametrize(
    ("quote", "start", "found"),
    [("two", 4, (4, 7)), ("two", 12, (12, 15)), ("two", 9, (12, 15)), ("two", 7, (4, 7)), ("six", 0, None)],
    ids=["first", "second", "nearest", "nearer before", "gone"],
)
def test_words_stand_where_they_are_noted_to_or_nearest(
    quote: str, start: int, found: tuple[int, int] | None
) -> None:
    assert span(passage(quote, start), TEXT) == found


def test_a_lost_passage_stands_nowhere() -> None:
    assert span(passage("one", 0, first=None), TEXT) is None


def test_a_running_head_stands_nowhere_even_if_the_text_has_its_words() -> None:
    paragraphs = document_text(
        ((Kind.HEADER, None, "Draft"), (Kind.PARAGRAPH, None, "The Draft decision."))
    ).paragraphs
    head = passages.of_paragraphs(paragraphs, "d", "sha", 1, 1)
    assert span(head, "The Draft decision.") is None
