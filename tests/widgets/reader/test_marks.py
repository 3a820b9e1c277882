"""Which themes are drawn where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from app.project import coders
from tests.widgets.projects import theme_id
from tests.widgets.reader.tales import AFTER, CROSSING, FIRST, HEAD
from widgets.reader.shown_document import ShownDocument
from widgets.session import Session


@pytest.fixture
def shown(session: Session, draft: str) -> ShownDocument:
    return ShownDocument(session.catalogue, draft)


def names_on(shown: ShownDocument, page: int) -> dict[int, list[str]]:
    return {mark.ordinal: [ink.name for ink in mark.inks] for mark in shown.marks.on(page)}


def test_themes_come_in_the_codebooks_order(shown: ShownDocument, tag: Callable[..., None]) -> None:
    tag(FIRST, "sanctions", "children")
    assert names_on(shown, 1) == {FIRST: ["children", "sanctions"]}


def test_a_theme_two_coders_gave_is_drawn_once(
    session: Session, shown: ShownDocument, tag: Callable[..., None]
) -> None:
    tag(FIRST, "children")
    session.set_coder("Ben")
    tag(FIRST, "children")
    assert names_on(shown, 1) == {FIRST: ["children"]}
    assert shown.themes_and_coders(FIRST) == ["children: Ana, Ben"]


def test_marks_are_kept_until_forgotten(shown: ShownDocument, tag: Callable[..., None]) -> None:
    assert names_on(shown, 1) == {}
    tag(FIRST, "children")
    assert names_on(shown, 1) == {}
    assert shown.marks.forget([FIRST]) == {1}
    assert names_on(shown, 1) == {FIRST: ["children"]}


def test_a_crossing_paragraph_is_forgotten_on_both_pages(shown: ShownDocument) -> None:
    assert shown.marks.forget([CROSSING, HEAD]) == {1, 2}


def test_a_change_says_which_paragraphs_it_touches(
    session: Session, shown: ShownDocument, tag: Callable[..., None]
) -> None:
    touched: list[set[int] | None] = []
    session.changed.connect(lambda changes: touched.append(shown.touched(changes)))
    tag(AFTER, "children")
    session.undo()
    assert touched == [{AFTER}, {AFTER}]


def test_annotations_on_another_document_touch_nothing(
    session: Session, shown: ShownDocument, final: str, tag: Callable[..., None]
) -> None:
    touched: list[set[int] | None] = []
    session.changed.connect(lambda changes: touched.append(shown.touched(changes)))
    tag(FIRST, "children", document_id=final)
    assert touched == [set()]


def test_a_change_of_a_theme_touches_all(session: Session, shown: ShownDocument) -> None:
    touched: list[set[int] | None] = []
    session.changed.connect(lambda changes: touched.append(shown.touched(changes)))
    session.codebook.change(theme_id(session, "children"), name="childhood")
    assert touched == [None]


def test_a_change_of_coders_touches_nothing(session: Session, shown: ShownDocument) -> None:
    touched: list[set[int] | None] = []
    session.changed.connect(lambda changes: touched.append(shown.touched(changes)))
    session.run("add a coder", lambda edit: coders.ensure(edit, "Cem"))
    assert touched == [set()]
