"""Reading marked-up sample texts."""

import pytest

from app.errors import UserError
from app.model import Kind
from app.pdf.markup import Face, Run, read_markup


@pytest.mark.parametrize(
    ("written", "kind", "number", "level"),
    [
        ("# Decision 2024/6", Kind.TITLE, None, 0),
        ("## IV. Financing", Kind.HEADING, "IV.", 1),
        ("### A. How the money moves", Kind.HEADING, "A.", 2),
        ("### Follow-up", Kind.HEADING, None, 2),
        ("12. *Requests* members", Kind.PARAGRAPH, "12.", 0),
        ("(a) Payments", Kind.ITEM, "(a)", 1),
        ("(iii) Payments", Kind.ITEM, "(iii)", 2),
        ("*Recalling* its decision", Kind.PARAGRAPH, None, 0),
        ("2024 was a year", Kind.PARAGRAPH, None, 0),
        ("> 14 November 2024", Kind.SIGN_OFF, None, 0),
    ],
)
def test_how_a_paragraph_begins_says_what_it_is(
    written: str, kind: Kind, number: str | None, level: int
) -> None:
    piece = read_markup(f"symbol: X\n\n{written}").pieces[0]
    assert (piece.kind, piece.number, piece.level) == (kind, number, level)


def test_the_item_after_h_is_no_item_under_it() -> None:
    pieces = read_markup("symbol: X\n\n(h) eighth\n\n(i) ninth").pieces
    assert [piece.level for piece in pieces] == [1, 1]


def test_lines_of_a_block_are_one_paragraph() -> None:
    assert read_markup("symbol: X\n\n1. Urges\nmembers").pieces[0].text == "1. Urges members"


def test_stars_set_italics_and_marks_call_for_notes() -> None:
    manuscript = read_markup("symbol: X\n\n*The Council*,[^1]\n\n[^1]: It is invented.")
    assert manuscript.pieces[0].runs == (Run("The Council", Face.ITALIC), Run(","), Run("1", note="1"))
    assert manuscript.notes["1"].text == "1 It is invented."


@pytest.mark.parametrize("body", ["Text.[^1]", "Text.\n\n[^1]: Note.", "Text[^1] twice.[^1]\n\n[^1]: Note."])
def test_marks_and_notes_go_together(body: str) -> None:
    with pytest.raises(UserError, match="1"):
        read_markup(f"symbol: X\n\n{body}")


def test_a_masthead_line_has_a_name() -> None:
    with pytest.raises(UserError, match="no colon here"):
        read_markup("no colon here\n\nText")
