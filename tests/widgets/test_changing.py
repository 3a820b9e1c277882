"""A large change is written apart: reading goes on, nothing else is changed, and it is one undo."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.progress import Watch, watched
from app.project import annotations
from app.project.database import Edit, Project
from tests.widgets.projects import (
    add_document,
    committed,
    document_named,
    fill,
    opened_session,
    tag,
    theme_id,
)
from widgets.selection import Selection
from widgets.session import Session

WAIT = 20_000
MANY = 1000


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    def filled(edit: Edit) -> None:
        fill(edit)
        add_document(edit, "long", MANY)

    with opened_session(tmp_path / "study.db", filled) as session:
        yield session


class Large:
    """Cleo tags all of the long document, holding still in the middle until `go_on` is called."""

    def __init__(self, session: Session) -> None:
        self.under_way, self._gate = threading.Event(), threading.Event()
        self._document = document_named(session, "long")

    def __call__(self, watch: Watch) -> Callable[[Edit], None]:
        def command(edit: Edit) -> None:
            tag(edit, self._document, *((ordinal, "children", "Cleo") for ordinal in range(2, MANY)))
            self.under_way.set()
            assert self._gate.wait(WAIT / 1000)
            list(watched(range(2), watch))

        return command

    def go_on(self) -> None:
        self._gate.set()


@pytest.fixture
def large(session: Session) -> Large:
    return Large(session)


class Outcomes(list[Changes | None]):
    """What became of large changes."""


@pytest.fixture
def outcomes(qtbot: QtBot, session: Session, large: Large) -> Outcomes:
    """A large change begun and held in the middle."""
    heard = Outcomes()
    session.run_apart("tag all", large, heard.append)
    qtbot.waitUntil(large.under_way.is_set, timeout=WAIT)
    return heard


def finish(qtbot: QtBot, large: Large, outcomes: Outcomes) -> Changes | None:
    large.go_on()
    qtbot.waitUntil(lambda: len(outcomes) == 1, timeout=WAIT)
    return outcomes[0]


def test_reading_goes_on_as_if_nothing_happened(
    qtbot: QtBot, session: Session, large: Large, outcomes: Outcomes
) -> None:
    assert len(session.catalogue.annotations()) == 5
    assert session.project is not None
    assert len(annotations.all(session.project)) == 5
    assert session.catalogue.paragraphs(document_named(session, "A/1 draft").id)[3].text
    assert finish(qtbot, large, outcomes)


def test_all_of_it_is_seen_when_it_is_written_and_undone_at_once(
    qtbot: QtBot, session: Session, large: Large, outcomes: Outcomes
) -> None:
    children, heard = theme_id(session, "children"), list[Changes]()
    marks = session.catalogue.annotated_ordinals(document_named(session, "long").id)
    session.changed.connect(heard.append)
    assert finish(qtbot, large, outcomes) is heard[0]
    assert session.catalogue.theme_count(children) == MANY - 1
    assert len(marks) == MANY - 2
    for step, expected in ((session.undo, 1), (session.redo, MANY - 1), (session.undo, 1)):
        with qtbot.waitSignal(session.changed, timeout=WAIT):
            step()
        assert session.catalogue.theme_count(children) == expected
    assert committed(session) == 5


def test_nothing_else_is_changed_meanwhile(
    qtbot: QtBot, session: Session, large: Large, outcomes: Outcomes
) -> None:
    here = Selection(document_named(session, "A/2 final").id, 5, 5)
    for wish in (
        lambda: session.annotations.toggle_on(here, theme_id(session, "financing")),
        lambda: session.codebook.add("water"),
    ):
        with qtbot.waitSignal(session.noticed) as notice:
            wish()
        assert "large change" in notice.args[0]
    finish(qtbot, large, outcomes)
    session.annotations.toggle_on(here, theme_id(session, "financing"))
    assert session.undo_label == "tag with financing"


def test_cancelling_takes_all_of_it_back(
    qtbot: QtBot, session: Session, large: Large, outcomes: Outcomes
) -> None:
    session.cancel_writing()
    assert finish(qtbot, large, outcomes) is None
    assert (committed(session), session.undo_label) == (5, None)
    assert not session.is_writing


def test_closing_takes_all_of_it_back(session: Session, large: Large, outcomes: Outcomes) -> None:
    assert session.project is not None
    path = session.project.path
    threading.Timer(0.1, large.go_on).start()
    session.close()
    with Project.open(path) as project:
        assert len(annotations.all(project)) == 5
    assert not outcomes
