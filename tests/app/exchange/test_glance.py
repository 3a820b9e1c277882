"""A glance shows what would be written, and reads no more of it than it shows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest

from app.catalogue import Catalogue
from app.exchange import rows
from app.exchange.contents import Contents, Selection
from app.exchange.glance import glance
from app.model import Box
from app.project import annotations, codebook, coders, documents, passages
from app.project.database import Parameters, Project
from tests.app.projects import add_document, new_project, tag

FORMS = [Selection(), Selection(all_paragraphs=True), Selection(codebook=True)]


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """Two documents; passages over several paragraphs and a page foot, one of a region."""
    with new_project(tmp_path) as project:
        draft, final = add_document(project, "draft"), add_document(project, "final")
        tag(project, final, 2, "sanctions", "Ben")
        tag(project, draft, 3, "children", "Ben")
        tag(project, draft, 3, "children", "Ana", last=4)
        tag(project, draft, 3, "sanctions", "Ana")
        tag(project, draft, 7, "children", "Ana")
        tag(project, final, 6, "financing", "Ana", last=7)
        with project.edit() as edit:
            region = passages.of_region(draft.id, draft.sha256, Box(1, 10, 10, 50, 50))
            given = codebook.find(project, "financing").id, coders.ensure(edit, "Ana").id
            annotations.tag(edit, region, *given)
        yield project


def written(project: Project, selection: Selection) -> rows.Table:
    contents = Contents(project, selection)
    if selection.codebook:
        return rows.theme_table(contents)
    return rows.paragraph_table(contents) if selection.all_paragraphs else rows.annotation_table(contents)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("only", ["", "theme", "coder", "document"])
def test_it_shows_what_would_be_written(study: Project, form: Selection, only: str) -> None:
    chosen = {
        "theme": {"themes": frozenset({codebook.find(study, "children").id})},
        "coder": {"coders": frozenset({coders.find(study, "Ana").id})},
        "document": {"documents": frozenset({documents.find(study, "final").id})},
    }
    selection = replace(form, **chosen.get(only, {}))  # type: ignore[arg-type]
    table = written(study, selection)
    cells = [row.cells for row in table.rows]
    seen = glance(Catalogue(study), selection, 3)
    assert (seen.columns, seen.cells, seen.total) == (table.columns, cells[:3], len(cells))


def test_a_page_foot_within_a_passage_is_not_touched_by_it(study: Project) -> None:
    only = Selection(documents=frozenset({documents.find(study, "final").id}), all_paragraphs=True)
    kinds = [row.cells[6] for row in written(study, only).rows]
    assert "page_number" not in kinds


class Recording(Project):
    """Counts the passages that are read."""

    passages_read: ClassVar[list[int]] = []

    def rows(self, sql: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        found = super().rows(sql, parameters)
        if "FROM passages" in sql:
            self.passages_read.append(len(found))
        return found


def test_only_the_rows_shown_are_read(study: Project) -> None:
    with Recording.open(study.path, read_only=True) as project:
        catalogue = Catalogue(project)
        project.passages_read.clear()
        shown = glance(catalogue, Selection(), 1)
    assert (len(shown.cells), shown.total) == (1, 7)
    assert project.passages_read == [2]  # both that begin with the first paragraph
