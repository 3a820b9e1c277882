"""Words and sentences around a position."""

from __future__ import annotations

import pytest

from widgets.reader.text_selection import Span, Unit, around, trimmed

TEXT = "1. Calls upon Mr. Doe (see para. 4) to act. It can't wait!\nThe low-level end."


def part(span: Span) -> str:
    return TEXT[span.start : span.end]


@pytest.mark.parametrize(
    ("within", "word"), [("Calls", "Calls"), ("n't", "can't"), ("low", "low-level"), ("level", "low-level")]
)
def test_a_word(within: str, word: str) -> None:
    assert part(around(TEXT, TEXT.index(within), Unit.WORD)) == word


def test_a_sign_is_no_part_of_a_word() -> None:
    assert part(around(TEXT, TEXT.index("("), Unit.WORD)) == "("


@pytest.mark.parametrize(
    ("within", "sentence"),
    [
        ("1.", "1. Calls upon Mr. Doe (see para. 4) to act."),
        ("act", "1. Calls upon Mr. Doe (see para. 4) to act."),
        ("It", "It can't wait!"),
        ("wait", "It can't wait!"),
        ("end", "The low-level end."),
    ],
)
def test_a_sentence_ends_in_its_paragraph(within: str, sentence: str) -> None:
    assert part(around(TEXT, TEXT.index(within), Unit.SENTENCE)) == sentence


def test_stretches_meet() -> None:
    assert Span(5, 6).to(Span(1, 2)) == Span(1, 6)


def test_spaces_at_the_ends_are_left_out() -> None:
    assert trimmed(" one two ", Span(0, 9)) == Span(1, 8)
    assert trimmed("one   two", Span(3, 6)) == Span(6, 6)
