from __future__ import annotations

import itertools
import math

import pytest

from app.errors import UserError
from app.history import History
from app.model import Document, MemoTarget
from app.project import annotations as stored_annotations
from app.project import codebook, coders, memos, palette
from app.project.database import Project
from tests.app.project.making import tag


def names(project: Project) -> list[str]:
    return [theme.name for theme in codebook.all(project)]


def test_a_new_theme_comes_last_with_the_next_colour_and_key(project: Project) -> None:
    with project.edit() as edit:
        theme = codebook.add(edit, "  supply \n chains ")
    assert (theme.name, theme.key, theme.colour) == ("supply chains", "5", palette.PALETTE[4])
    assert names(project)[-1] == "supply chains"


def test_when_the_digits_are_given_out_a_theme_has_no_key(project: Project) -> None:
    with project.edit() as edit:
        keys = [codebook.add(edit, f"theme {number}").key for number in range(7)]
    assert keys == ["5", "6", "7", "8", "9", None, None]


def test_colours_repeat_only_when_all_are_used(project: Project) -> None:
    with project.edit() as edit:
        for number in range(len(palette.PALETTE)):
            codebook.add(edit, f"theme {number}")
    colours = [theme.colour for theme in codebook.all(project)]
    assert colours == [*palette.PALETTE, *palette.PALETTE[:4]]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("   ", "empty"),
        ("CHILDREN", "children"),
        ("ｃｈｉｌｄｒｅｎ", "children"),
        ("chi\u202eldren", "control"),
        ("a\x07b", "control"),
        ("x" * 121, "at most 120"),
    ],
)
def test_a_name_that_cannot_be_a_themes_is_refused(project: Project, name: str, message: str) -> None:
    with pytest.raises(UserError, match=message), project.edit() as edit:
        codebook.add(edit, name)


@pytest.mark.parametrize(
    ("key", "message"), [("J", "already does"), ("1", "children"), ("ab", "one character"), ("\x07", "one")]
)
def test_a_key_that_cannot_be_used_is_refused(project: Project, key: str, message: str) -> None:
    with pytest.raises(UserError, match=message), project.edit() as edit:
        codebook.add(edit, "new", key=key)


@pytest.mark.parametrize(("key", "kept"), [("X", "x"), (" 9 ", "9"), ("", None), ("é", "é")])
def test_a_key_is_kept_in_one_form(project: Project, key: str, kept: str | None) -> None:
    with project.edit() as edit:
        assert codebook.add(edit, "new", key=key).key == kept


@pytest.mark.parametrize("colour", ["red", "#12345", "#12345g", "0072b2"])
def test_what_is_no_colour_is_refused(project: Project, colour: str) -> None:
    with pytest.raises(UserError, match="not a colour"), project.edit() as edit:
        codebook.add(edit, "new", colour=colour)


def test_a_theme_changes_in_the_fields_given(project: Project) -> None:
    theme = codebook.find(project, "children")
    with project.edit() as edit:
        changed = codebook.change(
            edit, theme.id, name="minors", colour="#ABCDEF", key=None, definition=" under 18 "
        )
    assert (changed.name, changed.colour, changed.key, changed.definition) == (
        "minors",
        "#abcdef",
        None,
        "under 18",
    )
    assert (changed.id, changed.ordinal) == (theme.id, theme.ordinal)


def test_a_theme_may_be_respelled(project: Project) -> None:
    with project.edit() as edit:
        codebook.change(edit, codebook.find(project, "children").id, name="Children", key="1")
    assert names(project)[0] == "Children"


def test_a_theme_cannot_be_placed_under_itself(project: Project) -> None:
    with project.edit() as edit:
        above = codebook.find(project, "children")
        below = codebook.add(edit, "schools", parent_id=above.id)
        with pytest.raises(UserError, match="under itself"):
            codebook.change(edit, above.id, parent_id=below.id)


def test_a_deleted_themes_annotations_and_memos_go_and_come_back_with_undo(
    project: Project, document: Document
) -> None:
    history = History(project)
    theme = codebook.find(project, "children")
    with project.edit() as edit:
        tag(edit, document, 2)
        tag(edit, document, 2, "sanctions")
        below = codebook.add(edit, "schools", parent_id=theme.id)
        memos.write(edit, MemoTarget.THEME, theme.id, coders.find(project, "Ana").id, "who is a child?")
    history.run("Delete theme", lambda edit: codebook.delete(edit, theme.id))
    assert [flat.theme for flat in stored_annotations.flat(project)] == ["sanctions"]
    assert memos.all(project) == []
    assert codebook.find(project, "schools").parent_id is None
    history.undo()
    assert [flat.theme for flat in stored_annotations.flat(project)] == ["children", "sanctions"]
    assert [memo.text for memo in memos.all(project)] == ["who is a child?"]
    assert codebook.find(project, "schools") == below


def test_a_theme_added_again_is_the_same_without_its_old_annotations(
    project: Project, document: Document
) -> None:
    theme = codebook.find(project, "children")
    with project.edit() as edit:
        tag(edit, document, 2)
        codebook.delete(edit, theme.id)
        again = codebook.add(edit, "Children")
    assert again.id == theme.id
    assert list(stored_annotations.flat(project)) == []


def test_a_renamed_theme_keeps_its_id_when_another_takes_its_name(project: Project) -> None:
    theme = codebook.find(project, "children")
    with project.edit() as edit:
        codebook.change(edit, theme.id, name="minors")
        other = codebook.add(edit, "children")
    assert other.id != theme.id
    assert codebook.find(project, "minors").id == theme.id


@pytest.mark.parametrize("typed", ["children", "CHILDREN ", "chi"])
def test_a_theme_is_found_by_what_people_type(project: Project, typed: str) -> None:
    assert codebook.find(project, typed).name == "children"


def test_a_theme_not_found_is_answered_with_those_there_are(project: Project) -> None:
    with pytest.raises(UserError, match=r"“children”, “financing”"):
        codebook.find(project, "transport")


def test_a_start_that_fits_two_themes_is_answered_with_both(project: Project) -> None:
    with project.edit() as edit:
        codebook.add(edit, "childhood")
    with pytest.raises(UserError, match=r"“children”, “childhood”"):
        codebook.find(project, "child")


# Machado, Oliveira and Fernandes 2009, table 1, severity 1.0: how people with each of these see RGB.
SIGHTS = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIELAB (D65) of a colour as seen."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    def curve(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    rgb = [linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5)]
    seen = [sum(weight * value for weight, value in zip(row, rgb, strict=True)) for row in SIGHTS[sight]]
    r, g, b = (min(1.0, max(0.0, value)) for value in seen)
    x = curve((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
    y = curve(0.2126 * r + 0.7152 * g + 0.0722 * b)
    z = curve((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize(("colours", "least"), [(palette.PALETTE[:4], 16), (palette.PALETTE, 14)])
def test_no_two_colours_look_alike_to_any_reader(sight: str, colours: tuple[str, ...], least: float) -> None:
    distances = [math.dist(lab(a, sight), lab(b, sight)) for a, b in itertools.combinations(colours, 2)]
    assert min(distances) >= least
