"""A memo is kept where it was written, under the coder's name."""

from __future__ import annotations

from app.model import MemoTarget
from widgets.selection import Selection
from widgets.session import Session


def texts(session: Session, passage_id: str) -> list[str]:
    return [memo.text for memo in session.catalogue.memos_on(MemoTarget.PASSAGE, passage_id)]


def test_a_memo_can_be_written_on_a_paragraph_without_a_tag(session: Session, here: Selection) -> None:
    passage = session.passage
    assert passage is not None
    session.memos.write(MemoTarget.PASSAGE, passage.id, "Compare with the report.")
    assert texts(session, passage.id) == ["Compare with the report."]


def test_a_memo_left_behind_is_kept_where_it_was_written(session: Session, here: Selection) -> None:
    passage = session.passage
    assert passage is not None
    session.select(Selection(here.document_id, here.first + 1, here.first + 1))
    session.memos.write(MemoTarget.PASSAGE, passage.id, "Late.", passage)
    assert texts(session, passage.id) == ["Late."]


def test_a_memo_without_text_is_removed(session: Session, here: Selection) -> None:
    passage = session.passage
    assert passage is not None
    for text in ("Compare with the report.", " "):
        session.memos.write(MemoTarget.PASSAGE, passage.id, text)
    assert texts(session, passage.id) == []
    assert session.undo_label == "remove a memo"
