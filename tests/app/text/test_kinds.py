"""Kinds, levels and numbers: what part each paragraph plays, on pages set for the purpose."""

from __future__ import annotations

import pytest

from app.model import Kind, Paragraph
from app.text.page_text import Face, PageText
from app.text.paragraphs import segment
from tests.app.text.composing import Sheet, line, prose


def found(*sheets: Sheet) -> tuple[Paragraph, ...]:
    return segment([sheet.page for sheet in sheets])


def told(paragraphs: tuple[Paragraph, ...], kind: Kind) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.kind is kind]


def article() -> Sheet:
    sheet = Sheet(y=60).row("On the closing of harbours", size=16, face=Face.BOLD).space(10)
    for heading in ("I. The winter", "II. The spring"):
        sheet.space(10).row(heading, size=13, face=Face.BOLD).space(6).paragraph(prose(0))
        for below in ("A. The ships", "B. The crews"):
            sheet.space(10).row(below, face=Face.BOLD).space(6).paragraph(prose(2))
    return sheet


def test_the_title_is_the_largest_above_the_text() -> None:
    assert told(found(article()), Kind.TITLE) == ["On the closing of harbours"]


def test_headings_have_levels_by_their_type() -> None:
    levels = {p.text: p.level for p in found(article()) if p.kind is Kind.HEADING}
    assert levels == {
        "I. The winter": 1,
        "II. The spring": 1,
        "A. The ships": 2,
        "B. The crews": 2,
    }


@pytest.mark.parametrize("face", [Face.BOLD, Face.ITALIC])
def test_a_short_line_in_a_type_of_its_own_is_a_heading(face: int) -> None:
    sheet = Sheet().paragraph(prose(0)).space(8).row("The crews", face=face).space(4).paragraph(prose(2))
    assert told(found(sheet), Kind.HEADING) == ["The crews"]


def test_a_bold_paragraph_is_a_paragraph() -> None:
    sheet = Sheet().paragraph(prose(0)).space(8).paragraph(prose(1), face=Face.BOLD)
    assert told(found(sheet), Kind.HEADING) == []


def test_a_heading_over_two_rows_is_one() -> None:
    sheet = Sheet().paragraph(prose(0)).space(12)
    sheet.row("Strengthened innovation, business and work in the", size=13, face=Face.BOLD).space(3)
    sheet.row("harbours of the north", size=13, face=Face.BOLD).space(8).paragraph(prose(2))
    assert told(found(sheet), Kind.HEADING) == [
        "Strengthened innovation, business and work in the harbours of the north"
    ]


def test_a_heading_run_into_its_text_is_parted_from_it() -> None:
    sheet = Sheet().paragraph(prose(0)).space(8)
    head = line("Methods", 100, sheet.y + 12, face=Face.BOLD)
    text = sheet.broken(prose(2))
    rest = line(text[0], head.x1 + 6, sheet.y + 12)
    sheet.y += 12
    sheet.lines.append(
        type(head)(head.x0, head.y0, rest.x1, head.y1, (*head.spans, *rest.spans), (*head.words, *rest.words))
    )
    for row in text[1:]:
        sheet.row(row)
    paragraphs = found(sheet)
    assert told(paragraphs, Kind.HEADING) == ["Methods"]
    assert paragraphs[-1].text == prose(2)


def test_items_nest() -> None:
    labels = ["(a)", "(b)", "(i)", "(ii)", "(iii)", "(c)", "(d)"]
    sheet = Sheet().paragraph("1. " + prose(0))
    for label in labels:
        sheet.space(4).row(f"{label} To appoint a guardian;", 150 if "i" in label else 130)
    items = [p for p in found(sheet) if p.kind is Kind.ITEM]
    assert [(p.number, p.level) for p in items] == list(zip(labels, (1, 1, 2, 2, 2, 1, 1), strict=True))


def test_bullets_nest_by_how_far_they_are_set_in() -> None:
    sheet = Sheet().paragraph(prose(0))
    for text, x in (("• one", 110), ("• two", 110), ("• two and a half", 130), ("• three", 110)):
        sheet.space(3).row(f"{text} of the things we saw", x)
    assert [p.level for p in found(sheet) if p.kind is Kind.ITEM] == [1, 1, 2, 1]


