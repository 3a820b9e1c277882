"""A session on a project two coders annotated, and what the agreement view reckons of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.project.database import Edit
from tests.widgets.projects import add_document, opened_session, tag
from widgets.agreement.reckoning import Question, Reckoned, reckon
from widgets.session import Session


def fill(edit: Edit) -> None:
    """Ana and Ben agree on paragraphs 2 and 3 and differ on 4 (one theme) and 5 (two themes)."""
    document = add_document(edit, "A/1 draft")
    tag(edit, document, (2, "children", "Ana"), (2, "children", "Ben"), (3, "sanctions", "Ana"))
    tag(edit, document, (3, "sanctions", "Ben"), (4, "financing", "Ana"))
    tag(edit, document, (5, "procurement", "Ana"), (5, "financing", "Ben"))


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db", fill) as session:
        yield session


@pytest.fixture
def reckoned(session: Session) -> Reckoned:
    assert session.project is not None
    return reckon(session.project.path, Question())
