"""Differences are found one by one, and what is settled is the gold data set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis.consensus import CONSENSUS, Difference, adopt_agreed, differences, settle, unsettled
from app.exchange.contents import Contents
from app.model import Kind
from app.project import annotations, memos
from app.project.database import Project
from tests.app.projects import add_document, document_text, new_project, tag

FIVE = document_text([(Kind.PARAGRAPH, None, f"Paragraph {place} of five.") for place in range(5)])


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Both gave 1 children; Ana alone gave 2 children and sanctions, Ben alone 3 children."""
    with new_project(tmp_path) as project:
        document = add_document(project, "shared", FIVE)
        for coder, ordinal, theme in (
            ("Ana", 1, "children"),
            ("Ben", 1, "children"),
            ("Ana", 2, "children"),
            ("Ana", 2, "sanctions"),
            ("Ben", 3, "children"),
        ):
            tag(project, document, ordinal, theme, coder)
        yield project


def found(project: Project) -> list[Difference]:
    contents = Contents(project)
    by = [coder for coder in contents.coders if coder.name != CONSENSUS]
    return list(differences(contents, contents.documents, by))


def named(differing: list[Difference]) -> list[tuple[int, str, list[str]]]:
    return [(d.paragraph.ordinal, d.theme.name, [coder.name for coder in d.given_by]) for d in differing]


def gold(project: Project) -> list[tuple[int | None, str]]:
    return [(f.paragraph, f.theme) for f in annotations.flat(project) if f.coder == CONSENSUS]


def test_differences_come_by_place_and_theme(project: Project) -> None:
    assert named(found(project)) == [
        (2, "children", ["Ana"]),
        (2, "sanctions", ["Ana"]),
        (3, "children", ["Ben"]),
    ]


@pytest.mark.parametrize("given", [True, False])
def test_what_is_settled_is_settled_either_way(project: Project, given: bool) -> None:
    first = found(project)[0]
    with project.edit() as edit:
        settle(edit, first, given, "Ana")
    assert gold(project) == ([(2, "children")] if given else [])
    assert named(list(unsettled(project, found(project)))) == named(found(project)[1:])


def test_who_settled_what_stands_in_a_memo(project: Project) -> None:
    children, sanctions, _ = found(project)
    for difference, given, who in (
        (children, True, "Ana"),
        (sanctions, False, "Ben"),
        (children, False, "Cleo"),
    ):
        with project.edit() as edit:
            settle(edit, difference, given, who)
    (memo,) = memos.all(project)
    assert memo.text == "sanctions: not given, settled by Ben\nchildren: not given, settled by Cleo"


def test_nothing_is_settled_at_first(project: Project) -> None:
    assert list(unsettled(project, found(project))) == found(project)


def test_what_all_agree_on_is_adopted(project: Project) -> None:
    contents = Contents(project)
    by = list(contents.coders)
    with project.edit() as edit:
        assert adopt_agreed(edit, contents, contents.documents, by) == 1
    assert gold(project) == [(1, "children")]
    assert len(found(project)) == 3