def test_the_letter_i_goes_on_after_h() -> None:
    sheet = Sheet().paragraph("1. " + prose(0))
    for letter in "abcdefghij":
        sheet.space(4).row(f"({letter}) To appoint a guardian;", 130)
    assert {p.level for p in found(sheet) if p.kind is Kind.ITEM} == {1}


def test_numbers_are_kept_as_printed_and_stay_in_the_text() -> None:
    sheet = Sheet().paragraph(f"31. {prose(0)}").space(6).paragraph(f"32. {prose(1)}")
    assert [(p.number, p.text[:3]) for p in found(sheet)] == [("31.", "31."), ("32.", "32.")]


def test_the_numbers_of_a_hanging_list_stand_beside_its_text() -> None:
    sheet = Sheet().paragraph(prose(0)).space(4)
    for number in (1, 2, 3):
        sheet.paragraph(f"{number}. {prose(number, 2)}", indent=10, hang=20)
    lists = [p for p in found(sheet) if p.number]
    assert [(p.number, p.text) for p in lists] == [(f"{n}.", prose(n, 2)) for n in (1, 2, 3)]


def test_a_caption_counts_and_stands_above_its_table() -> None:
    sheet = (
        Sheet().paragraph(prose(0)).space(10).row("Table 3").row("Ships by harbour", face=Face.BOLD).space(6)
    )
    for name in ("North", "South", "West"):
        sheet.row(name).beside("12.5", 250).beside("14.0", 320)
    assert told(found(sheet), Kind.CAPTION) == ["Table 3", "Ships by harbour"]


def test_entries_of_the_contents_are_one_each() -> None:
    sheet = Sheet().row("Contents", size=14).space(6)
    for number, name in enumerate(("Introduction", "The winter", "The spring")):
        sheet.row(f"{name} {'.' * 40} {number + 2}")
    sheet.space(20).paragraph(prose(0, 6))
    assert [text.split(" .")[0] for text in told(found(sheet), Kind.CONTENTS)] == [
        "Introduction",
        "The winter",
        "The spring",
    ]


def test_place_and_date_below_a_text_close_it() -> None:
    sheet = Sheet().paragraph(prose(0)).space(8)
    sheet.row("9th plenary meeting", 310).row("17 November 2016", 318)
    assert told(found(sheet), Kind.SIGN_OFF) == ["9th plenary meeting", "17 November 2016"]


def test_the_masthead_stands_above_the_rule() -> None:
    sheet = Sheet(y=40).row("Meridian Conference", size=12).beside("MC/2024/6", 320, size=12).rule(320)
    sheet.row("Council", size=18, face=Face.BOLD).beside("Distr.: General", 320).space(20).rule(320).space(10)
    sheet.row("Decision 2024/6", size=14, face=Face.BOLD).space(8).paragraph(prose(0, 6))
    paragraphs = found(sheet)
    assert set(told(paragraphs, Kind.MASTHEAD)) == {
        "Meridian Conference",
        "MC/2024/6",
        "Council",
        "Distr.: General",
    }
    assert told(paragraphs, Kind.TITLE) == ["Decision 2024/6"]


def test_notes_are_one_each_and_go_on_over_the_page() -> None:
    one = Sheet(1).paragraph(prose(0, 6)).space(300).rule()
    one.paragraph("1 See the first report.", size=8).paragraph("2 " + prose(2), size=8, rows=slice(0, 1))
    two = Sheet(2).paragraph(prose(1, 6)).space(300).rule()
    broken = two.broken("2 " + prose(2), size=8)
    two.paragraph("2 " + prose(2), size=8, rows=slice(1, len(broken))).paragraph("3 A third note.", size=8)
    notes = [(p.number, p.text) for p in found(one, two) if p.kind is Kind.FOOTNOTE]
    assert notes == [("1", "1 See the first report."), ("2", "2 " + prose(2)), ("3", "3 A third note.")]


def test_small_type_at_the_foot_without_rule_or_mark_is_no_note() -> None:
    sheet = Sheet().paragraph(prose(0, 6)).space(20).paragraph(prose(1), size=8)
    assert told(found(sheet), Kind.FOOTNOTE) == []


def test_a_page_of_nothing_but_signs() -> None:
    page = PageText(1, 500, 800, (line("* * *", 240, 300), line("—", 240, 330)))
    assert {paragraph.text for paragraph in segment([page])} == {"* * *", "—"}
