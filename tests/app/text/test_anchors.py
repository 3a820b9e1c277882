"""A passage is found again after its document was read anew, and what is gone is not invented."""

from __future__ import annotations

import random

import pytest

from app.model import Anchor, Box, Kind, Paragraph
from app.text.anchors import Finder, Found, Way, paragraphs_at

QUOTE = (
    "Requests the Secretariat to register every unaccompanied child within seventy-two hours of arrival, "
    "and to report to the Council on the fishing-fleet inspections."
)
BEFORE = "Recalling its earlier decisions, the Council takes note of the efforts of its members."
AFTER = "Decides to remain seized of the matter, and to review it at its next session."
TEXT = "\n".join(("First of all, some words.", BEFORE, QUOTE, AFTER, "Last words."))


def anchor(quote: str = QUOTE, text: str = TEXT, nth: int = 0) -> Anchor:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    end = start + len(quote)
    return Anchor((), quote, text[max(0, start - 32) : start], text[end : end + 32], start, end)


def found_in(text: str, wanted: Anchor) -> tuple[Way, str] | None:
    found = Finder(text).find(wanted)
    return None if found is None else (found.way, text[found.start : found.end])


def test_an_unchanged_text_has_it_where_it_was() -> None:
    assert found_in(TEXT, anchor()) == (Way.POSITION, QUOTE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("First of all", "An added sentence. First of all"),
        ("seventy-two", "seventy- two"),
        ("seventy-two", "seventytwo"),
        ("fishing-fleet", "ﬁshing-ﬂeet"),
        ("register every", "register  every"),
        ("hours of arrival", "hours\nof arrival"),
    ],
    ids=["added sentence", "space after hyphen", "hyphen lost", "ligatures", "double space", "new break"],
)
def test_another_extraction_of_the_same_words_is_the_same_quote(old: str, new: str) -> None:
    changed = TEXT.replace(old, new)
    way, words = found_in(changed, anchor()) or (None, "")
    assert way is Way.QUOTE
    assert words == QUOTE.replace(old, new)


@pytest.mark.parametrize(
    "changed",
    [
        QUOTE.replace("every unaccompanied child", "each child who arrives alone"),
        QUOTE.replace("seventy-two", "forty-eight").replace("Requests", "Again requests"),
        QUOTE.replace(", and to report to the Council", ""),
    ],
    ids=["words replaced", "a number and the beginning", "words left out"],
)
def test_edited_words_are_found_as_the_nearest(changed: str) -> None:
    found = Finder(TEXT.replace(QUOTE, changed)).find(anchor())
    assert found is not None
    assert found.way is Way.NEAREST
    assert 0.7 < found.likeness < 1
    assert abs(found.start - TEXT.index(QUOTE)) <= 8


def test_what_is_gone_is_not_found() -> None:
    gone = TEXT.replace(
        QUOTE, "The tariffs on timber and on salted fish are lowered by a tenth from the new year."
    )
    assert found_in(gone, anchor()) is None


def test_context_tells_equal_quotes_apart() -> None:
    text = "\n".join(
        f"In the case of {name}: the measure is continued. So for {name}." for name in ("A", "B", "C")
    )
    second = anchor("the measure is continued.", text, nth=1)
    longer = "A new beginning of some length, which moves everything.\n" + text
    found = Finder(longer).find(second)
    assert found is not None
    assert longer[: found.start].endswith("In the case of B: ")


def test_a_quote_without_letters_is_only_found_in_its_place() -> None:
    wanted = Anchor((), "—", "some", "thing", 4, 5)
    assert found_in("some—thing", wanted) == (Way.POSITION, "—")
    assert found_in("someone — thing", wanted) is None


def test_a_region_has_no_words_to_look_for() -> None:
    assert Finder(TEXT).find(Anchor((Box(1, 0, 0, 9, 9),), "", "", "", 3, 3)) is None


@pytest.mark.parametrize("seed", range(8))
def test_paragraphs_survive_being_shuffled_and_scratched(seed: int) -> None:
    rng = random.Random(seed)
    words = ["".join(rng.choices("abcdefghilmnoprstu", k=rng.randrange(2, 11))) for _ in range(300)]
    paragraphs = [" ".join(rng.choices(words, k=40)) + "." for _ in range(40)]
    wanted = [anchor(paragraph, "\n".join(paragraphs)) for paragraph in paragraphs]
    order = rng.sample(range(40), 40)
    scratched = [scratch(paragraphs[number], rng) for number in order]
    finder = Finder("\n".join(scratched))
    starts = {number: sum(len(text) + 1 for text in scratched[:place]) for place, number in enumerate(order)}
    for number, one in enumerate(wanted):
        found = finder.find(one)
        assert found is not None
        assert abs(found.start - starts[number]) <= 12
        assert abs(found.end - starts[number] - len(paragraphs[number])) <= 12


def scratch(text: str, rng: random.Random) -> str:
    letters = list(text)
    for _ in range(len(letters) // 25):
        letters[rng.randrange(len(letters))] = rng.choice("abcdefgh -")
    return "".join(letters)


def paragraph(ordinal: int, text: str, kind: Kind = Kind.PARAGRAPH) -> Paragraph:
    return Paragraph(ordinal, kind, None, text, (Box(1, 0, 0, 1, 1),))


@pytest.mark.parametrize(
    ("start", "end", "touched"), [(0, 3, (1, 1)), (4, 9, (3, 3)), (2, 6, (1, 3)), (3, 4, None)]
)
def test_a_stretch_touches_paragraphs(start: int, end: int, touched: tuple[int, int] | None) -> None:
    paragraphs = [paragraph(1, "One"), paragraph(2, "a running head", Kind.HEADER), paragraph(3, "Three")]
    assert paragraphs_at(paragraphs, start, end) == touched


def test_the_signs_around_a_quote_come_back_with_it() -> None:
    text = "He said: “Nothing is lost.” And left."
    wanted = anchor("“Nothing is lost.”", text)
    found = Finder("Then he said: “Nothing is lost.” And left.").find(wanted)
    assert found == Found(Way.QUOTE, 14, 32)
