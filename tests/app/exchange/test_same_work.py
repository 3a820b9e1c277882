"""The same work as another file is recognised by its text, and its annotations can be brought over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.exchange.incoming import command, compared
from app.exchange.merge import Plan
from app.model import Kind, MemoTarget
from app.project import annotations, coders, completions, documents, memos
from app.project.database import Project
from tests.app.projects import add_document, document_text, new_project, tag

WORK = tuple(
    (Kind.PARAGRAPH, f"{n}.", f"{n}. Calls upon all parties to do what item {n} says;") for n in range(1, 41)
)
STAMPED = ((Kind.HEADER, None, "Downloaded on 3 May"), *WORK)


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Project]:
    """Our file of the work."""
    with new_project(tmp_path, "ours") as project:
        add_document(project, "draft", document_text(WORK))
        yield project


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Project]:
    """Their file of it, stamped, with annotations, a memo, and another work."""
    with new_project(tmp_path, "theirs") as project:
        stamped = add_document(project, "stamped", document_text(STAMPED))
        other = document_text([(Kind.PARAGRAPH, None, "Something else altogether is written here.")])
        tag(project, add_document(project, "other", other), 1, "children", "Ben")
        passage = tag(project, stamped, 4, "children", "Ben")
        with project.edit() as edit:
            memos.write(edit, MemoTarget.PASSAGE, passage, coders.find(project, "Ben").id, "Noted.")
        yield project


def merge(project: Project, path: Path, same_work: bool) -> Plan:
    with compared(project, path, same_work=same_work) as planned, project.edit() as edit:
        command(planned, lambda done, total: None, lambda: False)(edit)
    return planned


def flat(project: Project) -> set[tuple[object, ...]]:
    return {(f.document, f.paragraph, f.theme, f.coder, f.memo) for f in annotations.flat(project)}


@pytest.mark.parametrize("same_work", [True, False])
def test_it_is_named(ours: Project, theirs: Project, same_work: bool) -> None:
    planned = merge(ours, theirs.path, same_work)
    assert "“stamped” reads like “draft”, which is here as another file" in planned.notices


def test_it_stays_a_document_of_its_own_unless_said_otherwise(ours: Project, theirs: Project) -> None:
    merge(ours, theirs.path, same_work=False)
    assert [document.title for document in documents.all(ours)] == ["draft", "stamped", "other"]


def test_what_is_on_it_comes_over(ours: Project, theirs: Project) -> None:
    merge(ours, theirs.path, same_work=True)
    assert [document.title for document in documents.all(ours)] == ["draft", "other"]
    assert flat(ours) == {
        ("draft", 3, "children", "Ben", "Noted."),
        ("other", 1, "children", "Ben", None),
    }


def test_who_is_done_with_it_comes_over(ours: Project, theirs: Project) -> None:
    with theirs.edit() as edit:
        ben = coders.find(theirs, "Ben")
        completions.mark(edit, documents.find(theirs, "stamped").id, ben.id)
    merge(ours, theirs.path, same_work=True)
    assert completions.all(ours) == {(documents.find(ours, "draft").id, ben.id)}
    with compared(ours, theirs.path, same_work=True) as planned:
        assert not planned


def test_once_more_changes_nothing(ours: Project, theirs: Project) -> None:
    merge(ours, theirs.path, same_work=True)
    with compared(ours, theirs.path, same_work=True) as planned:
        assert not planned


def test_what_is_not_in_our_file_is_counted(ours: Project, theirs: Project) -> None:
    annex = document_text([*STAMPED, (Kind.PARAGRAPH, None, "An annex, left out of ours.")])
    tag(theirs, add_document(theirs, "longer", annex), 42, "children", "Ben")
    planned = merge(ours, theirs.path, same_work=True)
    assert any(notice.startswith("left out: 1 passages whose words") for notice in planned.notices)


def test_a_draft_is_another_work_than_what_was_adopted(ours: Project, tmp_path: Path) -> None:
    with new_project(tmp_path, "adopted") as project:
        changed = (Kind.PARAGRAPH, "5.", "5. Decides otherwise, after much debate among the members;")
        add_document(project, "adopted", document_text([*WORK[:4], changed, *WORK[5:30]]))
        assert not any("reads like" in notice for notice in merge(ours, project.path, True).notices)
