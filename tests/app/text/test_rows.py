"""Stretches of text become rows: gaps, raised marks, doubles, direction."""

from __future__ import annotations

from app.text.lines import merged
from app.text.page_text import Face, Line, Span
from app.text.rows import row_of, rows_of
from tests.app.text.composing import line


def mark(text: str, x: float, baseline: float) -> Line:
    span = Span(text, x, x + 4, baseline - 4, 6.0, Face.RAISED)
    return Line(x, baseline - 9, x + 4, baseline - 2, (span,), ((x, x + 4),))


def test_stretches_on_one_baseline_are_one_row() -> None:
    one = line("Recalling", 100, 200, face=Face.ITALIC)
    other = line("its earlier decisions", one.x1 + 2.5, 200)
    rows = rows_of(merged([other, one]), 1)
    assert [row.text for row in rows] == ["Recalling its earlier decisions"]
    assert len(rows[0].words) == 4


def test_a_raised_mark_belongs_to_its_row_and_not_to_the_one_above() -> None:
    above, below = line("The first row of it", 100, 200), line("the second", 100, 212)
    rows = rows_of(merged([above, below, mark("7", below.x1, 212)]), 1)
    assert [row.text for row in rows] == ["The first row of it", "the second7"]


def test_a_row_that_begins_with_a_mark_says_so() -> None:
    note = row_of([mark("3", 100, 200), line("See the report", 106, 200, size=8)], 1)
    assert note.mark == "3"


def test_text_printed_twice_in_one_place_is_read_once() -> None:
    bold = [line("Annex", 100, 200), line("Annex", 100.4, 200)]
    assert row_of(bold, 1).text == "Annex"


def test_columns_are_not_merged() -> None:
    one = line("left column", 60, 200)
    assert len(merged([one, line("right column", one.x1 + 14, 200)])) == 2


def test_the_first_word_is_measured_up_to_where_it_may_break() -> None:
    whole = row_of([line("conflictrelated harm", 100, 200)], 1).first_word_width()
    parted = row_of([line("conflict-related harm", 100, 200)], 1).first_word_width()
    assert parted < 0.65 * whole


def test_a_row_of_arabic_runs_leftward() -> None:
    text = line("قرر المجلس أن يبقي المسألة", 100, 200)
    row = row_of(merged([text, line("1.", text.x1 + 4, 200)]), 1)
    assert row.right_to_left
    assert row.text.startswith("1.")
    assert row.start < row.end


def test_a_letter_set_off_from_the_text_is_a_bullet() -> None:
    row = row_of([line("o", 100, 200), line("Where are we", 118, 200)], 1)
    assert row.label is not None
    assert row.text_start == 118
