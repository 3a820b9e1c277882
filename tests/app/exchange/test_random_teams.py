"""Whatever three to five coders do and hand each other, all end with the same, and nothing is lost."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.exchange.export import Format, export
from app.model import Kind, MemoTarget
from app.project import annotations, codebook, coders, completions, corrections, documents, memos, passages
from app.project.database import Edit, Project
from app.project.state import ProjectState
from app.project.superseded import Version, is_end_of, is_somebodys
from tests.app.exchange.merging import as_bytes, exchanged, merge
from tests.app.projects import add_document, new_project

NAMES = ("Ana", "Ben", "Cleo", "Dan", "Eve")
DEEDS = st.sampled_from(
    [
        *("tag", "untag", "memo", "note", "rename", "define", "add", "delete", "remove", "retitle", "recode"),
        *("split", "join", "kind", "done", "undone", "reopen"),
    ]
)
SIMPLE = st.sampled_from(["memo", "untag", "tag", "define"])
FETCHES = st.sampled_from(["fetch", "fetch old", "fetch file"])
STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.one_of(DEEDS, FETCHES, FETCHES), st.integers(0, 5)), max_size=16
)
Step = tuple[int, str, int]


class Team:
    """Some coders, each with a project, who hand each other files; all that was handed on is remembered."""

    def __init__(self, folder: Path, size: int, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self.names = NAMES[:size]
        self.projects = [stack.enter_context(new_project(folder, name)) for name in self.names]
        for project in self.projects[:-1]:
            add_document(project)
        self._old = [shutil.copy(self._path(name), self._path(f"{name} old")) for name in self.names]
        self.handed_on: set[Version] = set()

    def take(self, step: Step) -> None:
        """Do what a step says."""
        who, deed, number = step
        who %= len(self.names)
        other = (who + 1 + number) % len(self.names)
        if deed.startswith("fetch"):
            self.fetch(who, other, deed)
        elif deed == "reopen":
            self.projects[who].close()
            self.projects[who] = self._stack.enter_context(Project.open(self._path(self.names[who])))
        else:
            do(self.projects[who], self.names[who], deed, number)

    def fetch(self, who: int, other: int, how: str = "fetch") -> None:
        """Merge another's file: their project, an exchange file, or their project as it once was."""
        if who == other:
            return
        path = self._path(self.names[other])
        if how == "fetch old":
            path = Path(self._old[other])
        else:
            self.handed_on |= set(standing(self.projects[other]))
        if how == "fetch file":
            path = path.with_suffix(".diptych.json")
            export(self.projects[other], Format.WEB_ANNOTATION, path)
        merge(self.projects[who], path)

    def exchange_all(self) -> None:
        """Everybody fetches from everybody, twice."""
        for one, other in [*itertools.permutations(range(len(self.names)), 2)] * 2:
            self.fetch(one, other)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.db"


def standing(project: Project) -> Iterator[Version]:
    """What people wrote, as it stands in a project."""
    for table, rows in ProjectState(project).rows.items():
        yield from (Version.of(table, row) for row in rows.values() if is_somebodys(table, row))


def found_again(project: Project, version: Version) -> bool:
    """Whether a version is in a project: as it stands, in the history, or as what went over to a namesake."""
    state = ProjectState(project)
    row = state.rows[version.table][version.row_id]
    now = Version.of(version.table, row)
    return version.id in (now.id, *state.versions) or is_end_of(row, version._asdict())


def do(project: Project, coder: str, deed: str, number: int) -> None:
    """One of the things a coder does, if it can be done now."""
    present = documents.all(project)
    known = codebook.all(project)
    theme = known[number % len(known)] if known else None
    try:
        with project.edit() as edit:
            if deed == "add":
                codebook.add(edit, f"theme {number}")
            elif deed == "recode":
                coders.rename(edit, coders.ensure(edit, coder).id, f"{coder[0]} {number % 2}")
            elif theme and deed in ("rename", "define", "delete", "note"):
                work_on_theme(edit, coder, deed, number, theme.id)
            elif present and deed in ("split", "join", "kind"):
                correct(edit, deed, number)
            elif present and deed in ("remove", "retitle", "done", "undone"):
                work_on_document(edit, coder, deed, number)
            elif theme and present:
                annotate(edit, coder, deed, number, theme.id)
    except UserError:
        pass


