"""The dark look, for tests of any widget."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from widgets import appearance
from widgets.appearance import Pages, Scheme


@pytest.fixture
def look_restored(qapp: QApplication) -> Iterator[None]:
    """Leave no look behind for the tests that follow."""
    yield
    appearance.use_pages(Pages.DIMMED)
    appearance.use(Scheme.SYSTEM)
    qapp.setStyleSheet("")


@pytest.fixture
def in_the_dark(look_restored: None) -> None:
    """The dark look."""
    appearance.use(Scheme.DARK)
