"""What was written on a passage before is told in a quiet line, listed on a click, and can be restored."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.model import MemoTarget
from app.project.database import Edit
from app.project.superseded import Version
from tests.widgets.projects import document_named, theme_id
from widgets.panels.earlier_versions import EarlierPopup
from widgets.panels.passage_panel import PassagePanel
from widgets.selection import Selection
from widgets.session import Session

DAYS = [f"2026-11-0{day}T09:00:00.000000Z" for day in range(1, 4)]


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> PassagePanel:
    panel = PassagePanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    return panel


def select(session: Session, ordinal: int) -> str:
    """Put a paragraph at hand; its passage's id."""
    session.select(Selection(document_named(session, "A/1 draft").id, ordinal, ordinal))
    assert session.passage is not None
    return session.passage.id


def keep_memo(session: Session, passage: str, coder: str, *texts: str) -> None:
    """As if a coder's memo had said this before."""
    (memo,) = (
        memo
        for memo in session.catalogue.memos_on(MemoTarget.PASSAGE, passage)
        if session.catalogue.coder(memo.coder_id).name == coder
    )
    earlier = [
        Version.made("memos", memo.id, day, None, {"text": text})
        for day, text in zip(DAYS, texts, strict=False)
    ]
    session.run("bring in", lambda edit: edit.keep(earlier))


def opened(panel: PassagePanel, qtbot: QtBot) -> EarlierPopup:
    qtbot.mouseClick(panel.earlier, Qt.MouseButton.LeftButton)
    (popup,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, EarlierPopup) and w.isVisible())
    qtbot.addWidget(popup)
    return popup


def said(popup: EarlierPopup) -> list[str]:
    return [label.text() for label in popup.findChildren(QLabel)]


def restorers(popup: EarlierPopup) -> list[QPushButton]:
    return popup.findChildren(QPushButton)


def test_nothing_is_said_where_nothing_was_before(panel: PassagePanel, session: Session) -> None:
    select(session, 4)
    assert not panel.earlier.isVisible()


@pytest.mark.parametrize(
    ("texts", "line"), [(["One."], "1 earlier version"), (["One.", "Two."], "2 earlier versions")]
)
def test_the_line_counts_what_came_with_a_merge(
    panel: PassagePanel, session: Session, texts: list[str], line: str
) -> None:
    keep_memo(session, select(session, 4), "Ana", *texts)
    assert panel.earlier.isVisible()
    assert panel.earlier.text() == line


def test_the_list_tells_what_it_said_and_whose_it_was(
    panel: PassagePanel, session: Session, qtbot: QtBot
) -> None:
    passage = select(session, 4)
    keep_memo(session, passage, "Ben", "First thought.", "Second thought.")
    popup = opened(panel, qtbot)
    told = said(popup)
    assert [text for text in told if "thought" in text] == ["Second thought.", "First thought."]
    assert any(text.startswith("Memo of Ben, ") for text in told)
    assert restorers(popup) == [], "Ben’s memo is his"


def test_a_memo_of_ones_own_can_be_restored_and_undone(
    panel: PassagePanel, session: Session, qtbot: QtBot
) -> None:
    keep_memo(session, select(session, 4), "Ana", "First thought.")
    (button,) = restorers(opened(panel, qtbot))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.memo.toPlainText() == "First thought."
    assert [text for text in said(opened(panel, qtbot)) if text == "Compare the final text."]
    session.undo()
    assert panel.memo.toPlainText() == "Compare the final text."


def test_a_removed_memo_can_be_restored(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    passage = select(session, 4)
    session.memos.write(MemoTarget.PASSAGE, passage, "")
    popup = opened(panel, qtbot)
    assert any("removed" in text for text in said(popup))
    (button,) = restorers(popup)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert panel.memo.toPlainText() == "Compare the final text."


def test_a_theme_that_was_given_and_removed_is_told(
    panel: PassagePanel, session: Session, qtbot: QtBot
) -> None:
    passage = select(session, 4)
    (given,) = (
        one
        for one in session.catalogue.annotations_on(document_named(session, "A/1 draft").id, 4)
        if one.passage_id == passage and one.theme_id == theme_id(session, "procurement")
    )
    earlier = [
        Version.made("annotations", given.id, DAYS[0], None, {"created": DAYS[0]}),
        Version.made("annotations", given.id, DAYS[1], DAYS[1], {"created": DAYS[0]}),
    ]

    def bring_in(edit: Edit) -> None:
        edit.keep(earlier)

    session.run("bring in", bring_in)
    told = [text for text in said(opened(panel, qtbot)) if "Ana" in text]
    assert told == ["Ana’s “procurement” was removed", "Ana tagged it with “procurement”"]


def test_words_of_a_document_are_no_markup(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    keep_memo(session, select(session, 4), "Ana", "<b>bold</b>")
    labels = opened(panel, qtbot).findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert "<b>bold</b>" in [label.text() for label in labels]


def test_a_history_without_end_is_shown_in_part(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    passage = select(session, 4)
    (memo,) = (
        m for m in session.catalogue.memos_on(MemoTarget.PASSAGE, passage) if m.text.startswith("Comp")
    )
    stamps = [f"2026-11-01T09:00:00.{number:06}Z" for number in range(1000)]
    long = [Version.made("memos", memo.id, stamp, None, {"text": stamp * 200}) for stamp in stamps]
    session.run("bring in", lambda edit: edit.keep(long))
    assert panel.earlier.text() == "1000 earlier versions"
    told = said(opened(panel, qtbot))
    assert told[-1] == "And 950 more, which “diptych history” lists."
    assert max(map(len, told)) < 2100
