"""What is written over what somebody wrote goes into the history; what one is still writing does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.history import History
from app.model import MemoTarget
from app.project import annotations, clock, codebook, coders, documents, memos, versions
from app.project.database import Edit, Project
from app.project.superseded import Version, unsaid_elsewhere
from tests.app.project.making import add_document, tag

Deed = Callable[[Edit], object]
MORNING, LATER, NEXT_DAY = (f"2026-11-{day}:00:00.000000Z" for day in ("02T09", "02T11", "03T09"))


@contextmanager
def sitting(path: Path, moment: str) -> Iterator[Project]:
    """The project opened at some time, made with a document, a tag, a memo and a definition at first."""
    with clock.at(moment):
        if path.exists():
            with Project.open(path) as project:
                yield project
            return
        with Project.create(path) as project:
            with project.edit() as edit:
                tag(edit, add_document(edit), 2)
            do(project, note("First."), define("Below 18."))
            yield project


def do(project: Project, *deeds: Deed) -> None:
    for deed in deeds:
        with project.edit() as edit:
            deed(edit)


def note(text: str) -> Deed:
    def write(edit: Edit) -> None:
        passage_id = edit.rows("SELECT id FROM passages")[0][0]
        memos.write(edit, MemoTarget.PASSAGE, passage_id, coders.ensure(edit, "Ana").id, text)

    return write


def define(definition: str) -> Deed:
    return lambda edit: codebook.change(edit, theme(edit), definition=definition)


def theme(edit: Edit) -> str:
    return codebook.find(edit.project, "children").id


def move(edit: Edit) -> object:
    return codebook.change(edit, theme(edit), ordinal=9)


def untag(edit: Edit) -> None:
    row = edit.rows("SELECT * FROM annotations")[0]
    annotations.untag(edit, row["passage_id"], row["theme_id"], row["coder_id"])


def tag_again(edit: Edit) -> None:
    tag(edit, documents.all(edit.project)[0], 2)


def kept(project: Project) -> list[str]:
    column = {"themes": "definition", "memos": "text", "documents": "title", "coders": "name"}
    return [str(version.said[column[version.table]]) for version in versions.stored(project).values()]


@pytest.mark.parametrize(
    "deeds",
    [
        pytest.param([note("F"), note("Fi"), note("")], id="a memo being typed"),
        pytest.param([define("Below"), define("Below 15.")], id="a definition"),
        pytest.param([untag, tag_again] * 50, id="a theme given and taken back"),
        pytest.param([move], id="a place in the codebook"),
    ],
)
def test_nothing_is_kept_of_one_sitting(path: Path, deeds: list[Deed]) -> None:
    with sitting(path, MORNING) as project:
        do(project, *deeds)
        assert kept(project) == []


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        pytest.param([note("Second."), note("Third.")], ["First."], id="a memo"),
        pytest.param([define("Below 15."), define("Below 14.")], ["Below 18."], id="a definition"),
        pytest.param(
            [lambda edit: documents.rename(edit, documents.all(edit.project)[0].id, "B")],
            ["decision"],
            id="a title",
        ),
        pytest.param(
            [lambda edit: coders.rename(edit, coders.find(edit.project, "Ana").id, "Anna")],
            ["Ana"],
            id="a name",
        ),
        pytest.param([note("")], [], id="a memo removed, whose words stay in its row"),
        pytest.param([move], [], id="a place in the codebook"),
        pytest.param([untag], [], id="a theme taken back, which its row says"),
    ],
)
def test_what_was_written_on_another_day_is_kept(path: Path, deeds: list[Deed], expected: list[str]) -> None:
    with sitting(path, MORNING):
        pass
    with sitting(path, NEXT_DAY) as project:
        do(project, *deeds)
        assert kept(project) == expected


def test_a_removal_that_is_taken_back_is_kept(path: Path) -> None:
    with sitting(path, MORNING):
        pass
    with sitting(path, LATER) as project:
        do(project, untag)
    with sitting(path, NEXT_DAY) as project:
        do(project, tag_again)
        (version,) = versions.stored(project).values()
        assert version.table == "annotations"
        assert version.deleted is not None


def test_an_hour_later_is_another_sitting(path: Path) -> None:
    with sitting(path, MORNING) as project, clock.at(LATER):
        do(project, note("Second."))
        assert kept(project) == ["First."]


def test_what_came_from_elsewhere_is_kept_at_once(path: Path) -> None:
    with sitting(path, MORNING) as project:
        with project.edit() as edit:
            row = {**edit.rows("SELECT * FROM memos")[0]}  # type: ignore[call-overload]
            edit.write("memos", {**row, "text": "Ben’s.", "changed": edit.now}, stamped=False)
        do(project, note("Mine."))
        assert kept(project) == ["Ben’s."]


def test_undo_and_redo_lose_nothing(path: Path) -> None:
    with sitting(path, MORNING):
        pass
    with sitting(path, NEXT_DAY) as project:
        history = History(project)
        history.run("write", note("Second."))
        history.undo()
        history.redo()
        assert kept(project) == ["First."]
        assert [memo.text for memo in memos.all(project)] == ["Second."]


def test_nothing_is_kept_of_an_edit_that_failed(path: Path) -> None:
    with sitting(path, MORNING):
        pass
    with sitting(path, NEXT_DAY) as project:
        with pytest.raises(ZeroDivisionError):
            do(project, lambda edit: (note("Second.")(edit), 1 / 0))
        assert kept(project) == []
        do(project, note("Third."))
        assert kept(project) == ["First."]


def test_a_theme_as_founded_is_nobody_s(path: Path) -> None:
    with sitting(path, MORNING):
        pass
    with sitting(path, NEXT_DAY) as project:
        do(
            project,
            lambda edit: codebook.change(edit, codebook.find(project, "sanctions").id, definition="All."),
        )
        assert kept(project) == []


def test_a_version_says_the_same_wherever_it_is_made() -> None:
    row = {"id": "1", "text": "“ä”\n", "changed": MORNING, "deleted": None, "created": MORNING}
    version = Version.of("memos", row)
    assert version == Version.made("memos", "1", MORNING, None, {"text": "“ä”\n"})
    assert version.id != Version.of("memos", {**row, "deleted": LATER}).id


def test_what_was_handed_on_is_not_being_written_any_more(path: Path) -> None:
    with sitting(path, MORNING) as project:
        project.handed_on()
        do(project, note("Second."), note("Third."))
        assert kept(project) == ["First."]


def given(removed: str | None = None, changed: str = MORNING, made: str = MORNING) -> Version:
    return Version.made("annotations", "a", changed, removed, {"created": made})


@pytest.mark.parametrize(
    ("others", "standing", "told"),
    [
        pytest.param([], given(LATER, LATER), False, id="its removal tells when it was made"),
        pytest.param([given(LATER, LATER)], given(None, NEXT_DAY), False, id="a removal before tells it"),
        pytest.param([], given(None, LATER, LATER), True, id="it was made once more elsewhere"),
    ],
)
def test_that_an_annotation_was_made_is_kept_once(
    others: list[Version], standing: Version, told: bool
) -> None:
    found = list(unsaid_elsewhere([given(), *others], [standing]))
    assert (given() in found) is told


def test_what_is_said_again_is_later_and_not_another(project: Project) -> None:
    said = [Version.made("memos", "m", moment, None, {"text": "x"}) for moment in (NEXT_DAY, LATER, MORNING)]
    with project.edit() as edit:
        for version in (said[1], said[0], said[2]):
            edit.keep([version])
    assert list(versions.stored(project).values()) == [said[0]]
