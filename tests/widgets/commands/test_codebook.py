"""Themes come, change their order and go, with what they were given to; what cannot be done is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.errors import UserError
from tests.widgets.projects import committed, theme_id
from widgets.selection import Selection
from widgets.session import Session


def names(session: Session) -> list[str]:
    return [theme.name for theme in session.catalogue.themes]


def test_a_theme_added_is_the_one_answered(session: Session) -> None:
    added = session.codebook.add("water", colour="#336699", key="w")
    assert added is not None
    assert session.catalogue.theme(added.id) == added
    assert (added.name, added.colour, added.key) == ("water", "#336699", "w")


def test_what_cannot_be_done_is_told_and_changes_nothing(session: Session) -> None:
    failures: list[UserError] = []
    session.failed.connect(failures.append)
    assert session.codebook.add("Children") is None
    assert "children" in str(failures[0])


def test_a_new_order_is_one_step(session: Session) -> None:
    before = names(session)
    order = ["sanctions", "children", "financing", "procurement"]
    session.codebook.reorder([theme_id(session, name) for name in order])
    assert names(session) == order
    session.undo()
    assert names(session) == before


@pytest.mark.parametrize("change", [{"name": "youth"}, {"colour": "#336699"}, {"definition": "Under 18."}])
def test_a_theme_is_changed_in_that_respect_only(session: Session, change: dict[str, Any]) -> None:
    theme = session.catalogue.theme(theme_id(session, "children"))
    session.codebook.change(theme.id, **change)
    assert session.catalogue.theme(theme.id) == replace(theme, **change)


def test_deleting_a_theme_takes_its_annotations_and_undo_brings_them_back(
    session: Session, here: Selection, notices: list[str]
) -> None:
    theme = theme_id(session, "children")
    session.annotations.toggle(theme)
    session.codebook.delete(theme)
    assert committed(session) == 0
    assert notices == ["Theme “children” deleted, and its annotations with it (1)."]
    session.undo()
    assert committed(session) == 1
    assert session.catalogue.theme(theme).name == "children"
