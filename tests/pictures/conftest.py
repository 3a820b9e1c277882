"""Compares widgets with stored pictures; `pytest --update-pictures` stores what is drawn now.

A picture may differ from the stored one in at most 1 % of its pixels by more than 40 of 255 in any colour:
another release of Qt rounds letters a little differently, and a missing bar or name is more than that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.widgets.projects import opened_session
from widgets import appearance
from widgets.appearance import Scheme
from widgets.session import Session

STORED = Path(__file__).parent / "stored"
DIFFERENT, SHARE = 40, 0.01


@pytest.fixture(params=[Scheme.LIGHT, Scheme.DARK], ids=str)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each look with a fixed font, which a machine may lack."""
    before = qapp.font()
    font = QFont("DejaVu Sans")
    font.setPixelSize(12)
    qapp.setFont(font)
    families = {QFontInfo(font).family(), QFontInfo(appearance.fonts.reading()).family()}
    if families != {"DejaVu Sans", "Liberation Serif"}:
        qapp.setFont(before)
        pytest.skip("the pictures were drawn in DejaVu Sans and Liberation Serif, which are not used here")
    appearance.start(qapp, request.param)
    yield str(request.param)
    appearance.use(Scheme.SYSTEM)
    qapp.setStyleSheet("")
    qapp.setFont(before)


@pytest.fixture
def session(look: str, tmp_path: Path) -> Iterator[Session]:
    """A session on two documents with five annotations by two coders."""
    with opened_session(tmp_path / "project.db") as session:
        yield session


Compare = Callable[[QWidget, str], None]


@pytest.fixture
def compare(request: pytest.FixtureRequest, look: str) -> Compare:
    """Holds a widget against its stored picture."""

    def compare(widget: QWidget, name: str) -> None:
        for _ in range(3):  # texts that grow with their content ask for room once they have a width
            QApplication.processEvents()
        drawn = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        path = STORED / f"{name}-{look}.png"
        if request.config.getoption("--update-pictures"):
            STORED.mkdir(exist_ok=True)
            drawn.save(str(path))
            return
        stored = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
        assert not stored.isNull(), f"no picture is stored as {path.name}: run pytest --update-pictures"
        assert drawn.size() == stored.size()
        share = different(drawn, stored)
        assert share <= SHARE, f"{share:.1%} of {path.name} differ"

    return compare


def different(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than `DIFFERENT` in red, green or blue."""
    first, second = bytes(one.constBits()), bytes(other.constBits())
    pixels = range(0, len(first), 4)
    count = sum(
        max(abs(first[at + channel] - second[at + channel]) for channel in range(3)) > DIFFERENT
        for at in pixels
        if first[at : at + 3] != second[at : at + 3]
    )
    return count / len(pixels)
