from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.errors import UserError
from app.history import History
from app.model import Document
from app.project import annotations as stored_annotations
from app.project import codebook, coders
from app.project.database import Edit, Project
from tests.app.project.commands import Step, contents, copy_of_sample, play, steps
from tests.app.project.making import add_document, tag


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.db") as made:
        yield made


@pytest.fixture
def document(project: Project) -> Document:
    with project.edit() as edit:
        return add_document(edit)


def test_there_is_nothing_to_take_back_at_first(project: Project) -> None:
    history = History(project)
    assert (history.undo_label, history.redo_label) == (None, None)
    with pytest.raises(UserError, match="nothing to undo"):
        history.undo()
    with pytest.raises(UserError, match="nothing to redo"):
        history.redo()


def test_a_command_is_one_step_back_and_forth(project: Project, document: Document) -> None:
    history = History(project)
    done = history.run("Tag", lambda edit: tag(edit, document, 2))
    assert done.ids("annotations") == {stored_annotations.all(project)[0].id}
    assert history.undo_label == "Tag"
    undone = history.undo()
    assert undone.ids("annotations") == done.ids("annotations")
    assert stored_annotations.all(project) == []
    assert (history.undo_label, history.redo_label) == (None, "Tag")
    history.redo()
    assert len(stored_annotations.all(project)) == 1
    assert (history.undo_label, history.redo_label) == ("Tag", None)


def test_a_coder_met_and_a_passage_made_outlast_the_undo(project: Project, document: Document) -> None:
    history = History(project)
    history.run("Tag", lambda edit: tag(edit, document, 2))
    undone = history.undo()
    assert {change.table for change in undone.rows} == {"annotations"}
    assert [coder.name for coder in coders.all(project)] == ["Ana"]


def test_a_row_changed_twice_in_one_command_goes_back_to_what_it_was(project: Project) -> None:
    history = History(project)
    theme = codebook.find(project, "children")

    def rename_twice(edit: Edit) -> None:
        codebook.change(edit, theme.id, name="minors")
        codebook.change(edit, theme.id, name="young people")

    history.run("Rename", rename_twice)
    history.undo()
    assert codebook.find(project, "children") == theme


def test_a_command_that_changes_nothing_is_no_step(project: Project) -> None:
    history = History(project)
    assert not history.run("Look", lambda edit: codebook.all(edit.project))
    assert history.undo_label is None


def test_a_new_command_ends_what_could_be_done_again(project: Project) -> None:
    history = History(project)
    history.run("First", lambda edit: coders.ensure(edit, "Ana"))
    history.undo()
    history.run("Second", lambda edit: coders.ensure(edit, "Ben"))
    assert history.redo_label is None


def test_a_command_that_fails_leaves_history_and_project_alone(project: Project, document: Document) -> None:
    history = History(project)
    history.run("Tag", lambda edit: tag(edit, document, 2))
    with pytest.raises(UserError):
        history.run("Fail", lambda edit: (tag(edit, document, 3), codebook.add(edit, "children")))
    assert history.undo_label == "Tag"
    assert len(stored_annotations.all(project)) == 1


def test_an_undo_that_cannot_be_saved_can_be_tried_again(project: Project, document: Document) -> None:
    history = History(project)
    history.run("Tag", lambda edit: tag(edit, document, 2))
    with project.edit(), pytest.raises(RuntimeError):
        history.undo()
    assert history.undo_label == "Tag"
    history.undo()
    assert stored_annotations.all(project) == []


def test_undo_and_redo_are_edits_of_their_own_for_a_merge(project: Project) -> None:
    history = History(project)
    theme = codebook.find(project, "children")
    changed = [_changed(project, theme.id)]
    history.run("Rename", lambda edit: codebook.change(edit, theme.id, name="minors"))
    changed.append(_changed(project, theme.id))
    history.undo()
    changed.append(_changed(project, theme.id))
    history.redo()
    changed.append(_changed(project, theme.id))
    assert changed == sorted(set(changed))


def _changed(project: Project, theme_id: str) -> str:
    return str(project.rows("SELECT changed FROM themes WHERE id = ?", (theme_id,))[0]["changed"])


@settings(max_examples=60, deadline=None)
@given(steps)
def test_undo_of_anything_restores_what_was_there_and_redo_repeats_it(commands: list[Step]) -> None:
    with copy_of_sample() as project:
        history = History(project)
        states = [contents(project)]
        for command in commands:
            if play(history, command):
                states.append(contents(project))
        for state in reversed(states[:-1]):
            history.undo()
            assert contents(project) == state
        for state in states[1:]:
            history.redo()
            assert contents(project) == state


def test_what_is_made_final_cannot_be_taken_back(project: Project) -> None:
    history = History(project)
    history.run("add", lambda edit: codebook.add(edit, "one"))
    history.run("add", lambda edit: codebook.add(edit, "two"))
    history.undo()
    history.forget()
    assert (history.undo_label, history.redo_label) == (None, None)
    with pytest.raises(UserError, match="nothing to undo"):
        history.undo()
