"""What the pointer rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF

from tests.widgets.reader.tales import FIRST, SECOND
from widgets.reader.hit_test import Target
from widgets.reader.page_view import PageView
from widgets.reader.pointing import Pointing, explanation


@pytest.mark.usefixtures("qapp")
def test_it_tells_of_every_other_paragraph_once() -> None:
    told = []
    pointing = Pointing(lambda at: Target(1, at.x(), at.y(), int(at.x())), lambda _: None)
    pointing.paragraph_changed.connect(lambda before, after: told.append((before, after)))
    for at in (QPointF(2, 0), QPointF(2, 9), QPointF(3, 0), None):
        pointing.move(at)
    assert told == [(None, 2), (2, 3), (3, None)]


@pytest.mark.usefixtures("qapp")
def test_pages_may_move_under_a_resting_pointer() -> None:
    under = [FIRST]
    pointing = Pointing(lambda at: Target(1, at.x(), at.y(), under[0]), lambda _: None)
    pointing.move(QPointF())
    under[0] = SECOND
    pointing.look_again()
    assert pointing.ordinal == SECOND


@pytest.mark.parametrize(("x", "expected"), [(90, "children: Ana"), (300, ""), (510, "children: Ana")])
def test_bars_and_names_are_explained(
    view: PageView, tag: Callable[..., None], x: float, expected: str
) -> None:
    tag(FIRST, "children")
    assert view.shown is not None
    assert explanation(view.shown, Target(1, x, 105, FIRST)) == expected