def work_on_theme(edit: Edit, coder: str, deed: str, number: int, theme_id: str) -> None:
    if deed == "rename":
        codebook.change(edit, theme_id, name=f"theme {number}")
    elif deed == "define":
        codebook.change(edit, theme_id, definition=f"{coder} {number}")
    elif deed == "delete":
        codebook.delete(edit, theme_id)
    else:
        memos.write(edit, MemoTarget.THEME, theme_id, coders.ensure(edit, coder).id, f"{coder} {number}")


def work_on_document(edit: Edit, coder: str, deed: str, number: int) -> None:
    document = documents.all(edit.project)[0]
    if deed == "remove":
        documents.remove(edit, document.id)
    elif deed == "retitle":
        documents.rename(edit, document.id, f"draft {number}")
    else:
        say = completions.mark if deed == "done" else completions.unmark
        say(edit, document.id, coders.ensure(edit, coder).id)


def correct(edit: Edit, deed: str, number: int) -> None:
    document = documents.all(edit.project)[0]
    ordinal = min(number % 3 + 2, len(documents.paragraphs(edit.project, document.id)))
    if deed == "split":
        corrections.split(edit, document.id, ordinal, 10 + number)
    elif deed == "join":
        corrections.join(edit, document.id, ordinal)
    else:
        corrections.set_kind(edit, document.id, ordinal, (Kind.HEADING, Kind.ITEM)[number % 2])


def annotate(edit: Edit, coder: str, deed: str, number: int, theme_id: str) -> None:
    document = documents.all(edit.project)[0]
    paragraphs = documents.paragraphs(edit.project, document.id)
    first = number % 3 + 2
    last = min(first + 1, len(paragraphs))
    passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, first, last)
    # Two work under one name, on two machines.
    by = coders.ensure(edit, "Ana" if coder == "Ben" else coder)
    if deed == "tag":
        annotations.tag(edit, passage, theme_id, by.id)
    elif deed == "untag":
        annotations.untag(edit, passage.id, theme_id, by.id)
    elif deed == "memo":
        passages.store(edit, passage)
        memos.write(edit, MemoTarget.PASSAGE, passage.id, by.id, f"{coder} {number}" if number else "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(size=st.integers(3, 5), steps=STEPS)
def test_everybody_ends_with_the_same_and_with_all_that_was_handed_on(
    size: int, steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with ExitStack() as stack:
        team = Team(tmp_path_factory.mktemp("team"), size, stack)
        for step in steps:
            team.take(step)
        team.exchange_all()
        first, *others = team.projects
        ends, files = exchanged(first), as_bytes(first)
        assert all(exchanged(other) == ends for other in others)
        assert all(as_bytes(other) == files for other in others)
        texts = [[documents.paragraphs(p, d.id) for d in documents.all(p)] for p in team.projects]
        assert all(text == texts[0] for text in texts)
        places = [{p.id: (p.first, p.last) for p in passages.all(project)} for project in team.projects]
        assert all(place == places[0] for place in places)
        assert [version for version in team.handed_on if not found_again(first, version)] == []
        assert not merge(first, others[0].path), "a merge once more changes nothing"


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=st.lists(st.tuples(st.integers(0, 2), SIMPLE, st.integers(0, 2)), max_size=10))
def test_the_order_of_merging_does_not_show_in_the_history(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("team")
    with ExitStack() as stack:
        team = Team(folder, 3, stack)
        for step in steps:
            team.take(step)
        found = []
        for place, order in enumerate(itertools.permutations(team.projects)):
            with new_project(folder, f"all {place}") as whole:
                for project in (*order, order[0]):
                    merge(whole, project.path)
                found.append(ProjectState(whole).versions)
        assert all(versions == found[0] for versions in found)
