"""Colours on white and on dark paper."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from app.pdf.dark_pages import LIGHT_INK
from app.project.palette import PALETTE
from widgets import appearance
from widgets.appearance import Pages, Scheme, colours_on_dark_paper, contrast
from widgets.reader.paper import DARK, DIMMED, WHITE, Paper, paper_now

INK = QColor(LIGHT_INK)


def under(tint: QColor, colour: QColor, paper: Paper = DARK) -> QColor:
    """What a colour of the page looks like under a tint."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(colour)
    with QPainter(image) as painter:
        painter.setCompositionMode(paper.tint)
        painter.fillRect(0, 0, 1, 1, tint)
    return image.pixelColor(0, 0)


@pytest.mark.parametrize(
    ("pages", "is_picture", "expected"),
    [
        (Pages.PRINTED, False, WHITE),
        (Pages.DIMMED, False, DIMMED),
        (Pages.INVERTED, False, DARK),
        (Pages.INVERTED, True, DIMMED),
    ],
)
@pytest.mark.usefixtures("in_the_dark")
def test_in_the_dark_pages_are_shown_as_chosen(pages: Pages, is_picture: bool, expected: Paper) -> None:
    appearance.use_pages(pages)
    assert paper_now(is_picture=is_picture) is expected


@pytest.mark.parametrize("pages", list(Pages))
@pytest.mark.usefixtures("in_the_dark")
def test_in_the_light_pages_are_as_printed(pages: Pages) -> None:
    appearance.use_pages(pages)
    appearance.use(Scheme.LIGHT)
    assert paper_now() is WHITE


@pytest.mark.parametrize("colour", PALETTE)
def test_a_themes_colours_are_legible_on_dark_paper(colour: str) -> None:
    look = colours_on_dark_paper(QColor(colour).rgb(), DARK.sheet.rgb())
    filled = under(look.fill, DARK.sheet)
    assert contrast(look.bar, DARK.sheet) >= 3
    assert contrast(look.text, DARK.sheet) >= 4.5
    assert contrast(under(look.fill, INK), filled) >= 4.5
    assert contrast(filled, DARK.sheet) >= 1.1


@pytest.mark.parametrize("name", ["selected", "selected_elsewhere", "hit", "current_hit"])
def test_letters_are_legible_where_they_are_selected_or_found(name: str) -> None:
    for paper, ink in ((DARK, INK), (WHITE, QColor("#000000"))):
        tint = getattr(paper, name)
        assert contrast(under(tint, ink, paper), under(tint, paper.sheet, paper)) >= 4.5
        assert contrast(under(tint, paper.sheet, paper), paper.sheet) >= 1.2


@pytest.mark.parametrize("paper", [WHITE, DARK])
def test_outlines_stand_out_from_their_paper(paper: Paper) -> None:
    assert contrast(paper.outline, paper.sheet) >= 4.5
    assert contrast(paper.outline_elsewhere, paper.sheet) >= 3
    assert contrast(paper.trouble, paper.sheet) >= 4.5
