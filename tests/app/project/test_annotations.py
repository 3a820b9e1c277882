from __future__ import annotations

import pytest

from app.errors import UserError
from app.model import Document, MemoTarget
from app.project import annotations as stored_annotations
from app.project import codebook, coders, documents, memos
from app.project.database import Project
from tests.app.project.making import add_document, tag


def test_tagging_twice_is_tagging_once(project: Project, document: Document) -> None:
    with project.edit() as edit:
        first = tag(edit, document, 2)
    with project.edit() as edit:
        assert tag(edit, document, 2) == first
        assert not edit.changes
    assert len(stored_annotations.all(project)) == 1


def test_untagging_keeps_the_row_as_deleted(project: Project, document: Document) -> None:
    with project.edit() as edit:
        tag(edit, document, 2)
    (annotation,) = stored_annotations.all(project)
    with project.edit() as edit:
        stored_annotations.untag(edit, annotation.passage_id, annotation.theme_id, annotation.coder_id)
    assert stored_annotations.all(project) == []
    (row,) = project.rows("SELECT deleted, changed, created FROM annotations")
    assert row["created"] == annotation.created < row["deleted"] <= row["changed"]


def test_an_annotation_taken_off_and_given_again_is_the_same(project: Project, document: Document) -> None:
    with project.edit() as edit:
        first = tag(edit, document, 2)
        (annotation,) = stored_annotations.all(project)
        stored_annotations.untag(edit, annotation.passage_id, annotation.theme_id, annotation.coder_id)
        assert tag(edit, document, 2) == first
    assert [again.id for again in stored_annotations.all(project)] == [first]


def test_taking_off_what_was_not_given_does_nothing(project: Project) -> None:
    with project.edit() as edit:
        stored_annotations.untag(edit, "passage", "theme", "coder")
        assert not edit.changes


def test_a_deleted_theme_cannot_be_given(project: Project, document: Document) -> None:
    with project.edit() as edit:
        passage_id = tag(edit, document, 2)
        theme = codebook.find(project, "children")
        codebook.delete(edit, theme.id)
        passage = documents_passage(project, document)
        with pytest.raises(UserError, match="theme has been deleted"):
            stored_annotations.tag(edit, passage, theme.id, coders.find(project, "Ana").id)
    assert passage_id


def documents_passage(project: Project, document: Document) -> stored_annotations.Passage:
    text = documents.paragraphs(project, document.id)
    return stored_annotations.passages.of_paragraphs(text, document.id, document.sha256, 2, 2)


def test_the_flat_rows_say_everything_about_an_annotation(project: Project, document: Document) -> None:
    with project.edit() as edit:
        tag(edit, document, 2)
        (annotation,) = stored_annotations.all(project)
        memos.write(edit, MemoTarget.PASSAGE, annotation.passage_id, annotation.coder_id, "compare 2016")
    (flat,) = stored_annotations.flat(project)
    assert (flat.document, flat.document_sha256) == ("decision", document.sha256)
    assert (flat.page, flat.last_page, flat.paragraph, flat.kind) == (1, 1, 2, "paragraph")
    assert (flat.quote, flat.theme, flat.coder, flat.memo) == (
        "Calls upon States",
        "children",
        "Ana",
        "compare 2016",
    )
    assert flat.boxes == documents.paragraphs(project, document.id)[1].boxes
    (viewed,) = project.rows("SELECT * FROM annotations_flat")
    assert {name: getattr(flat, name) for name in dict(viewed)} == dict(viewed)


def test_the_flat_rows_follow_the_text_then_the_codebook_then_the_coders(
    project: Project, document: Document
) -> None:
    with project.edit() as edit:
        other = add_document(edit, "another")
        for where, ordinal, theme, coder in (
            (other, 2, "children", "Ana"),
            (document, 5, "children", "Ana"),
            (document, 2, "sanctions", "Ana"),
            (document, 2, "children", "Ben"),
            (document, 2, "children", "Ana"),
        ):
            tag(edit, where, ordinal, theme, coder)
    rows = [(f.document, f.paragraph, f.theme, f.coder) for f in stored_annotations.flat(project)]
    assert rows == [
        ("decision", 2, "children", "Ana"),
        ("decision", 2, "children", "Ben"),
        ("decision", 2, "sanctions", "Ana"),
        ("decision", 5, "children", "Ana"),
        ("another", 2, "children", "Ana"),
    ]
    assert [a.id for a in stored_annotations.all(project)] == [
        f.annotation_id for f in stored_annotations.flat(project)
    ]


def test_the_flat_rows_can_be_of_one_theme_coder_or_document(project: Project, document: Document) -> None:
    with project.edit() as edit:
        other = add_document(edit, "another")
        tag(edit, document, 2, "children", "Ana")
        tag(edit, document, 2, "sanctions", "Ben")
        tag(edit, other, 2, "sanctions", "Ana")
    theme, coder = codebook.find(project, "sanctions").id, coders.find(project, "Ben").id
    flat = stored_annotations.flat
    assert [f.document for f in flat(project, theme=theme)] == ["decision", "another"]
    assert [f.theme for f in flat(project, coder=coder)] == ["sanctions"]
    assert [f.coder for f in flat(project, document=other.id, theme=theme)] == ["Ana"]
