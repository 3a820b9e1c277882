from __future__ import annotations

import pytest

from app.errors import UserError
from app.model import Document
from app.project import annotations as stored_annotations
from app.project import coders
from app.project.database import Project
from tests.app.project.making import tag


def test_a_coder_is_met_once(project: Project) -> None:
    with project.edit() as edit:
        first = coders.ensure(edit, " Ana  María ")
        second = coders.ensure(edit, "ana maría")
    assert first == second
    assert first.name == "Ana María"
    assert coders.all(project) == [first]


def test_coders_are_listed_by_name(project: Project) -> None:
    with project.edit() as edit:
        for name in ("Chen", "ana", "Ben"):
            coders.ensure(edit, name)
    assert [coder.name for coder in coders.all(project)] == ["ana", "Ben", "Chen"]


def test_a_renamed_coder_keeps_their_annotations(project: Project, document: Document) -> None:
    with project.edit() as edit:
        tag(edit, document, 2, coder="Ana")
        coders.rename(edit, coders.find(project, "Ana").id, "Dr Ana")
    assert [flat.coder for flat in stored_annotations.flat(project)] == ["Dr Ana"]


def test_a_newcomer_with_a_renamed_coders_old_name_is_somebody_else(project: Project) -> None:
    with project.edit() as edit:
        first = coders.ensure(edit, "Ana")
        coders.rename(edit, first.id, "Ana the elder")
        assert coders.ensure(edit, "Ana").id != first.id


def test_two_coders_cannot_have_one_name(project: Project) -> None:
    with project.edit() as edit:
        coders.ensure(edit, "Ana")
        ben = coders.ensure(edit, "Ben")
        with pytest.raises(UserError, match="Ana"):
            coders.rename(edit, ben.id, "ANA")


@pytest.mark.parametrize("name", ["", "\x00", "a\u2066b"])
def test_what_is_no_name_is_refused(project: Project, name: str) -> None:
    with pytest.raises(UserError), project.edit() as edit:
        coders.ensure(edit, name)


def test_finding_a_coder_in_a_project_without_any_says_so(project: Project) -> None:
    with pytest.raises(UserError, match="no coder yet"):
        coders.find(project, "Ana")
