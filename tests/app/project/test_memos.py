from __future__ import annotations

import pytest

from app.errors import UserError
from app.model import Document, MemoTarget
from app.project import coders, memos, versions
from app.project.database import Project


def test_each_coder_has_one_memo_on_a_thing(project: Project, document: Document) -> None:
    with project.edit() as edit:
        ana, ben = coders.ensure(edit, "Ana"), coders.ensure(edit, "Ben")
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ana.id, "first thought")
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ben.id, "mine")
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ana.id, "second\r\nthought  ")
    written = memos.of(project, MemoTarget.DOCUMENT, document.id)
    assert [(memo.coder_id, memo.text) for memo in written] == [(ana.id, "second\nthought"), (ben.id, "mine")]
    assert memos.all(project) == written
    assert written[0].created < written[0].changed


def test_a_memo_without_text_is_deleted(project: Project, document: Document) -> None:
    with project.edit() as edit:
        ana = coders.ensure(edit, "Ana")
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ana.id, "a thought")
        assert memos.write(edit, MemoTarget.DOCUMENT, document.id, ana.id, " \n ") is None
    assert memos.all(project) == []


def test_a_memo_is_on_something_that_exists(project: Project) -> None:
    with pytest.raises(KeyError), project.edit() as edit:
        memos.write(edit, MemoTarget.PASSAGE, "nowhere", coders.ensure(edit, "Ana").id, "a thought")


def test_a_memo_too_long_to_be_one_is_refused(project: Project, document: Document) -> None:
    with pytest.raises(UserError, match="100,000"), project.edit() as edit:
        memos.write(edit, MemoTarget.DOCUMENT, document.id, coders.ensure(edit, "Ana").id, "x" * 100_001)


def test_a_memo_put_back_leaves_what_it_said_in_its_history(project: Project, document: Document) -> None:
    with project.edit() as edit:
        ana = coders.ensure(edit, "Ana")
        memo = memos.write(edit, MemoTarget.DOCUMENT, document.id, ana.id, "Second.")
        assert memo is not None
        memos.put_back(edit, memo.id, "First.")
    assert [memo.text for memo in memos.all(project)] == ["First."]
    assert [version.said for version in versions.stored(project).values()] == [{"text": "Second."}]
