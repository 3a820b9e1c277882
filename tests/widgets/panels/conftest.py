"""A session on the small project of `tests.widgets.projects`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.widgets.projects import opened_session
from widgets.session import Session


@pytest.fixture
def session(qapp: QApplication, tmp_path: Path) -> Iterator[Session]:
    """Ana annotating."""
    with opened_session(tmp_path / "study.db") as session:
        yield session
