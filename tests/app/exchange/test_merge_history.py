"""What gives way when versions meet stays in the history of its row, in every project it comes to."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from app.errors import UserError
from app.exchange.export import Format, export
from app.exchange.incoming import command, compared
from app.history import History
from app.model import MemoTarget
from app.project import annotations, codebook, coders, documents, memos, versions
from app.project.database import Project
from tests.app.exchange.merging import exchanged, merge, never, quietly
from tests.app.projects import LINES, add_document, document_text, new_project, tag

FORMAT_1 = Path(__file__).parents[1] / "project" / "stored" / "format-1.db.gz"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[list[Project]]:
    """Two machines on which Ana works on one document, and Cleo's project, still empty."""
    with ExitStack() as stack:
        found = [stack.enter_context(new_project(tmp_path, name)) for name in ("desk", "laptop", "cleo")]
        for project in found[:2]:
            add_document(project)
        yield found


def write(project: Project, text: str) -> str:
    """Ana's memo on the third paragraph, which she tags; the passage's id."""
    passage = tag(project, documents.all(project)[0], 3, "children", "Ana")
    with project.edit() as edit:
        memos.write(edit, MemoTarget.PASSAGE, passage, coders.find(project, "Ana").id, text)
    return passage


def define(project: Project, definition: str) -> None:
    with project.edit() as edit:
        codebook.change(edit, codebook.find(project, "children").id, definition=definition)


def told(project: Project, passage: str) -> list[tuple[str, str, bool]]:
    return [(one.table, one.text, one.removed) for one in versions.on_passage(project, passage)]


def exchange_file(project: Project) -> Path:
    path = project.path.with_suffix(".diptych.json")
    export(project, Format.WEB_ANNOTATION, path)
    return path


@pytest.mark.parametrize("carried", [lambda project: project.path, exchange_file], ids=["project", "file"])
def test_the_memo_that_gave_way_is_found_in_every_project(
    team: list[Project], carried: Callable[[Project], Path]
) -> None:
    desk, laptop, cleo = team
    write(desk, "At my desk.")
    passage = write(laptop, "On the train.")
    merge(desk, carried(laptop))
    merge(cleo, carried(desk))
    for project in (laptop, desk):
        merge(project, carried(cleo))
    for project in team:
        assert [memo.text for memo in memos.all(project)] == ["On the train."]
        assert ("memos", "At my desk.", False) in told(project, passage)
    assert exchanged(desk) == exchanged(laptop) == exchanged(cleo)


def test_an_annotation_made_twice_tells_of_both(team: list[Project]) -> None:
    for project in team[:2]:
        passage = tag(project, documents.all(project)[0], 3, "children", "Ana")
    merge(team[0], team[1].path)
    assert told(team[0], passage) == [("annotations", "", False)]


def test_a_removal_that_came_tells_what_was_removed(team: list[Project]) -> None:
    desk, laptop, _ = team
    passage = write(desk, "Look again.")
    merge(laptop, desk.path)
    with laptop.edit() as edit:
        ana = coders.find(laptop, "Ana").id
        annotations.untag(edit, passage, codebook.find(laptop, "children").id, ana)
        memos.write(edit, MemoTarget.PASSAGE, passage, ana, "")
    merge(desk, laptop.path)
    assert told(desk, passage) == [
        ("memos", "Look again.", True),
        ("annotations", "", True),
        ("annotations", "", False),
    ]


def test_what_came_is_kept_when_it_is_written_over_here(team: list[Project]) -> None:
    desk, laptop, _ = team
    define(laptop, "below 18")
    merge(desk, laptop.path)
    define(desk, "below 15")
    assert [one.text for one in versions.of_theme(desk, codebook.find(desk, "children").id)] == ["below 18"]


def test_namesakes_that_became_one_keep_what_each_said(team: list[Project]) -> None:
    desk, laptop, _ = team
    for project, name, text in ((desk, "minors", "Below 18."), (laptop, "Minors", "Below 15.")):
        with project.edit() as edit:
            theme = codebook.add(edit, f"first name on {project.path.stem}")
            codebook.change(edit, theme.id, name=name, definition=text)
            memos.write(edit, MemoTarget.THEME, theme.id, coders.ensure(edit, "Ana").id, text)
    merge(desk, laptop.path)
    merge(laptop, desk.path)
    for project in (desk, laptop):
        (theme,) = [theme for theme in codebook.all(project) if theme.name == "minors"]
        assert theme.definition == "Below 18."
        assert "Below 15." in [one.text for one in versions.of_theme(project, theme.id)]
        (memo,) = memos.all(project)
        assert memo.text == "Below 15."
        assert "Below 18." in [one.text for one in versions.everything(project) if one.row_id == memo.id]
    assert exchanged(desk) == exchanged(laptop)


