"""Whatever a page looks like, every word on it is in some paragraph, once, and in a box on its page."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.text.page_text import Line, PageText, Rule
from app.text.paragraphs import segment
from tests.app.text.composing import line

POINT = st.floats(-50, 900, allow_nan=False)
RULES = st.builds(lambda x, y, length: Rule(x, y, x + length, y + 0.5), POINT, POINT, st.floats(0, 500))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    words = draw(st.integers(1, 8))
    label = draw(st.sampled_from(["", "1. ", "(a) ", "• ", "IV. ", "2.1 "]))
    text = label + " ".join("word" for _ in range(words))
    return replace(
        line(text, draw(POINT), draw(POINT), size=draw(st.floats(0.01, 60)), face=draw(st.integers(0, 15))),
        upright=draw(st.integers(0, 9)) > 0,
        tag=draw(st.integers(0, 3)),
    )


@st.composite
def documents(draw: st.DrawFn) -> list[PageText]:
    """Pages of lines anywhere, each word of its own so that none can stand for another."""
    pages, count = [], 0
    for number in range(1, draw(st.integers(1, 4)) + 1):
        placed = []
        for one in draw(st.lists(lines(), max_size=25)):
            text = one.spans[0].text
            while "word" in text:
                text, count = text.replace("word", f"w{count}w", 1), count + 1
            placed.append(replace(one, spans=(replace(one.spans[0], text=text),)))
        rules = tuple(draw(st.lists(RULES, max_size=4)))
        pages.append(PageText(number, 500.0, 800.0, tuple(placed), rules))
    return pages


@given(documents())
@settings(max_examples=150, deadline=None)
def test_every_word_is_kept_once(pages: list[PageText]) -> None:
    found = segment(pages)
    read = [word for paragraph in found for word in re.findall(r"w\d+w", paragraph.text)]
    printed = [word for page in pages for one in page.lines for word in re.findall(r"w\d+w", one.text)]
    assert sorted(read) == sorted(printed)
    assert [paragraph.ordinal for paragraph in found] == list(range(1, len(found) + 1))
    assert all(1 <= box.page <= len(pages) for paragraph in found for box in paragraph.boxes)
