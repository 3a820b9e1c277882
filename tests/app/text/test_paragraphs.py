"""Paragraphs are found by how a page is set: indents, room at the ends of rows, space, columns, pages."""

from __future__ import annotations

import pytest

from app.model import FURNITURE, Kind
from app.text.page_text import PageText
from app.text.paragraphs import segment, segmentation
from tests.app.text.composing import Sheet, prose

FIRST, SECOND, THIRD = prose(0), prose(2), prose(4)


def texts(*pages: PageText) -> list[str]:
    return [one.text for one in segment(pages) if one.kind not in FURNITURE]


def full_to_the_edge(sheet: Sheet, indent: float) -> str:
    """A text whose last row leaves no room for another word."""
    words = (prose(0, 6) + " " + prose(1, 6)).split(" ")
    for count in range(40, len(words)):
        text = " ".join(words[:count])
        rows = sheet.broken(text, indent=indent)
        wider = sheet.broken(f"{text} Members", indent=indent)
        if len(wider) > len(rows) > 3:
            return text
    raise AssertionError("no text of that length")


@pytest.mark.parametrize("justified", [True, False], ids=["justified", "ragged"])
@pytest.mark.parametrize(
    ("indent", "space"), [(20.0, 0.0), (0.0, 6.0), (20.0, 6.0)], ids=["indents", "space", "indents and space"]
)
def test_paragraphs_are_told_apart(indent: float, space: float, justified: bool) -> None:
    sheet = Sheet(justified=justified)
    for text in (FIRST, SECOND, THIRD):
        sheet.paragraph(text, indent=indent).space(space)
    assert texts(sheet.page) == [FIRST, SECOND, THIRD]


def test_an_indent_begins_a_paragraph_even_below_a_full_row() -> None:
    sheet = Sheet()
    full = full_to_the_edge(sheet, 20.0)
    sheet.paragraph(full, indent=20).paragraph(SECOND, indent=20).paragraph(THIRD, indent=20)
    assert texts(sheet.page) == [full, SECOND, THIRD]


def test_room_for_the_next_word_ends_a_paragraph_set_without_indent_or_space() -> None:
    sheet = Sheet().paragraph(FIRST).paragraph(SECOND).paragraph(THIRD)
    assert texts(sheet.page) == [FIRST, SECOND, THIRD]


def test_a_hanging_list_keeps_its_items_together() -> None:
    items = [f"• {prose(number, 2)}" for number in range(4)]
    sheet = Sheet().paragraph(FIRST)
    for item in items:
        sheet.paragraph(item, indent=12, hang=18)
    assert texts(sheet.page) == [FIRST, *items]


def test_a_label_in_the_middle_of_a_sentence_begins_nothing() -> None:
    sheet = Sheet()
    text = prose(0, 4)
    rows = sheet.broken(text)
    rows[2] = "(b) " + rows[2].split(" ", 1)[1]
    sheet.paragraph(" ".join(rows)).space(6).paragraph(SECOND)
    assert len(texts(sheet.page)) == 2


def test_a_longer_row_in_bold_goes_on_with_its_paragraph() -> None:
    sheet = Sheet()
    sheet.paragraph(FIRST, rows=slice(0, 3))
    sheet.paragraph(FIRST, rows=slice(3, None), face=1).space(6).paragraph(SECOND)
    assert texts(sheet.page) == [FIRST, SECOND]


@pytest.mark.parametrize("cut", [1, 2, 4])
def test_a_paragraph_goes_on_over_the_page(cut: int) -> None:
    one = Sheet(1).paragraph(FIRST, indent=20).paragraph(SECOND, indent=20, rows=slice(0, cut))
    two = Sheet(2).paragraph(SECOND, indent=20, rows=slice(cut, None)).paragraph(THIRD, indent=20)
    found = segment([one.page, two.page])
    assert [paragraph.text for paragraph in found] == [FIRST, SECOND, THIRD]
    assert (found[1].page, found[1].last_page) == (1, 2)
    assert len(found[1].boxes) == len(Sheet().broken(SECOND, indent=20))


def test_a_page_that_ends_a_paragraph_ends_it() -> None:
    one = Sheet(1).paragraph(FIRST, indent=20).paragraph(SECOND, indent=20)
    two = Sheet(2).paragraph(THIRD, indent=20)
    assert texts(one.page, two.page) == [FIRST, SECOND, THIRD]


