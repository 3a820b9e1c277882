"""Icons are drawn, each its own way, in the colour asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import resources
from widgets.icons import icon

NAMES = sorted(path.stem for path in (Path(resources.__file__).parent / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_draws_something(qapp: QApplication, name: str) -> None:
    image = icon(name).pixmap(32, 32).toImage()
    drawn = sum(image.pixelColor(x, y).alpha() > 0 for x in range(32) for y in range(32))
    assert 20 < drawn < 1024


def test_an_icon_takes_the_colour_it_is_given(qapp: QApplication) -> None:
    image = icon("close", "#ff0000").pixmap(32, 32).toImage()
    inks = {
        image.pixelColor(x, y).red()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {255}


def test_an_unknown_icon_is_a_mistake(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-drawing")
