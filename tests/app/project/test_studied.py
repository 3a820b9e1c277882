"""Where paragraphs begin in the text that people study."""

from __future__ import annotations

from app.model import Box, Kind, Paragraph
from app.project.studied import Studied

LINE = (Box(1, 0, 0, 100, 10),)
PARAGRAPHS = [
    Paragraph(1, Kind.HEADER, None, "S/2017/973", LINE),
    Paragraph(2, Kind.HEADING, None, "I. Scope", LINE),
    Paragraph(3, Kind.PAGE_NUMBER, None, "2/8", LINE),
    Paragraph(4, Kind.PARAGRAPH, "1.", "Decides — so.", LINE),
    Paragraph(5, Kind.PARAGRAPH, "2.", "Ends.", LINE),
]


def test_running_heads_and_page_numbers_are_no_part_of_it() -> None:
    studied = Studied(PARAGRAPHS).whole()
    assert studied.ordinals == [2, 4, 5]
    text = "\n".join(paragraph.text for paragraph in studied.paragraphs)
    ends = [start + len(each.text) for start, each in zip(studied.starts, studied.paragraphs, strict=True)]
    assert [text[start:end] for start, end in zip(studied.starts, ends, strict=True)] == [
        "I. Scope",
        "Decides — so.",
        "Ends.",
    ]


def test_normalised_texts_follow_one_another_without_a_gap() -> None:
    studied = Studied(PARAGRAPHS).whole()
    text = "".join(studied.normalised)
    assert [text.find(piece) for piece in studied.normalised] == studied.normalised_starts


def test_a_little_at_a_time_is_the_same_as_all_at_once() -> None:
    slowly = Studied(PARAGRAPHS)
    steps = 0
    while slowly.read_on(2):
        steps += 1
    at_once = Studied(PARAGRAPHS).whole()
    assert steps == 3
    assert (slowly.starts, slowly.normalised_starts) == (at_once.starts, at_once.normalised_starts)
