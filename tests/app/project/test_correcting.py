from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Kind, Paragraph
from app.project.correcting import (
    Correction,
    What,
    context_after,
    context_before,
    corrected,
    raw_offset,
    split_at,
)
from app.project.identity import normalised
from tests.app.project.making import document_text

Drawn = tuple[tuple[Paragraph, ...], list[Correction]]

words = st.text("abcé, .-(", min_size=1, max_size=20)


def letters(paragraphs: tuple[Paragraph, ...]) -> str:
    return "".join(normalised(paragraph.text) for paragraph in paragraphs)


@st.composite
def texts_and_corrections(draw: st.DrawFn) -> Drawn:
    """A document and decisions about points of it, as the window would make them."""
    paragraphs = document_text(*draw(st.lists(words, min_size=1, max_size=5)), pages=1).paragraphs
    made = []
    for paragraph in paragraphs:
        before = letters(paragraphs[: paragraph.ordinal - 1])
        for offset in draw(st.sets(st.integers(1, len(paragraph.text)), max_size=2)):
            first, second = paragraph.text[:offset], paragraph.text[offset:]
            if normalised(first) and normalised(second):
                near = len(before) + len(normalised(first))
                made.append(Correction(What.SPLIT, context_before(first), context_after(second), near))
        following = paragraphs[paragraph.ordinal : paragraph.ordinal + 1]
        if draw(st.booleans()) and following and normalised(paragraph.text) and normalised(following[0].text):
            near = len(before) + len(normalised(paragraph.text))
            seam = context_before(paragraph.text), context_after(following[0].text)
            made.append(Correction(What.JOIN, *seam, near))
    return paragraphs, draw(st.permutations(made))


@settings(max_examples=150, deadline=None)
@given(texts_and_corrections())
def test_corrections_lose_no_letter_and_no_line(
    drawn: Drawn,
) -> None:
    found, corrections = drawn
    made, now = corrected(found, corrections)
    assert letters(made) == letters(found)
    assert [paragraph.ordinal for paragraph in made] == list(range(1, len(made) + 1))
    assert set(now) == {paragraph.ordinal for paragraph in found}
    assert all(paragraph.boxes for paragraph in made)


@settings(max_examples=150, deadline=None)
@given(texts_and_corrections())
def test_corrections_give_the_same_in_any_order(
    drawn: Drawn,
) -> None:
    found, corrections = drawn
    other = sorted(corrections, key=lambda c: (c.what, c.near, c.before, c.after))
    assert corrected(found, corrections) == corrected(found, other)


def test_no_corrections_change_nothing() -> None:
    found = document_text("one", "two").paragraphs
    assert corrected(found, []) == (found, {p.ordinal: p.ordinal for p in found})


def test_signs_between_words_stay_on_the_side_they_were_on() -> None:
    text = "to protect; (b) to end"
    assert raw_offset(text, len("toprotect"), "to protect; ") == len("to protect; ")
    assert raw_offset(text, len("toprotect"), "to protect") == len("to protect")


def test_a_label_at_the_head_of_the_second_part_is_its_number() -> None:
    paragraph = document_text("Decides: 2. Urges", pages=1).paragraphs[1]
    _, second = split_at(paragraph, len("Decides: "))
    assert (second.number, second.kind) == ("2.", Kind.PARAGRAPH)


def test_a_kind_is_of_the_paragraph_that_begins_so() -> None:
    found = document_text("He decides", "Decides", pages=1).paragraphs
    made, _ = corrected(found, [Correction(What.KIND, "", "Decides", len("SRES23882017") + 2, Kind.HEADING)])
    assert [p.kind for p in made[1:]] == [Kind.PARAGRAPH, Kind.HEADING]
