from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import Box, Document, Kind, Paragraph, PassageKind
from app.project import boxes, documents, identity, passages
from app.project.database import Project
from app.project.passages import FullText
from tests.app.project.making import document_text

SHA = "0" * 64


def texts(*given_texts: str) -> tuple[Paragraph, ...]:
    return document_text(*given_texts, pages=1).paragraphs


def passage_id(paragraphs: tuple[Paragraph, ...], first: int, last: int | None = None) -> str:
    return passages.of_paragraphs(paragraphs, "d", SHA, first, last or first).id


def test_a_passage_knows_its_quote_its_place_and_what_is_around_it() -> None:
    paragraphs = texts("Recalling the Charter of the United Nations,", "Decides to act;", "Remains seized.")
    passage = passages.of_paragraphs(paragraphs, "d", SHA, 3, 3)
    anchor = passage.anchor
    assert passage.kind is PassageKind.PARAGRAPH
    assert (passage.first, passage.last) == (3, 3)
    assert (anchor.quote, anchor.suffix) == ("Decides to act;", "\nRemains seized.")
    assert anchor.prefix == " Charter of the United Nations,\n"
    assert FullText(paragraphs).text[anchor.start : anchor.end] == anchor.quote
    assert anchor.boxes == paragraphs[2].boxes


def test_a_passage_over_a_page_break_leaves_the_running_head_out() -> None:
    paragraphs = document_text("one", "two", "three", "four", pages=2).paragraphs
    passage = passages.of_paragraphs(paragraphs, "d", SHA, 3, 5)
    assert paragraphs[3].kind is Kind.HEADER
    assert passage.anchor.quote == "two\nthree"
    assert [box.page for box in passage.anchor.boxes] == [1, 2]
    assert passages.of_paragraphs(paragraphs, "d", SHA, 3, 4).id == passage_id(paragraphs, 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Decides to act;", "DECIDES  to\nact"),
        ("the first \ufb01nding", "the first finding"),
        ("conflict-related", "conflict related"),
        ("Café", "Cafe\u0301"),
    ],
)
def test_the_same_words_are_the_same_passage_however_they_were_extracted(one: str, other: str) -> None:
    assert passage_id(texts(one), 2) == passage_id(texts(other), 2)


def test_a_sentence_that_stands_twice_is_two_passages() -> None:
    paragraphs = texts("Remains seized.", "Decides.", "Remains seized.")
    assert passage_id(paragraphs, 2) != passage_id(paragraphs, 4)


def test_a_passage_is_the_same_when_other_paragraphs_are_cut_otherwise() -> None:
    assert passage_id(texts("One. Two.", "Decides."), 3) == passage_id(texts("One.", "Two.", "Decides."), 4)


def test_the_same_words_in_another_file_are_another_passage() -> None:
    paragraphs = texts("Decides.")
    assert passages.of_paragraphs(paragraphs, "d", "1" * 64, 2, 2).id != passage_id(paragraphs, 2)


@pytest.mark.parametrize("text", ["* * *", "—", "\u0301"])
def test_paragraphs_without_a_letter_are_told_apart_by_their_place(text: str) -> None:
    paragraphs = texts(text, text)
    assert passage_id(paragraphs, 2) != passage_id(paragraphs, 3)


def test_a_running_head_can_be_a_passage_of_its_own() -> None:
    paragraphs = document_text("one", "two", pages=2).paragraphs
    heads = [passages.of_paragraphs(paragraphs, "d", SHA, ordinal, ordinal) for ordinal in (1, 3)]
    assert heads[0].id != heads[1].id
    assert [head.anchor.quote for head in heads] == [paragraphs[0].text] * 2
    assert [head.anchor.start for head in heads] == [0, 4]


def test_a_paragraph_that_is_not_there_is_a_mistake() -> None:
    with pytest.raises(LookupError):
        passages.of_paragraphs(texts("one"), "d", SHA, 9, 9)


def test_a_passage_comes_back_as_it_was_stored(project: Project, document: Document) -> None:
    paragraphs = documents.paragraphs(project, document.id)
    passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, 2, 5)
    with project.edit() as edit:
        passages.store(edit, passage)
        passages.store(edit, passage)
    assert passages.all(project) == passages.all(project, document.id) == [passage]
    assert passages.some(project, [passage.id, "none"]) == [passage]
    assert passages.all(project, "another") == []


coordinates = st.floats(-1e4, 1e4).map(lambda value: round(value, 2))


@given(st.lists(st.builds(Box, st.integers(1, 2000), *[coordinates] * 4)))
def test_boxes_come_back_from_a_row_as_they_were(made: list[Box]) -> None:
    assert boxes.unpack(boxes.pack(made)) == tuple(made)


@given(st.lists(st.text("ab .-é\u0301ﬁΣς\n", max_size=6), min_size=1, max_size=6), st.data())
def test_no_two_paragraphs_share_an_id_and_each_quote_is_in_the_text(
    made: list[str], data: st.DataObject
) -> None:
    paragraphs = texts(*made)
    whole = FullText(paragraphs)
    first = data.draw(st.integers(2, len(made) + 1))
    anchor = whole.passage("d", SHA, first, data.draw(st.integers(first, len(made) + 1))).anchor
    assert whole.text[anchor.start : anchor.end] == anchor.quote
    assert whole.text[: anchor.start].endswith(anchor.prefix)
    assert whole.text[anchor.end :].startswith(anchor.suffix)
    worded = [p for p in paragraphs[1:] if identity.normalised(p.text)]
    assert len({passage_id(paragraphs, p.ordinal) for p in worded}) == len(worded)


def stretch(paragraphs: tuple[Paragraph, ...], words: str, nth: int = 0) -> passages.Passage | None:
    text = FullText(paragraphs)
    start = -1
    for _ in range(nth + 1):
        start = text.text.index(words, start + 1)
    return text.stretch("d", SHA, start, start + len(words), paragraphs[1].boxes)


def test_a_stretch_of_text_knows_its_quote_and_what_is_around_it() -> None:
    found = stretch(texts("Decides to act;", "Remains seized."), "act;\nRemains")
    assert found is not None
    assert found.kind is PassageKind.TEXT
    assert (found.first, found.last) == (2, 3)
    assert (found.anchor.prefix[-11:], found.anchor.suffix) == ("Decides to ", " seized.")


def test_a_stretch_of_all_letters_is_the_paragraphs() -> None:
    paragraphs = texts("Decides to act;", "Remains seized.")
    found = stretch(paragraphs, "Decides to act")
    assert found is not None
    assert (found.kind, found.id) == (PassageKind.PARAGRAPH, passage_id(paragraphs, 2))


def test_the_same_words_in_one_paragraph_are_as_many_passages_as_there_are() -> None:
    paragraphs = texts("To act and to act on it.")
    first, second = stretch(paragraphs, "act"), stretch(paragraphs, "act", 1)
    assert first is not None
    assert second is not None
    assert first.id == identity.text_passage_id(SHA, "act", 0)
    assert second.id == identity.text_passage_id(SHA, "act", 1)


def test_a_stretch_of_nothing_is_no_passage() -> None:
    assert FullText(texts("Decides.")).stretch("d", SHA, 3, 3, ()) is None