def test_what_a_namesake_said_earlier_goes_over_with_its_work(team: list[Project]) -> None:
    desk, laptop, _ = team
    for project in (desk, laptop):
        with project.edit() as edit:
            theme = codebook.add(edit, f"first name on {project.path.stem}")
            text = f"First on the {project.path.stem}."
            memo = memos.write(edit, MemoTarget.THEME, theme.id, coders.ensure(edit, "Ana").id, text)
            assert memo is not None
            if project is laptop:
                memos.put_back(edit, memo.id, "Second.")
            codebook.change(edit, theme.id, name="minors")
    merge(desk, laptop.path)
    (memo,) = memos.all(desk)
    told = [one.text for one in versions.everything(desk) if one.row_id == memo.id]
    assert (memo.text, told) == ("Second.", ["First on the laptop.", "First on the desk."])


def test_undoing_a_merge_forgets_nothing(team: list[Project]) -> None:
    desk, laptop, _ = team
    passage = write(desk, "At my desk.")
    write(laptop, "On the train.")
    history = History(desk)
    with compared(desk, laptop.path) as planned:
        history.run("merge", command(planned, quietly, never))
    history.undo()
    assert [memo.text for memo in memos.all(desk)] == ["At my desk."]
    assert ("memos", "On the train.", False) in told(desk, passage)


def test_a_project_of_the_first_format_can_be_merged(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(FORMAT_1.read_bytes()))
    with new_project(tmp_path) as project:
        merge(project, path)
        assert [memo.text for memo in memos.all(project)] == ["Ask Ben."]
        define(project, "Below 15.")
        merge(project, path)
        assert [one.text for one in versions.of_theme(project, codebook.find(project, "children").id)] == [
            "Below 18."
        ]
    assert gzip.decompress(FORMAT_1.read_bytes()) == path.read_bytes()


def test_an_exchange_file_from_before_there_were_histories_is_read(team: list[Project]) -> None:
    write(team[0], "At my desk.")
    path = exchange_file(team[0])
    collection = json.loads(path.read_bytes())
    del collection["diptych:versions"]
    path.write_text(json.dumps(collection), "utf-8")
    merge(team[1], path)
    assert [memo.text for memo in memos.all(team[1])] == ["At my desk."]


def test_the_history_comes_over_to_another_file_of_the_same_work(tmp_path: Path, team: list[Project]) -> None:
    desk, laptop, cleo = team
    write(desk, "At my desk.")
    write(laptop, "On the train.")
    merge(desk, laptop.path)
    stamped = add_document(cleo, "stamped", document_text(LINES))
    with compared(cleo, desk.path, same_work=True) as planned, cleo.edit() as edit:
        command(planned, quietly, never)(edit)
    (annotation,) = annotations.all(cleo, stamped.id)
    assert ("memos", "At my desk.", False) in told(cleo, annotation.passage_id)


def changed(**values: object) -> Callable[[dict[str, Any]], None]:
    return lambda version: version.update(values)


NOBODY = "00000000-0000-4000-8000-000000000000"
HOSTILE = {
    "a table without a history": changed(of_table="passages"),
    "a table that is SQL": changed(of_table="memos; DROP TABLE memos"),
    "a table that is no text": changed(of_table=["memos"]),
    "a row that is not there": changed(row_id=NOBODY),
    "a time that is none": changed(changed="2026-02-31T00:00:00.000000Z"),
    "a removal that is no time": changed(deleted="yesterday"),
    "words that are none": changed(content={"text": 7}),
    "words without end": changed(content={"text": "x" * 100_001}),
    "half a letter": changed(content={"text": "\ud800"}),
    "columns we do not have": changed(content={"text": "x", "evil": "y"}),
    "no columns": changed(content={}),
    "content that is a list": changed(content=["text"]),
}


@pytest.mark.parametrize("harm", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_history_costs_nothing(team: list[Project], harm: Callable[[dict[str, Any]], None]) -> None:
    write(team[0], "At my desk.")
    write(team[1], "On the train.")
    merge(team[0], team[1].path)
    path = exchange_file(team[0])
    collection = json.loads(path.read_bytes())
    harm(next(version for version in collection["diptych:versions"] if version["of_table"] == "memos"))
    path.write_text(json.dumps(collection), "utf-8")
    before = exchanged(team[2])
    with pytest.raises(UserError, match=r"desk\.diptych\.json"):
        merge(team[2], path)
    assert exchanged(team[2]) == before


@pytest.mark.parametrize(
    "forgery",
    [
        "content = replace(content, 'desk', 'beach')",
        "content = '['",
        "content = replace(hex(zeroblob(50000)), '0', '[')",
        "content = '[]'",
        "content = '{}'",
        "of_table = 'evil'",
        "of_table = 'passages'",
        "row_id = id",
        "changed = 'yesterday'",
    ],
)
def test_a_project_whose_history_was_forged_is_refused(
    team: list[Project], tmp_path: Path, forgery: str
) -> None:
    write(team[0], "At my desk.")
    write(team[1], "On the train.")
    merge(team[0], team[1].path)
    with team[0].edit() as edit:
        edit.execute(f"UPDATE versions SET {forgery}")
    forged = shutil.copy(team[0].path, tmp_path / "forged.db")
    with pytest.raises(UserError, match=r"forged\.db"):
        merge(team[2], forged)
