"""Any number of projects exchanging files in any order end with the same content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Cancelled, UserError
from app.exchange.incoming import command, compared
from app.history import History
from app.model import Document, Kind, MemoTarget
from app.project import (
    annotations,
    codebook,
    coders,
    completions,
    documents,
    memos,
    passages,
)
from app.project.database import Project
from app.project.state import ProjectState
from tests.app.exchange.merging import exchanged, merge, never, quietly
from tests.app.projects import add_document, document_text, new_project, tag

NAMES = ("Ana", "Ben", "Cleo")


def themes(project: Project) -> dict[str, str]:
    return {theme.name: theme.colour for theme in codebook.all(project)}


def tagged(project: Project) -> set[tuple[str, str]]:
    return {(flat.theme, flat.coder) for flat in annotations.flat(project)}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[list[Project]]:
    """A project each for Ana, Ben and Cleo, each with the same document."""
    with ExitStack() as stack:
        found = [stack.enter_context(new_project(tmp_path, name)) for name in NAMES]
        for project in found:
            add_document(project)
        yield found


def test_what_each_did_is_in_both(team: list[Project]) -> None:
    ana, ben, _ = team
    for project, name in ((ana, "Ana"), (ben, "Ben")):
        tag(project, documents.all(project)[0], 3, "children", name)
    merge(ana, ben.path)
    merge(ben, ana.path)
    assert tagged(ana) == tagged(ben) == {("children", "Ana"), ("children", "Ben")}
    assert exchanged(ana) == exchanged(ben)


def test_a_document_comes_with_its_text_and_its_file(tmp_path: Path, team: list[Project]) -> None:
    tag(team[0], add_document(team[0], "report"), 3, "children", "Ana")
    with new_project(tmp_path, "empty") as project:
        merge(project, team[0].path)
        report = documents.find(project, "report")
        assert documents.paragraphs(project, report.id) == documents.paragraphs(team[0], report.id)
        file = ProjectState(project).file(report.sha256)
        assert file is not None
        assert file.content == b"%PDF of report"


def test_a_deletion_travels_and_stays(team: list[Project]) -> None:
    ana, ben, _ = team
    passage = tag(ana, documents.all(ana)[0], 3, "children", "Ana")
    merge(ben, ana.path)
    with ana.edit() as edit:
        annotations.untag(edit, passage, codebook.find(ana, "children").id, coders.find(ana, "Ana").id)
    assert merge(ben, ana.path).counts["annotations"].removed == 1
    merge(ana, ben.path)
    assert tagged(ana) == tagged(ben) == set()


def test_a_renamed_theme_travels_even_to_a_younger_project(tmp_path: Path, team: list[Project]) -> None:
    with team[0].edit() as edit:
        codebook.change(edit, codebook.find(team[0], "children").id, name="minors")
    with new_project(tmp_path, "younger") as younger:
        merge(younger, team[0].path)
        merge(team[0], younger.path)
        assert "minors" in themes(younger)
        assert exchanged(younger) == exchanged(team[0])


def test_of_two_versions_the_later_stands_and_the_earlier_is_named(team: list[Project]) -> None:
    ana, ben, _ = team
    for project, definition in ((ana, "below 18"), (ben, "below 15")):
        with project.edit() as edit:
            codebook.change(edit, codebook.find(project, "children").id, definition=definition)
    planned = merge(ana, ben.path)
    assert codebook.find(ana, "children").definition == "below 15"
    assert any("below 15" in line and "below 18" in line for line in planned.conflicts)


def test_two_themes_with_one_key_are_named(team: list[Project]) -> None:
    for project, name in zip(team, ("water", "wood"), strict=False):
        with project.edit() as edit:
            codebook.add(edit, name, key="5")
    assert any("have the key “5”" in notice for notice in merge(team[0], team[1].path).notices)


def test_themes_that_came_to_one_name_are_one(team: list[Project]) -> None:
    ana, ben, _ = team
    with ana.edit() as edit:
        codebook.change(edit, codebook.find(ana, "children").id, name="minors")
    with ben.edit() as edit:
        below = codebook.add(edit, "Minors")
        codebook.add(edit, "infants", parent_id=below.id)
        by = coders.ensure(edit, "Ben")
        memos.write(edit, MemoTarget.THEME, below.id, by.id, "Below 18.")
    tag(ana, documents.all(ana)[0], 3, "minors", "Ana")
    tag(ben, documents.all(ben)[0], 3, "Minors", "Ben")
    planned = merge(ana, ben.path)
    merge(ben, ana.path)
    assert "2 themes called “minors” became one." in planned.notices
    assert tagged(ana) == tagged(ben) == {("minors", "Ana"), ("minors", "Ben")}
    found = {theme.name: theme for theme in codebook.all(ana)}
    assert list(found) == ["minors", "financing", "sanctions", "procurement", "infants"]
    assert found["infants"].parent_id == found["minors"].id
    assert [memo.target_id for memo in memos.all(ana)] == [found["minors"].id]
    assert exchanged(ana) == exchanged(ben)


def test_coders_that_came_to_one_name_are_one(team: list[Project]) -> None:
    ana, ben, _ = team
    passage = tag(ana, documents.all(ana)[0], 3, "children", "A.")
    with ana.edit() as edit:
        memos.write(edit, MemoTarget.PASSAGE, passage, coders.find(ana, "A.").id, "Noted.")
        coders.rename(edit, coders.find(ana, "A.").id, "Ana")
    tag(ben, documents.all(ben)[0], 4, "children", "Ana")
    merge(ana, ben.path)
    merge(ben, ana.path)
    assert [coder.name for coder in coders.all(ana)] == ["Ana"]
    assert [(flat.paragraph, flat.coder, flat.memo) for flat in annotations.flat(ben)] == [
        (3, "Ana", "Noted."),
        (4, "Ana", None),
    ]
    assert exchanged(ana) == exchanged(ben)


def test_who_is_done_travels_and_goes_with_a_name(team: list[Project]) -> None:
    ana, ben, _ = team
    document = documents.all(ana)[0]
    with ana.edit() as edit:
        completions.mark(edit, document.id, coders.ensure(edit, "A.").id)
        coders.rename(edit, coders.find(ana, "A.").id, "Ana")
    tag(ben, document, 4, "children", "Ana")
    merge(ana, ben.path)
    merge(ben, ana.path)
    assert completions.all(ben) == completions.all(ana) == {(document.id, coders.find(ana, "Ana").id)}
    assert exchanged(ana) == exchanged(ben)


def test_work_under_a_deleted_theme_is_named(team: list[Project]) -> None:
    ana, ben, _ = team
    tag(ben, documents.all(ben)[0], 3, "procurement", "Ben")
    with ana.edit() as edit:
        codebook.delete(edit, codebook.find(ana, "procurement").id)
    assert any("procurement" in notice for notice in merge(ana, ben.path).notices)


def test_a_merge_is_one_undo(team: list[Project]) -> None:
    ana, ben, _ = team
    tag(ben, documents.all(ben)[0], 3, "sanctions", "Ben")
    history = History(ana)
    with compared(ana, ben.path) as planned:
        history.run("merge", command(planned, quietly, never))
    assert tagged(ana) == {("sanctions", "Ben")}
    history.undo()
    assert tagged(ana) == set()


def test_a_cancelled_merge_changes_nothing(team: list[Project]) -> None:
    ana, ben, _ = team
    tag(ben, documents.all(ben)[0], 3, "sanctions", "Ben")
    before = exchanged(ana)
    with compared(ana, ben.path) as planned, pytest.raises(Cancelled), ana.edit() as edit:
        command(planned, quietly, lambda: True)(edit)
    assert exchanged(ana) == before


def test_comparing_changes_no_byte(team: list[Project]) -> None:
    before = [project.path.read_bytes() for project in team]
    with compared(team[0], team[1].path):
        pass
    assert [project.path.read_bytes() for project in team] == before


@pytest.mark.parametrize("content", [b"", b"not a project", b"SQLite format 3\0 and no more"])
def test_a_bad_file_is_refused(team: list[Project], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.db"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"bad\.db"):
        merge(team[0], path)


# Texts read by different engines


def read_otherwise(project: Project, *texts: str) -> Document:
    """The same file, as another engine reads it."""
    lines = [(Kind.PARAGRAPH, None, text) for text in texts]
    return add_document(project, text=replace(document_text(lines), engine="another"))


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        pytest.param(
            ("Calls upon all par- ties to protect children;", "Decides"), (1, 1), id="other hyphens"
        ),
        pytest.param(
            ("Preamble", "Calls upon all parties", "to protect children;"), (2, 3), id="split in two"
        ),
        pytest.param(("Nothing of the kind is left here",), (None, None), id="gone"),
    ],
)
def test_passages_are_placed_in_the_text_as_it_is_read_here(
    tmp_path: Path, texts: tuple[str, ...], place: tuple[int | None, int | None]
) -> None:
    with new_project(tmp_path, "ours") as ours, new_project(tmp_path, "theirs") as theirs:
        tag(theirs, add_document(theirs), 3, "children", "Ben")
        document = read_otherwise(ours, *texts)
        merge(ours, theirs.path)
        (passage,) = passages.all(ours)
        assert (passage.first, passage.last) == place
        assert documents.find(ours, document.title).engine == "another"
        assert not merge(ours, theirs.path), "once more changes nothing"
