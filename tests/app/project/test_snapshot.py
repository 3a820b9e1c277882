"""A project as it is at one moment holds nobody up, and nobody changes it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import UserError
from app.exchange.contents import Contents
from app.project import coders, documents
from app.project.database import Project
from app.project.snapshot import as_it_is
from tests.app.projects import add_document, new_project, tag


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """Three annotations in two documents."""
    with new_project(tmp_path) as project:
        draft, final = add_document(project, "draft"), add_document(project, "final")
        tag(project, draft, 3, "children", "Ana", last=4)
        tag(project, draft, 3, "sanctions", "Ben")
        tag(project, final, 4, "children", "Ana")
        yield project


def given(project: Project) -> int:
    return sum(1 for _ in Contents(project).given())


def test_it_holds_what_the_project_holds(study: Project) -> None:
    with as_it_is(study) as still:
        assert list(Contents(still).all_annotations()) == list(Contents(study).all_annotations())
        assert [documents.paragraphs(still, each.id) for each in documents.all(still)] == [
            documents.paragraphs(study, each.id) for each in documents.all(study)
        ]
        assert still.id == study.id


def test_what_is_written_meanwhile_waits_for_nothing_and_is_not_seen(study: Project) -> None:
    before = given(study)
    with as_it_is(study) as still:
        tag(study, documents.all(study)[0], 6, "children", "Cleo")
        assert given(still) == before
        assert "Cleo" not in [coder.name for coder in coders.all(still)]
    assert given(study) == before + 1


def test_it_can_be_made_on_any_thread_and_changes_no_byte(study: Project) -> None:
    bytes_before, found = study.path.read_bytes(), list[int]()

    def read() -> None:
        with as_it_is(study) as still:
            found.append(given(still))

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found == [given(study)]
    assert study.path.read_bytes() == bytes_before


def test_nothing_in_it_can_be_changed(study: Project) -> None:
    with as_it_is(study) as still, pytest.raises(UserError, match="read only"), still.edit():
        pass
