"""What is settled is in the consensus in one step, in somebody's name or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.widgets.agreement.conftest import fill
from tests.widgets.projects import committed, opened_session
from widgets.agreement.reckoning import Question, Reckoned, reckon
from widgets.session import NOBODY, Session

GIVEN = 7
"""Annotations of the two coders."""


@pytest.fixture
def session(qapp: object, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "project.db", fill) as session:
        yield session


@pytest.fixture
def found(session: Session) -> Reckoned:
    assert session.project is not None
    return reckon(session.project.path, Question())


def test_several_are_settled_in_one_step(session: Session, found: Reckoned) -> None:
    assert session.consensus.settle([each.difference for each in found.differences], given=True)
    assert committed(session) == GIVEN + 3
    session.undo()
    assert committed(session) == GIVEN


def test_nothing_is_settled_in_nobodys_name(session: Session, found: Reckoned) -> None:
    session.coder_name = ""
    session.questions = NOBODY
    assert not session.consensus.settle([found.differences[0].difference], given=True)
    assert committed(session) == GIVEN


def test_what_all_agree_on_is_taken_over_and_counted(
    session: Session, found: Reckoned, notices: list[str]
) -> None:
    session.consensus.adopt(found.agreement)
    assert committed(session) == GIVEN + 2
    assert notices == ["Annotations on which all agree are in the consensus: 2."]
