"""A session on the reader's two short documents, and a paragraph of one at hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.widgets.projects import document_named, opened_session
from tests.widgets.reader import tales
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db", tales.fill) as session:
        yield session


@pytest.fixture
def here(session: Session) -> Selection:
    """A paragraph at hand."""
    here = Selection(document_named(session, "Draft").id, tales.FIRST, tales.FIRST)
    session.select(here)
    return here


@pytest.fixture
def notices(session: Session) -> list[str]:
    """What is said in passing."""
    said: list[str] = []
    session.noticed.connect(lambda text, _undoable: said.append(text))
    return said
