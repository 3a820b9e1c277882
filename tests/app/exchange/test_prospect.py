"""Several files foreseen as one come to the same as one after the other, and say so beforehand."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.errors import Cancelled, UserError
from app.exchange.export import Format, export
from app.exchange.incoming import command, compared, opened
from app.exchange.merge import contents
from app.exchange.pdf_marks import Taking
from app.exchange.prospect import foreseen
from app.history import History
from app.project import annotations, codebook, documents
from app.project.database import Project
from app.project.state import ProjectState
from tests.app.projects import add_document, new_project, tag


def no_pdf(path: Path) -> Taking:
    raise AssertionError(path)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[list[Project]]:
    """Ben's and Cleo's projects: shared documents and their own, and a theme of one name begun as two."""
    with ExitStack() as stack:
        projects = [stack.enter_context(new_project(tmp_path, name)) for name in ("ben", "cleo")]
        for project, name, ordinal in zip(projects, ("Ben", "Cleo"), (3, 4), strict=True):
            tag(project, add_document(project), ordinal, "children", name)
            tag(project, add_document(project, f"report of {name}"), 3, "sanctions", name)
            with project.edit() as edit:
                theme = codebook.add(edit, f"first name of {name}")
                codebook.change(edit, theme.id, name="water")
        tag(projects[1], add_document(projects[1], "report of Ben"), 3, "financing", "Cleo")
        yield projects


def exchanged(project: Project) -> object:
    return contents(ProjectState(project).rows)


@pytest.mark.parametrize("order", list(itertools.permutations((0, 1))))
def test_together_is_one_after_the_other(tmp_path: Path, team: list[Project], order: tuple[int, ...]) -> None:
    paths = [team[place].path for place in order]
    new_project(tmp_path, "together").close()
    shutil.copyfile(tmp_path / "together.db", tmp_path / "singly.db")
    with Project.open(tmp_path / "together.db") as together, Project.open(tmp_path / "singly.db") as singly:
        with foreseen(together.path, paths, no_pdf) as prospect, together.edit() as edit:
            prospect.command()(edit)
        for path in paths:
            with compared(singly, path) as planned, singly.edit() as edit:
                command(planned, lambda _done, _total: None, lambda: False)(edit)
        assert exchanged(together) == exchanged(singly)
        assert {theme.name for theme in codebook.all(together)} > {"water"}
        assert all(flat.theme and flat.page for flat in annotations.flat(together))
        assert prospect.counts["documents"].added == 3
        assert prospect.by_coder == {"Cleo": 3, "Ben": 2}
        with foreseen(together.path, paths, no_pdf) as again:
            assert not again


def test_what_comes_without_its_file_is_named_unless_another_file_has_it(
    tmp_path: Path, team: list[Project]
) -> None:
    ben, cleo = team
    export(cleo, Format.WEB_ANNOTATION, tmp_path / "cleo.diptych.json")
    with new_project(tmp_path, "mine") as mine:
        add_document(mine)
        with foreseen(mine.path, [tmp_path / "cleo.diptych.json"], no_pdf) as prospect:
            assert sorted(prospect.without_file) == ["report of Ben", "report of Cleo"]
        with foreseen(mine.path, [tmp_path / "cleo.diptych.json", ben.path], no_pdf) as prospect:
            assert prospect.without_file == ("report of Cleo",)
            assert "without its PDF: report of Cleo" in list(prospect.report())
            History(mine).run("bring in", prospect.command())
        assert len(documents.all(mine)) == 3


def test_looking_changes_nothing_and_can_be_stopped(tmp_path: Path, team: list[Project]) -> None:
    with new_project(tmp_path, "mine") as mine:
        before = mine.path.read_bytes()
        with foreseen(mine.path, [team[0].path], no_pdf):
            pass
        with (
            pytest.raises(Cancelled),
            foreseen(mine.path, [team[0].path], no_pdf, cancelled=lambda: True),
        ):
            pass
        assert mine.path.read_bytes() == before


@pytest.mark.parametrize("name", ["work.csv", "work.json", "work.qdpx", "work.xlsx"])
def test_a_file_that_may_not_be_read_is_said_to_be_one(
    team: list[Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"")

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(UserError, match="may not be read"), opened(team[0], path):
        pass
