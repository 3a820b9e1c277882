"""A coder renamed stays the one who annotates, if it was they."""

from __future__ import annotations

import pytest

from tests.widgets.projects import theme_id
from widgets.selection import Selection
from widgets.session import Session


@pytest.mark.parametrize(("renamed", "annotating"), [("Ana", "Anna"), ("Ben", "Ana")])
def test_who_annotates_goes_on_under_the_new_name(
    session: Session, here: Selection, renamed: str, annotating: str
) -> None:
    for name in ("Ben", "Ana"):
        session.set_coder(name)
        session.annotations.toggle(theme_id(session, "children"))
    (coder,) = (each for each in session.catalogue.coders if each.name == renamed)
    session.coders.rename(coder, "Anna")
    assert session.catalogue.coder(coder.id).name == "Anna"
    assert session.coder_name == annotating


def test_a_name_that_is_taken_changes_nobody(session: Session, here: Selection) -> None:
    for name in ("Ben", "Ana"):
        session.set_coder(name)
        session.annotations.toggle(theme_id(session, "children"))
    assert session.coder is not None
    session.coders.rename(session.coder, "Ben")
    assert session.coder_name == "Ana"
