"""How everything looks: the colours and fonts of light and dark, and those a theme is drawn in."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.model import Theme


class Scheme(StrEnum):
    """Which of the two looks to use; `system` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Pages(StrEnum):
    """How pages are shown in the dark look."""

    PRINTED = "printed"
    DIMMED = "dimmed"
    INVERTED = "inverted"


class metrics:  # noqa: N801 - read as a namespace of constants
    """Distances in device-independent pixels, the same everywhere."""

    PANEL_MARGIN = 14
    GAP = 8
    ROW = 27
    CONTROL = 28
    TOOLBAR = 42
    HEADER = 33
    LEFT_PANEL = 222
    RIGHT_PANEL = 300


@dataclass(frozen=True, slots=True)
class Colours:
    """The named colours of one look."""

    window: QColor
    panel: QColor
    desk: QColor
    line: QColor
    text: QColor
    muted: QColor
    accent: QColor
    accent_text: QColor
    selected: QColor
    hover: QColor
    field: QColor
    button: QColor
    page_shadow: QColor
    danger: QColor


def _colours(**names: str) -> Colours:
    return Colours(**{field.name: QColor(names[field.name]) for field in fields(Colours)})


_LIGHT = _colours(
    window="#fbfbf9",
    panel="#fbfbf9",
    desk="#e4e4e1",
    line="#dcdcd8",
    text="#1d1e20",
    muted="#6b6c70",
    accent="#2f5fb5",
    accent_text="#ffffff",
    selected="#dfe4f0",
    hover="#efefec",
    field="#f3f3f1",
    button="#ffffff",
    page_shadow="#28000000",
    danger="#b3261e",
)
_DARK = _colours(
    window="#26272b",
    panel="#26272b",
    desk="#141518",
    line="#3b3c42",
    text="#e8e8ea",
    muted="#a0a1a8",
    accent="#6ea2ff",
    accent_text="#0e1116",
    selected="#313b4c",
    hover="#303136",
    field="#1d1e21",
    button="#2e2f34",
    page_shadow="#70000000",
    danger="#ff8a80",
)


@dataclass(frozen=True, slots=True)
class ThemeColours:
    """How one theme is drawn: its bar, its fill, and its name.

    On white paper the fill is to be multiplied with the page, on dark paper to be laid over it.
    """

    bar: QColor
    fill: QColor
    text: QColor


class _Notifier(QObject):
    changed = Signal()
    scheme = Scheme.SYSTEM
    chosen = Scheme.SYSTEM
    pages = Pages.DIMMED


_notifier = _Notifier()
changed = _notifier.changed
"""Emitted after the look has changed; widgets that paint themselves repaint."""


def is_dark() -> bool:
    """Whether the dark look is in force."""
    if _notifier.chosen is not Scheme.SYSTEM:  # desktops without a theme of Qt's ignore what they are asked
        return _notifier.chosen is Scheme.DARK
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def colours() -> Colours:
    """The colours in force."""
    return _DARK if is_dark() else _LIGHT


def pages() -> Pages:
    """How pages are shown now: in the light look always as they are printed."""
    return _notifier.pages if is_dark() else Pages.PRINTED


def use_pages(pages: Pages) -> None:
    """Choose how pages are shown in the dark look."""
    _notifier.pages = pages
    _notifier.changed.emit()


@lru_cache(maxsize=512)
def _theme_colours(name: str) -> ThemeColours:
    bar = QColor(name)
    return ThemeColours(bar, _mixed(bar, _WHITE, 0.14), legible(bar, _WHITE, _SMALL_TEXT))


@lru_cache(maxsize=512)
def colours_on_dark_paper(colour: int, paper: int) -> ThemeColours:
    """The colours that a theme of a colour (as `QColor.rgb` has it) is drawn in on dark paper."""
    bar, fill = legible(QColor(colour), QColor(paper), _GRAPHICS), QColor(colour)
    fill = legible(fill, QColor(paper), _GRAPHICS)
    fill.setAlphaF(0.24)
    return ThemeColours(bar, fill, legible(bar, QColor(paper), _SMALL_TEXT))


