"""Documents marked done are kept by document and coder, and hidden with either."""

from __future__ import annotations

import pytest

from app.history import History
from app.model import Coder, Document
from app.project import coders, completions
from app.project.database import Project
from tests.app.project.making import add_document


@pytest.fixture
def document(project: Project) -> Document:
    with project.edit() as edit:
        return add_document(edit)


@pytest.fixture
def ana(project: Project) -> Coder:
    with project.edit() as edit:
        return coders.ensure(edit, "Ana")


def test_marking_twice_is_marking_once(project: Project, document: Document, ana: Coder) -> None:
    for _ in range(2):
        with project.edit() as edit:
            completions.mark(edit, document.id, ana.id)
    assert completions.all(project) == {(document.id, ana.id)}
    assert not edit.changes


def test_not_done_after_all_and_done_again(project: Project, document: Document, ana: Coder) -> None:
    for say, found in ((completions.mark, 1), (completions.unmark, 0), (completions.mark, 1)):
        with project.edit() as edit:
            say(edit, document.id, ana.id)
        assert len(completions.all(project)) == found
    assert len(project.rows("SELECT * FROM completions")) == 1


def test_undo_and_redo(project: Project, document: Document, ana: Coder) -> None:
    history = History(project)
    history.run("done", lambda edit: completions.mark(edit, document.id, ana.id))
    history.undo()
    assert not completions.all(project)
    history.redo()
    assert completions.all(project) == {(document.id, ana.id)}


def test_what_is_not_there_cannot_be_done(project: Project, document: Document, ana: Coder) -> None:
    for place in ((document.id, "nobody"), ("nothing", ana.id)):
        with pytest.raises(KeyError), project.edit() as edit:
            completions.mark(edit, *place)
