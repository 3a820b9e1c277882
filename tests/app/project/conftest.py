from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model import Document
from app.project.database import Project
from tests.app.project.making import add_document


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "field notes #1 100%.db"


@pytest.fixture
def project(path: Path) -> Iterator[Project]:
    with Project.create(path, holder="Ana") as made:
        yield made


@pytest.fixture
def document(project: Project) -> Document:
    with project.edit() as edit:
        return add_document(edit)
