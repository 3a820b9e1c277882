"""A tag is committed before it is shown, a coder's own only, and taken back in one step."""

from __future__ import annotations

import pytest

from tests.widgets.projects import committed, theme_id
from widgets.selection import Selection
from widgets.session import NOBODY, Session


def test_a_tag_is_in_the_file_when_it_is_announced(session: Session, here: Selection) -> None:
    seen: list[int] = []
    session.changed.connect(lambda _: seen.append(committed(session)))
    session.annotations.toggle(theme_id(session, "financing"))
    assert seen == [1]


def test_tagging_twice_untags(session: Session, here: Selection) -> None:
    for expected in (1, 0, 1):
        session.annotations.toggle(theme_id(session, "financing"))
        assert committed(session) == expected


def test_with_nothing_at_hand_it_is_said_what_to_do(session: Session, notices: list[str]) -> None:
    session.annotations.toggle(theme_id(session, "financing"))
    assert notices == ["Click a paragraph first, then tag it."]


def test_several_paragraphs_are_tagged_in_one_step(session: Session, here: Selection) -> None:
    session.select(Selection(here.document_id, here.first, here.first + 2))
    session.annotations.toggle(theme_id(session, "children"))
    assert committed(session) == 3
    session.undo()
    assert committed(session) == 0
    session.redo()
    assert committed(session) == 3


def test_a_partly_tagged_selection_is_first_completed(session: Session, here: Selection) -> None:
    session.annotations.toggle(theme_id(session, "children"))
    session.select(Selection(here.document_id, here.first, here.first + 1))
    session.annotations.toggle(theme_id(session, "children"))
    assert committed(session) == 2
    session.annotations.toggle(theme_id(session, "children"))
    assert committed(session) == 0


def test_declining_to_be_named_tags_nothing(session: Session, here: Selection) -> None:
    session.coder_name = ""
    session.questions = NOBODY
    session.annotations.toggle(theme_id(session, "children"))
    assert committed(session) == 0


def test_another_coders_tag_is_not_touched(session: Session, here: Selection) -> None:
    session.annotations.toggle(theme_id(session, "children"))
    session.set_coder("Ben")
    session.annotations.toggle(theme_id(session, "children"))
    assert committed(session) == 2
    session.annotations.toggle(theme_id(session, "children"))
    assert committed(session) == 1


@pytest.mark.parametrize(
    ("coder", "left", "said"),
    [
        ("Ana", 1, "Annotations removed: 2. Those of other coders stay."),
        ("Cleo", 3, "Only the coder who made an annotation can remove it."),
    ],
)
def test_only_ones_own_of_those_chosen_are_removed(
    session: Session, here: Selection, notices: list[str], coder: str, left: int, said: str
) -> None:
    for name, theme in (("Ana", "children"), ("Ana", "financing"), ("Ben", "children")):
        session.set_coder(name)
        session.annotations.toggle(theme_id(session, theme))
    session.set_coder(coder)
    session.annotations.remove(session.catalogue.annotations())
    assert (committed(session), notices) == (left, [said])


def test_a_theme_is_taken_off_several_paragraphs_in_one_step(session: Session, here: Selection) -> None:
    theme = session.catalogue.theme(theme_id(session, "children"))
    session.annotations.toggle_on(Selection(here.document_id, here.first, here.first + 1), theme.id)
    session.annotations.take_off(theme, session.catalogue.annotations())
    assert committed(session) == 0
    session.undo()
    assert committed(session) == 2
