"""A project with one document that two coders annotated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model import Document, MemoTarget
from app.project import coders, memos
from app.project.database import Project
from tests.app.projects import add_document, new_project, tag


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project."""
    with new_project(tmp_path) as project:
        yield project


@pytest.fixture
def document(project: Project) -> Document:
    """The document of `project`, untagged."""
    return add_document(project)


@pytest.fixture
def annotated(project: Project, document: Document) -> Project:
    """Ana and Ben annotated it, and Ana wrote a memo."""
    tag(project, document, 5, "sanctions", "Ana")
    passage = tag(project, document, 3, "children", "Ana")
    tag(project, document, 3, "children", "Ben")
    tag(project, document, 3, "sanctions", "Ana")
    with project.edit() as edit:
        memos.write(
            edit, MemoTarget.PASSAGE, passage, coders.find(project, "Ana").id, "Ask about\n“parties”."
        )
    return project
