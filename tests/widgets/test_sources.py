"""The worker processes are told where documents are, and a password no longer than the project is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.project.database import Project
from tests.widgets.projects import document_named, opened_session
from widgets.session import Session

DRAFT = "A/1 draft"


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db") as session:
        yield session


def test_a_document_is_found_in_the_project_by_its_content(session: Session) -> None:
    document = document_named(session, DRAFT)
    source = session.sources.of(document)
    assert session.project is not None
    assert (source.path, source.sha256) == (str(session.project.path), document.sha256)
    assert source.password is None


def test_a_password_opens_its_document_only(session: Session) -> None:
    draft, final = document_named(session, DRAFT), document_named(session, "A/2 final")
    session.sources.remember_password(draft, "orchard")
    assert session.sources.of(draft).password == "orchard"
    assert session.sources.of(final).password is None


def test_passwords_are_forgotten_with_the_project(session: Session) -> None:
    assert session.project is not None
    draft, path = document_named(session, DRAFT), session.project.path
    session.sources.remember_password(draft, "orchard")
    session.close()
    session.open(Project.open(path))
    assert not session.sources.had_password(draft.id)
