"""Light and dark, and legibility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.model import Theme
from app.project.palette import PALETTE
from widgets import appearance
from widgets.appearance import Scheme, contrast


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    yield
    appearance.use(Scheme.SYSTEM)
    qapp.setStyleSheet("")


@pytest.mark.parametrize(("scheme", "dark"), [(Scheme.LIGHT, False), (Scheme.DARK, True)])
def test_a_scheme_gives_its_own_colours(qapp: QApplication, scheme: Scheme, dark: bool) -> None:
    appearance.start(qapp, scheme)
    assert appearance.is_dark() is dark
    assert (appearance.colours().window.lightnessF() < 0.5) is dark


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("text", ["text", "muted", "accent", "danger"])
def test_text_is_legible_on_the_window(qapp: QApplication, scheme: Scheme, text: str) -> None:
    appearance.start(qapp, scheme)
    look = appearance.colours()
    assert contrast(getattr(look, text), look.window) >= 4.5


@pytest.mark.parametrize("colour", PALETTE)
def test_a_themes_name_is_legible_on_paper(colour: str) -> None:
    theme = Theme("id", "name", colour, None, None, "", 1)
    assert contrast(appearance.theme_colours(theme).text, QColor("#ffffff")) >= 4.5


@pytest.mark.parametrize("colour", PALETTE)
def test_black_text_is_legible_on_a_themes_fill(colour: str) -> None:
    theme = Theme("id", "name", colour, None, None, "", 1)
    assert contrast(appearance.theme_colours(theme).fill, QColor("#000000")) >= 12


def test_switching_is_announced(qapp: QApplication) -> None:
    heard: list[bool] = []
    appearance.changed.connect(lambda: heard.append(True))
    appearance.use(Scheme.DARK)
    assert heard


def test_the_style_sheet_names_only_colours_there_are(qapp: QApplication) -> None:
    appearance.start(qapp, Scheme.LIGHT)
    assert "%(" not in qapp.styleSheet()
    assert len(fields(appearance.Colours)) > 10
