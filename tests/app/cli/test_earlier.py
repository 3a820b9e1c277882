"""`diptych history` lists what was written before, for people and for programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model import MemoTarget
from app.project import codebook, coders, memos
from app.project.superseded import Version
from tests.app.cli.running import diptych
from tests.app.projects import add_document, new_project, tag


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Ana's memo and the theme “children” said something else before, and Ben's theme was removed."""
    with new_project(tmp_path) as project:
        document = add_document(project)
        passage = tag(project, document, 3, "children", "Ana")
        tag(project, add_document(project, "report"), 3, "sanctions", "Ben")
        with project.edit() as edit:
            ana = coders.find(project, "Ana")
            memo = memos.write(edit, MemoTarget.PASSAGE, passage, ana.id, "Now.")
            theme = codebook.change(edit, codebook.find(project, "children").id, definition="Below 18.")
            assert memo is not None
            said = {"name": "minors", "colour": theme.colour, "key": "1", "definition": "Below 15."}
            edit.keep(
                [
                    Version.made("memos", memo.id, "2026-01-01T00:00:00.000000Z", None, {"text": "Before."}),
                    Version.made("themes", theme.id, "2026-01-02T00:00:00.000000Z", None, said),
                ]
            )
        with project.edit() as edit:
            codebook.delete(edit, codebook.find(project, "procurement").id)
        return project.path


def listed(study: Path, *options: str) -> list[object]:
    return [
        (record["what"], record["said"]) for record in diptych("history", study, "--json", *options).records
    ]


def test_all_that_does_not_stand_is_listed_latest_first(study: Path) -> None:
    assert listed(study) == [
        ("theme", "colour: #009e73; key: 4; name: procurement"),
        ("theme", "definition: Below 15.; name: minors"),
        ("memo", "Before."),
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--document", "draft"), [("memo", "Before.")]),
        (("--document", "report"), []),
        (("--theme", "children"), [("theme", "definition: Below 15.; name: minors")]),
        (("--coder", "Ana"), [("memo", "Before.")]),
        (("--coder", "Ben"), []),
    ],
)
def test_a_part_of_it_can_be_chosen(study: Path, options: tuple[str, str], expected: list[object]) -> None:
    assert listed(study, *options) == expected


def test_programs_read_all_about_it(study: Path) -> None:
    *_, memo = diptych("history", study, "--json").records
    assert memo.pop("id")
    assert memo == {
        "what": "memo",
        "document": "draft",
        "page": 1,
        "paragraph": 3,
        "quote": "Calls upon all parties to protect children;",
        "theme": None,
        "coder": "Ana",
        "changed": "2026-01-01T00:00:00.000000Z",
        "removed": False,
        "said": "Before.",
        "content": {"text": "Before."},
        "now": {"text": "Now."},
    }


def test_people_read_a_table(study: Path) -> None:
    removed, *_ = diptych("history", study).text.splitlines()[1:]
    assert "procurement" in removed
    assert "removed" in removed


def test_where_nothing_was_written_before_it_says_so(tmp_path: Path) -> None:
    with new_project(tmp_path, "new") as project:
        path = project.path
    ran = diptych("history", path)
    assert (ran.status, ran.text) == (0, "")
    assert "Nothing" in ran.err


def test_a_theme_that_is_not_there_is_an_error(study: Path) -> None:
    ran = diptych("history", study, "--theme", "water")
    assert (ran.status, ran.text) == (1, "")
    assert "water" in ran.err
