"""What pages are printed on, as they are shown, and the colours that are legible on it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtGui import QColor, QPainter

from app.pdf.dark_pages import DARK_PAPER
from widgets import appearance
from widgets.appearance import Pages

_Composition = QPainter.CompositionMode


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, and the colours of what the reader paints on it.

    `tint` is how fills and the colours of letters join with the page below them: dark letters show through
    a colour that is multiplied with them, light ones through a colour that lets some of them through.
    `dimmed` is what white becomes when all that lies under bars and names has been painted.
    """

    sheet: QColor
    stand_in: QColor
    trouble: QColor
    tint: _Composition
    outline: QColor
    outline_elsewhere: QColor
    outline_hover: QColor
    selected: QColor
    selected_elsewhere: QColor
    hit: QColor
    current_hit: QColor
    dimmed: QColor
    is_dark: bool = False


WHITE = Paper(
    sheet=QColor("#ffffff"),
    stand_in=QColor("#efefec"),
    trouble=QColor("#5b5c60"),
    tint=_Composition.CompositionMode_Multiply,
    outline=QColor("#2f5fb5"),
    outline_elsewhere=QColor("#8b93a5"),
    outline_hover=QColor("#692f5fb5"),
    selected=QColor("#b5d0ff"),
    selected_elsewhere=QColor("#dcdee3"),
    hit=QColor("#ffe58a"),
    current_hit=QColor("#ffb13b"),
    dimmed=QColor("#ffffff"),
)
DIMMED = replace(WHITE, dimmed=QColor("#e6e6e6"))
DARK = Paper(
    sheet=QColor(DARK_PAPER),
    stand_in=QColor("#2f3035"),
    trouble=QColor("#a0a1a8"),
    tint=_Composition.CompositionMode_SourceOver,
    outline=QColor("#6ea2ff"),
    outline_elsewhere=QColor("#7d8596"),
    outline_hover=QColor("#8c6ea2ff"),
    selected=QColor("#5c2f74e0"),
    selected_elsewhere=QColor("#4d8b93a5"),
    hit=QColor("#3cffd84a"),
    current_hit=QColor("#5cff7a1a"),
    dimmed=QColor("#ffffff"),
    is_dark=True,
)


def paper_now(*, is_picture: bool = False) -> Paper:
    """What a page is shown on now; one that is a picture as a whole, such as a scan, is never inverted."""
    match appearance.pages():
        case Pages.PRINTED:
            return WHITE
        case Pages.INVERTED if not is_picture:
            return DARK
    return DIMMED
