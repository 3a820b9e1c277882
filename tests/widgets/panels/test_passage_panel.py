"""The passage at hand is read, its themes seen and taken off, and its memo written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from app.model import Box, MemoTarget, Passage
from app.project import passages
from tests.widgets.projects import document_named, opened_session, theme_id
from widgets.panels.memo_editor import PAUSE
from widgets.panels.passage_panel import PassagePanel
from widgets.panels.theme_chip import AddChip, ThemeChip
from widgets.selection import Selection
from widgets.session import Questions, Session


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> PassagePanel:
    panel = PassagePanel(session)
    qtbot.addWidget(panel)
    panel.resize(300, 500)
    panel.show()
    return panel


def select(session: Session, first: int, last: int | None = None, title: str = "A/1 draft") -> None:
    session.select(Selection(document_named(session, title).id, first, last or first))


def chips(panel: PassagePanel) -> list[str]:
    return [chip.accessibleName() for chip in panel.findChildren(ThemeChip) if chip.isVisible()]


def memos(session: Session, ordinal: int) -> dict[str, str]:
    passage = session.catalogue.passage_for(document_named(session, "A/1 draft").id, ordinal, ordinal)
    written = session.catalogue.memos_on(MemoTarget.PASSAGE, passage.id)
    return {session.catalogue.coder(memo.coder_id).name: memo.text for memo in written}


def write(panel: PassagePanel, qtbot: QtBot, text: str) -> None:
    panel.focus_memo()
    panel.memo.clear()
    qtbot.keyClicks(panel.memo, text)


def test_it_says_where_and_what(panel: PassagePanel, session: Session) -> None:
    select(session, 4)
    assert panel.citation.text() == "A/1 draft, paragraph 3 · page 2"
    assert panel.text.toPlainText().startswith("3. Recalls its earlier decisions")


def test_several_paragraphs_are_cited_together(panel: PassagePanel, session: Session) -> None:
    select(session, 3, 5)
    assert panel.citation.text() == "A/1 draft, paragraphs 2–4 · pages 1–2"


def test_without_a_selection_it_says_what_to_do(panel: PassagePanel, session: Session) -> None:
    said = " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    assert "Click a paragraph" in said
    assert "1–4" in said


def test_chips_name_theme_and_coder(panel: PassagePanel, session: Session) -> None:
    select(session, 4)
    assert chips(panel) == ["financing, by Ben", "procurement, by Ana"]


def test_chips_follow_tagging(panel: PassagePanel, session: Session) -> None:
    select(session, 6)
    session.annotations.toggle(theme_id(session, "children"))
    assert chips(panel) == ["children, by Ana"]
    session.undo()
    assert chips(panel) == []


def test_only_ones_own_theme_can_be_taken_off(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    select(session, 4)
    removers = [button for button in panel.findChildren(QToolButton) if not isinstance(button, AddChip)]
    assert [button.accessibleName() for button in removers] == ["Remove procurement"]
    qtbot.mouseClick(removers[0], Qt.MouseButton.LeftButton)
    assert chips(panel) == ["financing, by Ben"]


def test_tab_goes_from_text_over_chips_to_the_memo(
    panel: PassagePanel, session: Session, qtbot: QtBot
) -> None:
    select(session, 4)
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.text.setFocus()
    visited = []
    for _ in range(3):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        visited.append(panel.focusWidget().accessibleName())
    assert visited == ["Remove procurement", "Pick a theme", "Memo on this passage"]


def test_another_theme_can_be_asked_for(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    select(session, 4)
    with qtbot.waitSignal(panel.pick_theme_requested):
        qtbot.mouseClick(panel.findChildren(AddChip)[-1], Qt.MouseButton.LeftButton)


def test_ones_own_memo_is_edited_and_others_are_shown(panel: PassagePanel, session: Session) -> None:
    select(session, 4)
    shown = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert panel.memo.toPlainText() == "Compare the final text."
    assert "Ben" in shown
    assert "I read this as financing." in shown


def test_a_pause_keeps_the_memo_in_one_step(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    select(session, 4)
    write(panel, qtbot, "Look again")
    with qtbot.waitSignal(session.changed, timeout=10 * PAUSE):
        pass
    assert memos(session, 4)["Ana"] == "Look again"
    session.undo()
    assert memos(session, 4)["Ana"] == panel.memo.toPlainText() == "Compare the final text."


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Tab])
def test_leaving_keeps_the_memo(panel: PassagePanel, session: Session, qtbot: QtBot, key: Qt.Key) -> None:
    select(session, 4)
    write(panel, qtbot, "Look again")
    qtbot.keyClick(panel.memo, key)
    panel.text.setFocus()
    assert memos(session, 4)["Ana"] == "Look again"


def test_selecting_another_paragraph_keeps_the_memo_of_the_first(
    panel: PassagePanel, session: Session, qtbot: QtBot
) -> None:
    select(session, 6)
    write(panel, qtbot, "On the sixth")
    select(session, 7)
    assert memos(session, 6) == {"Ana": "On the sixth"}
    assert memos(session, 7) == {}
    assert panel.memo.toPlainText() == ""


def test_emptying_the_memo_removes_it(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    select(session, 4)
    write(panel, qtbot, "")
    panel.save_pending()
    assert memos(session, 4) == {"Ben": "I read this as financing."}


def test_a_tag_while_writing_leaves_the_writing_alone(
    panel: PassagePanel, session: Session, qtbot: QtBot
) -> None:
    select(session, 4)
    write(panel, qtbot, "Half a sent")
    session.annotations.toggle(theme_id(session, "children"))
    qtbot.keyClicks(panel.memo, "ence")
    assert panel.memo.toPlainText() == "Half a sentence"


def test_another_coder_sees_the_same_passage_as_theirs(panel: PassagePanel, session: Session) -> None:
    select(session, 4)
    session.set_coder("Ben")
    assert panel.memo.toPlainText() == "I read this as financing."


@pytest.mark.parametrize(("name", "stays"), [("Ana", True), (None, False)])
def test_who_writes_is_asked_before_the_first_word(
    panel: PassagePanel, session: Session, qtbot: QtBot, name: str | None, stays: bool
) -> None:
    session.set_coder("")
    session.questions = Questions(coder=lambda: name, password=lambda _name, _again: None)
    select(session, 4)
    with qtbot.waitActive(panel):
        panel.activateWindow()
    panel.focus_memo()
    qtbot.waitUntil(lambda: (session.coder_name == "Ana") is stays and panel.memo.hasFocus() is stays)


@pytest.fixture
def read_only_session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    with opened_session(tmp_path / "read.db", read_only=True) as session:
        yield session


def test_nothing_can_be_changed_when_read_only(read_only_session: Session, qtbot: QtBot) -> None:
    panel = PassagePanel(read_only_session)
    qtbot.addWidget(panel)
    panel.show()
    select(read_only_session, 4)
    assert panel.memo.isReadOnly()
    assert panel.findChildren(QToolButton) == []


def part(session: Session, words: str) -> Passage:
    """A stretch of the draft's text."""
    document = document_named(session, "A/1 draft")
    text = session.catalogue.full_text(document.id)
    start = text.text.index(words)
    found = text.stretch(document.id, document.sha256, start, start + len(words), [Box(2, 72, 72, 90, 84)])
    assert found is not None
    return found


def test_a_stretch_of_text_has_its_own_words_and_themes(panel: PassagePanel, session: Session) -> None:
    session.select(Selection.of(part(session, "to enhance transparency")))
    assert panel.text.toPlainText() == "to enhance transparency"
    assert "paragraph" in panel.citation.text()
    assert chips(panel) == []
    session.annotations.toggle(theme_id(session, "children"))
    assert len(chips(panel)) == 1


def test_a_region_has_a_page_and_a_memo(panel: PassagePanel, session: Session, qtbot: QtBot) -> None:
    document = document_named(session, "A/1 draft")
    region = passages.of_region(document.id, document.sha256, Box(2, 10, 10, 90, 90))
    session.select(Selection.of(region))
    assert panel.citation.text() == "A/1 draft, region on page 2"
    assert panel.text.toPlainText() == ""
    write(panel, qtbot, "A figure.")
    panel.save_pending()
    (memo,) = session.catalogue.memos_on(MemoTarget.PASSAGE, region.id)
    assert memo.text == "A figure."
