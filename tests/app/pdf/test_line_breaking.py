"""Breaking paragraphs into lines, with every character as wide as every other."""

import pytest

from app.pdf.line_breaking import Alignment, Line, Measures, break_lines
from app.pdf.markup import Face, Run

WORDS = "The price of a crossing was put by those interviewed at between 300 and 900 crowns a person."


def measure(text: str, face: Face, size: float) -> float:
    return len(text) * size / 2


def broken(text: str, **measures: object) -> list[Line]:
    return break_lines([Run(text)], Measures(size=10, **{"width": 150, **measures}), measure)  # type: ignore[arg-type]


def printed(line: Line) -> str:
    return "".join(span.text for span in line.spans)


def right_edge(line: Line) -> float:
    spaces = printed(line).count(" ")
    return line.x + sum(measure(s.text, s.face, s.size) for s in line.spans) + spaces * line.word_spacing


def test_no_word_is_lost() -> None:
    assert " ".join(printed(line) for line in broken(WORDS)) == WORDS


def test_justified_lines_end_at_the_margin_except_the_last() -> None:
    *lines, last = broken(WORDS, first_indent=20)
    assert [right_edge(line) for line in lines] == pytest.approx([150] * len(lines))
    assert last.word_spacing == 0
    assert right_edge(last) < 150


@pytest.mark.parametrize(("alignment", "x"), [(Alignment.LEFT, 0), (Alignment.RIGHT, 120)])
def test_a_short_line_stands_at_its_side(alignment: Alignment, x: float) -> None:
    assert broken("Tolm.", width=145, alignment=alignment)[0].x == pytest.approx(x)


def test_indents() -> None:
    lines = broken(WORDS, first_indent=20, indent=10)
    assert [line.x for line in lines] == [20] + [10] * (len(lines) - 1)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("aaaa bbbb-cccccccccc", ["aaaa bbbb-", "cccccccccc"]),
        ("aaaa 2021-2023", ["aaaa", "2021-2023"]),
        ("aa paragraph~8", ["aa", "paragraph 8"]),
    ],
)
def test_where_a_line_may_break(text: str, lines: list[str]) -> None:
    assert [printed(line) for line in broken(text, width=55, alignment=Alignment.LEFT)] == lines


def test_breaks_are_chosen_for_the_whole_paragraph() -> None:
    # Filled from the front the first line is “aaa b cccc”, from the back the last is “f gg”.
    lines = broken("aaa b cccc ddddd eeeeee f gg", width=50, alignment=Alignment.LEFT)
    assert [printed(line) for line in lines] == ["aaa b", "cccc ddddd", "eeeeee f", "gg"]


def test_a_note_mark_is_raised_and_known_to_its_line() -> None:
    lines = break_lines([Run("One two"), Run("7", note="7"), Run(" three")], Measures(60, 10), measure)
    mark = next(span for span in lines[0].spans if span.text == "7")
    assert mark.rise > 0
    assert mark.size < 10
    assert [line.notes for line in lines] == [("7",), ()]