def test_notes_do_not_cut_a_paragraph_in_two() -> None:
    one = Sheet(1).paragraph(FIRST).space(6).paragraph(SECOND, rows=slice(0, 2)).space(300).rule()
    one.paragraph("1 See the first report.", size=8)
    two = Sheet(2).paragraph(SECOND, rows=slice(2, None)).space(6).paragraph(THIRD)
    found = segment([one.page, two.page])
    assert [(p.kind, p.text) for p in found] == [
        (Kind.PARAGRAPH, FIRST),
        (Kind.PARAGRAPH, SECOND),
        (Kind.FOOTNOTE, "1 See the first report."),
        (Kind.PARAGRAPH, THIRD),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = Sheet(left=60, right=240)
    left.paragraph(FIRST, indent=12).paragraph(SECOND, indent=12, rows=slice(0, 3))
    right = Sheet(left=260, right=440)
    narrow = right.broken(SECOND, indent=12)
    right.paragraph(SECOND, indent=12, rows=slice(3, len(narrow))).paragraph(THIRD, indent=12)
    page = PageText(1, 500, 800, (*right.lines, *left.lines))
    assert texts(page) == [FIRST, SECOND, THIRD]


def test_a_title_over_two_columns_comes_first_and_a_wide_figure_between_them_stays_between() -> None:
    title = Sheet(left=60, right=440, y=60).row("A title that is set across both of the columns", size=16)
    top = [Sheet(left=x, right=x + 180, y=120).paragraph(prose(n, 4)) for n, x in ((0, 60), (1, 260))]
    caption = Sheet(left=60, right=440, y=320).row("Figure 1. " + prose(0, 1), size=9)
    foot = [Sheet(left=x, right=x + 180, y=380).paragraph(prose(n, 4)) for n, x in ((2, 60), (3, 260))]
    sheets = [title, *top, caption, *foot]
    page = PageText(1, 500, 800, tuple(line for sheet in sheets for line in sheet.lines))
    found = texts(page)
    order = [found.index(text) for text in (title.lines[0].text, prose(0, 4), prose(1, 4), prose(2, 4))]
    assert order == sorted(order)


def test_a_wide_table_does_not_move_the_margin_of_the_text() -> None:
    sheet = Sheet().paragraph(FIRST).space(12)
    for name in ("North", "South", "West"):
        sheet.row(name).beside("12.5", 300).beside("14.0", 400).beside("17.9", 450)
    sheet.space(12).paragraph(SECOND)
    found = segment([sheet.page])
    assert [p.text for p in found if p.kind is Kind.PARAGRAPH] == [FIRST, SECOND]
    assert next(p.text for p in found if p.kind is Kind.TABLE) == "North 12.5 14.0 17.9"


def test_text_that_stands_across_the_page_is_set_beside_it() -> None:
    sheet = Sheet().paragraph(FIRST)
    stamp = sheet.row("printed in the margin").lines.pop()
    turned = type(stamp)(20, 200, 30, 400, stamp.spans, stamp.words, upright=False)
    page = PageText(1, 500, 800, (*sheet.lines, turned))
    assert [p.kind for p in segment([page])] == [Kind.PARAGRAPH, Kind.HEADER]


def test_nothing_comes_of_nothing() -> None:
    assert segment([]) == ()
    assert segment([PageText(1, 500, 800, ())]) == ()


def test_every_row_has_a_box_on_the_page_as_displayed() -> None:
    sheet = Sheet().paragraph(FIRST)
    upright = segment([sheet.page])[0]
    turned = PageText(1, 500, 800, sheet.page.lines, turned=90)
    boxes = segment([turned])[0].boxes
    assert [(box.x0, box.y1) for box in boxes] == [(box.y0, 500 - box.x0) for box in upright.boxes]


def test_ordinals_count_from_one_and_citations_point_to_them() -> None:
    sheet = Sheet().paragraph(FIRST).space(6)
    sheet.row("It was seen in the harbour").beside("1", sheet.lines[-1].x1 + 60, size=6)
    mark = sheet.lines.pop()
    span = type(mark.spans[0])("1", mark.x0, mark.x1, sheet.y - 4, 6.0, 4)
    last = sheet.lines[-1]
    sheet.lines[-1] = type(last)(last.x0, last.y0, last.x1 + 4, last.y1, (*last.spans, span))
    sheet.space(200).rule().row("1 Seen by the pilot.", size=8)
    found = segmentation([sheet.page])
    assert [p.ordinal for p in found.paragraphs] == [1, 2, 3]
    assert found.citations == ((3, 2),)
