"""Comparing coders in the window, and settling what they differ on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.analysis.coding import Unit
from app.model import MemoTarget
from app.project import annotations, coders, memos
from tests.widgets.projects import add_document, opened_session, tag
from widgets.agreement.view import AgreementView
from widgets.session import Session


@pytest.fixture
def view(qtbot: QtBot, session: Session) -> AgreementView:
    """The view with its first comparison shown."""
    view = AgreementView(session)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    with qtbot.waitSignal(view.reckoner.reckoned, timeout=20_000):
        view.reckon()
    return view


def consensus(session: Session) -> list[tuple[int, str]]:
    """What has been settled as given: ordinals and themes."""
    assert session.project is not None
    found = next((c for c in coders.all(session.project) if c.name == "consensus"), None)
    themes = {theme.id: theme.name for theme in session.catalogue.themes}
    return sorted(
        (session.catalogue.passage(a.passage_id).first or 0, themes[a.theme_id])
        for a in annotations.all(session.project)
        if found is not None and a.coder_id == found.id
    )


def test_the_first_open_difference_is_chosen_and_shown(qtbot: QtBot, session: Session) -> None:
    view = AgreementView(session)
    qtbot.addWidget(view)
    with qtbot.waitSignal(session.go_to, timeout=20_000) as went:
        view.reckon()
    assert went.args[1] == 4
    assert view.settling.progress.text() == "0 of 3 differences settled"


def test_giving_it_is_kept_with_who_settled_it(qtbot: QtBot, session: Session, view: AgreementView) -> None:
    qtbot.mouseClick(view.settling.give, Qt.MouseButton.LeftButton)
    assert consensus(session) == [(4, "financing")]
    assert session.project is not None
    notes = [memo.text for memo in memos.all(session.project) if memo.target is MemoTarget.PASSAGE]
    assert notes == ["financing: given, settled by Ana"]
    assert view.settling.progress.text() == "1 of 3 differences settled"


def test_leaving_it_out_gives_nothing_but_is_settled(
    qtbot: QtBot, session: Session, view: AgreementView
) -> None:
    qtbot.mouseClick(view.settling.leave, Qt.MouseButton.LeftButton)
    assert consensus(session) == []
    assert view.settling.model.settled_count == 1


def test_the_next_open_one_follows_and_both_can_be_kept(
    qtbot: QtBot, session: Session, view: AgreementView
) -> None:
    qtbot.mouseClick(view.settling.leave, Qt.MouseButton.LeftButton)
    assert view.settling.current is not None
    assert view.settling.current.paragraph.ordinal == 5
    qtbot.mouseClick(view.settling.keep_all, Qt.MouseButton.LeftButton)
    assert consensus(session) == [(5, "financing"), (5, "procurement")]
    assert view.settling.model.settled_count == 3


def test_one_undo_takes_a_verdict_back(qtbot: QtBot, session: Session, view: AgreementView) -> None:
    qtbot.mouseClick(view.settling.give, Qt.MouseButton.LeftButton)
    session.undo()
    assert consensus(session) == []


def test_what_is_agreed_is_taken_over(qtbot: QtBot, session: Session, view: AgreementView) -> None:
    qtbot.mouseClick(view.settling.adopt, Qt.MouseButton.LeftButton)
    assert consensus(session) == [(2, "children"), (3, "sanctions")]


def test_discussing_asks_for_a_memo(qtbot: QtBot, view: AgreementView) -> None:
    with qtbot.waitSignal(view.memo_requested):
        qtbot.mouseClick(view.settling.discuss, Qt.MouseButton.LeftButton)


def test_another_unit_is_reckoned(qtbot: QtBot, view: AgreementView) -> None:
    with qtbot.waitSignal(view.reckoner.reckoned, timeout=20_000) as heard:
        view.unit.setCurrentIndex(view.unit.findData(Unit.CODED))
    assert heard.args[0].agreement.units == 4
    assert "4 units" in view.sentence.text()


def test_of_several_questions_the_last_is_answered(qtbot: QtBot, view: AgreementView) -> None:
    answers: list[object] = []
    view.reckoner.reckoned.connect(answers.append)
    view.reckon()
    with qtbot.waitSignal(view.reckoner.reckoned, timeout=20_000):
        view.reckon()
    qtbot.wait(50)
    assert len(answers) == 1


def test_one_coder_alone_is_told_what_to_do(qtbot: QtBot, qapp: object, tmp_path: Path) -> None:
    def alone(edit: object) -> None:
        tag(edit, add_document(edit, "A/1 draft"), (2, "children", "Ana"))  # type: ignore[arg-type]

    with opened_session(tmp_path / "alone.db", alone) as session:
        view = AgreementView(session)
        qtbot.addWidget(view)
        with qtbot.waitSignal(view.reckoner.refused, timeout=20_000):
            view.reckon()
        assert "at least two coders" in view.refusal.text()
