"""Filling pages; lines are 10 points high and a page has room for ten."""

from app.model import Kind
from app.pdf.line_breaking import Line
from app.pdf.markup import Piece
from app.pdf.page_making import NOTES_GAP, Block, PageContent, make_pages


def block(name: str, lines: int, *, with_next: bool = False, notes: dict[int, str] | None = None) -> Block:
    marks = notes or {}
    set_lines = tuple(Line(0, (), notes=(marks[i],) if i in marks else ()) for i in range(lines))
    return Block(Piece(Kind.PARAGRAPH, (), name), set_lines, 10, 0, with_next)


def pages_of(*blocks: Block, notes: dict[str, Block] | None = None) -> list[PageContent]:
    return make_pages(blocks, notes or {}, first_top=0, top=0, bottom=100)


def layout(*blocks: Block, notes: dict[str, Block] | None = None) -> list[str]:
    """A string a page, with the name of the block each line is of."""
    pages = pages_of(*blocks, notes=notes)
    return ["".join(line.piece.number or "" for line in page.lines) for page in pages]


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert layout(block("a", 7), block("b", 5)) == ["aaaaaaabbb", "bb"]


def test_no_line_is_left_alone_at_the_foot_of_a_page() -> None:
    assert layout(block("a", 9), block("b", 4)) == ["aaaaaaaaa", "bbbb"]


def test_no_line_is_left_alone_at_the_head_of_a_page() -> None:
    assert layout(block("a", 7), block("b", 4)) == ["aaaaaaabb", "bb"]


def test_a_heading_stays_with_the_first_two_lines_below_it() -> None:
    assert layout(block("a", 8), block("h", 1, with_next=True), block("b", 4)) == ["aaaaaaaa", "hbbbb"]


def test_headings_under_headings_stay_together() -> None:
    headings = [block("h", 1, with_next=True), block("i", 1, with_next=True)]
    assert layout(block("a", 7), *headings, block("b", 4)) == ["aaaaaaa", "hibbbb"]


def test_a_note_takes_its_room_from_the_text() -> None:
    note = block("n", 2)
    pages = pages_of(block("a", 9, notes={1: "1"}), notes={"1": note})
    assert [len(page.lines) for page in pages] == [6, 3]
    assert pages[0].notes == [note]
    assert pages[0].notes_height == NOTES_GAP + 20


def test_a_line_whose_note_does_not_fit_waits_for_the_next_page() -> None:
    pages = pages_of(block("a", 7), block("b", 2, notes={0: "1"}), notes={"1": block("n", 3)})
    assert [bool(page.notes) for page in pages] == [False, True]


def test_what_fits_no_page_is_placed_all_the_same() -> None:
    assert "".join(layout(block("h", 12, with_next=True))) == "h" * 12
