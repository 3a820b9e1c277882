"""Tagging, untagging, and listing what is tagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.running import diptych

PLACE = ("--document", "draft", "--paragraph", 3, "--theme", "children", "--coder", "Ana")


def annotations(project: Path, *options: object) -> list[tuple[object, ...]]:
    found = diptych("annotations", project, "--json", *options).records
    return [(row["paragraph"], row["theme"], row["coder"], row["memo"]) for row in found]


def test_a_tag_is_in_the_list_with_its_memo(tagged: Path) -> None:
    assert annotations(tagged) == [(3, "children", "Ana", "Which parties?")]


def test_tagging_twice_is_tagging_once(tagged: Path) -> None:
    assert diptych("tag", tagged, *PLACE).status == 0
    assert annotations(tagged) == [(3, "children", "Ana", "Which parties?")]


def test_untag_takes_it_away(tagged: Path) -> None:
    assert diptych("untag", tagged, *PLACE).status == 0
    assert annotations(tagged) == []


def test_untagging_what_was_not_tagged_is_said(study: Path, tagged: Path) -> None:
    ran = diptych("untag", study, *PLACE[:3], 4, *PLACE[4:])
    assert ran.status == 1
    assert "has not given" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--document", "nothing", "draft"),
        ("--paragraph", 99, "7 paragraphs"),
        ("--theme", "money", "financing"),
    ],
)
def test_a_name_that_fits_nothing_says_what_there_is(
    study: Path, option: str, value: object, said: str
) -> None:
    place = list(PLACE)
    place[place.index(option) + 1] = value
    ran = diptych("tag", study, *place)
    assert ran.status == 1
    assert said in ran.err
    assert annotations(study) == []


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--theme", "children"), 1),
        (("--theme", "sanctions"), 0),
        (("--coder", "Ana", "--document", "dra"), 1),
    ],
)
def test_the_list_is_of_what_was_asked_for(tagged: Path, options: tuple[str, ...], count: int) -> None:
    assert len(annotations(tagged, *options)) == count


def test_the_list_for_people_is_complete_where_it_is_no_terminal(tagged: Path) -> None:
    heads, row = diptych("annotations", tagged).text.splitlines()
    assert heads.split()[:3] == ["document", "page", "paragraph"]
    assert "Calls upon all parties to protect children;" in row


def test_an_empty_list_says_so_beside_the_output(study: Path) -> None:
    ran = diptych("annotations", study)
    assert (ran.out, ran.err) == (b"", "There are no such annotations.\n")


def test_done_is_listed_and_taken_back(tagged: Path) -> None:
    for coder in ("Ben", "Ana"):
        assert diptych("done", tagged, "--document", "dra", "--coder", coder).status == 0
    assert diptych("documents", tagged, "--json").records[0]["done"] == ["Ana", "Ben"]
    assert "Ana, Ben" in diptych("documents", tagged).text
    ran = diptych("done", tagged, "--document", "dra", "--coder", "Ben", "--undo")
    assert ran.err == "Ben is not done with draft.\n"
    assert diptych("documents", tagged, "--json").records[0]["done"] == ["Ana"]


def test_nobody_unknown_is_not_done_after_all(tagged: Path) -> None:
    ran = diptych("done", tagged, "--document", "draft", "--coder", "Zoe", "--undo")
    assert (ran.status, "Zoe" in ran.err) == (1, True)


def test_listings_count_what_is_tagged(tagged: Path) -> None:
    (document,) = diptych("documents", tagged, "--json").records
    assert [document[name] for name in ("pages", "paragraphs", "tagged", "annotations")] == [1, 5, 1, 1]
    assert diptych("themes", tagged, "--json").records[0]["annotations"] == 1
    assert diptych("coders", tagged, "--json").records == [{"coder": "Ana", "annotations": 1}]