def theme_colours(theme: Theme) -> ThemeColours:
    """The colours a theme is drawn in on the page."""
    return _theme_colours(theme.colour)


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`share` of one colour over the other."""
    return QColor.fromRgbF(
        one.redF() * share + other.redF() * (1 - share),
        one.greenF() * share + other.greenF() * (1 - share),
        one.blueF() * share + other.blueF() * (1 - share),
    )


def luminance(colour: QColor) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""

    def linear(part: float) -> float:
        return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


_WHITE, _BLACK = QColor("#ffffff"), QColor("#000000")
_SMALL_TEXT, _GRAPHICS = 4.5, 3.0
"""The contrast each needs (WCAG 2.2, success criteria 1.4.3 and 1.4.11)."""


def legible(colour: QColor, paper: QColor, needed: float) -> QColor:
    """The colour, brought away from that of the paper, dark or light, until it has the contrast needed."""
    away = _BLACK if luminance(paper) > 0.5 else _WHITE
    for step in range(20):
        found = _mixed(away, colour, step / 20)
        if contrast(found, paper) >= needed:
            return found
    return QColor(away)


def points(font: QFont) -> float:
    """A font's size in points, also where the desktop gave it in pixels."""
    return QFontInfo(font).pointSizeF()


def _resize(font: QFont, change: float) -> None:
    font.setPointSizeF(max(7.5, points(font) + change))


class fonts:  # noqa: N801 - read as a namespace of functions
    """The few fonts in use, derived from the desktop's own."""

    @staticmethod
    def body() -> QFont:
        """Ordinary text."""
        return QFont(QApplication.font())

    @staticmethod
    def small() -> QFont:
        """Captions and chips."""
        font = QFont(QApplication.font())
        _resize(font, -1)
        return font

    @staticmethod
    def strong() -> QFont:
        """Titles."""
        font = QFont(QApplication.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @staticmethod
    def caption() -> QFont:
        """The small strong line above a section of a panel."""
        font = fonts.small()
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @staticmethod
    def reading() -> QFont:
        """The serif in which a passage is read."""
        font = QFont(["Georgia", "Liberation Serif", "Times New Roman", "DejaVu Serif"])
        font.setStyleHint(QFont.StyleHint.Serif)
        font.setPointSizeF(points(QApplication.font()))
        _resize(font, 1)
        return font


def start(app: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
    """Give the application its look, and follow the desktop when it changes between light and dark."""
    app.setStyle("Fusion")
    app.styleHints().colorSchemeChanged.connect(lambda _: _dress(app))
    use(scheme)
    _dress(app)


def use(scheme: Scheme) -> None:
    """Switch to a scheme."""
    _notifier.chosen = scheme
    wanted = {Scheme.LIGHT: Qt.ColorScheme.Light, Scheme.DARK: Qt.ColorScheme.Dark}
    QGuiApplication.styleHints().setColorScheme(wanted.get(scheme, Qt.ColorScheme.Unknown))
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _dress(app)


def _dress(app: QApplication) -> None:
    look = colours()
    app.setPalette(_palette(look))
    app.setStyleSheet(_style_sheet(look))
    _notifier.changed.emit()


def _palette(look: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, look.window),
        (role.WindowText, look.text),
        (role.Base, look.panel),
        (role.AlternateBase, look.field),
        (role.Text, look.text),
        (role.Button, look.button),
        (role.ButtonText, look.text),
        (role.ToolTipBase, look.button),
        (role.ToolTipText, look.text),
        (role.Highlight, look.selected),
        (role.HighlightedText, look.text),
        (role.PlaceholderText, look.muted),
        (role.Link, look.accent),
        (role.Accent, look.accent),
        (role.Mid, look.line),
        (role.Light, look.hover),
        (role.Midlight, look.line),
        (role.Dark, look.line),
    ):
        palette.setColor(which, colour)
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, look.muted)
    return palette


@lru_cache(maxsize=1)
def _sheet() -> str:
    return files("resources").joinpath("style.qss").read_text(encoding="utf-8")


def _style_sheet(look: Colours) -> str:
    name = {field.name: getattr(look, field.name).name() for field in fields(Colours)}
    return _sheet() % name
