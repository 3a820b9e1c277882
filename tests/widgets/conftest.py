"""A session on the reader's two short documents, and the dark look, for tests of any widget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.widgets.projects import document_named, opened_session
from tests.widgets.reader import tales
from widgets import appearance
from widgets.appearance import Pages, Scheme
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    """A session on a draft and its final text; no workers run."""
    with opened_session(tmp_path / "project.db", tales.fill) as session:
        yield session


@pytest.fixture
def here(session: Session) -> Selection:
    """A paragraph at hand."""
    here = Selection(document_named(session, "Draft").id, tales.FIRST, tales.FIRST)
    session.select(here)
    return here


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
