"""The PDF's own structure has a vote where it is sane, and none where it is not."""

from __future__ import annotations

from dataclasses import replace

from app.text.page_text import PageText
from app.text.paragraphs import segment
from tests.app.text.composing import Sheet, prose

COUNT = 8


def tagged(whole: bool) -> tuple[PageText, list[str]]:
    """Paragraphs with space between them; their rows tagged by paragraph, or each by itself."""
    sheet = Sheet()
    texts = [prose(number, 4) for number in range(COUNT)]
    for text in texts:
        begun = len(sheet.lines)
        sheet.paragraph(text).space(7)
        for row in range(begun, len(sheet.lines)):
            tag = 1000 + begun if whole else 1000 + row
            sheet.lines[row] = replace(sheet.lines[row], tag=tag)
    return sheet.page, texts


def texts_of(page: PageText, *, tags: bool) -> list[str]:
    return [paragraph.text for paragraph in segment([page], tags=tags)]


def with_two_made_one(page: PageText) -> PageText:
    """The structure puts the first two paragraphs together."""
    first, second = sorted({line.tag for line in page.lines})[:2]
    lines = [replace(line, tag=first) if line.tag == second else line for line in page.lines]
    return replace(page, lines=tuple(lines))


def test_a_structure_that_agrees_changes_nothing() -> None:
    page, texts = tagged(whole=True)
    assert texts_of(page, tags=True) == texts_of(page, tags=False) == texts


def test_the_page_outvotes_the_structure_where_it_is_plain() -> None:
    page, texts = tagged(whole=True)
    assert texts_of(with_two_made_one(page), tags=True) == texts


def test_the_structure_decides_where_the_page_leaves_it_open() -> None:
    page, texts = tagged(whole=True)
    first = texts[0].split(" ")
    sheet = Sheet(justified=False)
    rows = sheet.broken(texts[0])
    sheet.row(rows[0]).row(rows[1][: len(rows[1]) * 3 // 5].rsplit(" ", 1)[0])
    short = [replace(line, tag=7) for line in sheet.lines]
    sheet.row("Members " + " ".join(first[:8]))
    short.append(replace(sheet.lines[-1], tag=7))
    moved = [
        replace(
            line,
            y0=line.y0 + 60,
            y1=line.y1 + 60,
            spans=tuple(replace(span, baseline=span.baseline + 60) for span in line.spans),
        )
        for line in page.lines
    ]
    both = replace(page, lines=(*short, *moved))
    assert len(texts_of(both, tags=True)) == len(texts) + 1
    assert len(texts_of(both, tags=False)) == len(texts) + 2


def test_a_structure_that_tags_every_row_by_itself_is_not_heeded() -> None:
    page, texts = tagged(whole=False)
    assert texts_of(page, tags=True) == texts
