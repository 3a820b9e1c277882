from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from app.errors import DocumentRefused, UserError
from app.history import History
from app.model import Document, Kind
from app.project import annotations as stored_annotations
from app.project import documents, files
from app.project.database import Project
from tests.app.project.making import FOUR, RUNNING_HEAD, add_document, document_text, tag


def test_a_document_comes_back_as_it_was_added(project: Project, document: Document) -> None:
    text = document_text(*FOUR)
    assert documents.all(project) == [document]
    assert (document.title, document.file_name, document.page_count) == ("decision", "decision.pdf", 2)
    assert documents.paragraphs(project, document.id) == text.paragraphs
    assert documents.pages(project, document.id) == text.pages
    assert files.read(project.path, document.sha256) == b"decision"


def test_the_text_leaves_running_heads_out(project: Project, document: Document) -> None:
    assert RUNNING_HEAD in [
        p.text for p in documents.paragraphs(project, document.id) if p.kind == Kind.HEADER
    ]
    assert documents.text(project, document.id) == "\n".join(FOUR)
    assert len(documents.furniture(project, document.id)) == 2


def test_the_same_file_added_twice_is_noticed(project: Project, document: Document) -> None:
    assert documents.with_sha256(project, document.sha256) == document
    with pytest.raises(UserError, match="already"), project.edit() as edit:
        add_document(edit)


def test_two_documents_of_one_title_are_told_apart(project: Project, document: Document) -> None:
    with project.edit() as edit:
        added = [
            documents.add(edit, content=content, file_name="x.pdf", title="Decision", text=document_text("a"))
            for content in (b"1", b"2")
        ]
    assert [d.title for d in added] == ["Decision (2)", "Decision (3)"]
    assert documents.find(project, "decision") == document


@pytest.mark.parametrize(
    ("file_name", "title"),
    [("a\nb.pdf", "a b"), ("", "document"), ("\x07.pdf", ".pdf"), ("x" * 600 + ".pdf", "x" * 390)],
)
def test_a_title_is_made_from_any_file_name(project: Project, file_name: str, title: str) -> None:
    with project.edit() as edit:
        added = documents.add(edit, content=b"1", file_name=file_name, title=None, text=document_text("a"))
    assert added.title == title


def test_documents_are_listed_in_the_order_they_were_added(project: Project) -> None:
    with project.edit() as edit:
        for name in ("c", "a", "b"):
            add_document(edit, name)
    assert [document.title for document in documents.all(project)] == ["c", "a", "b"]


@pytest.mark.parametrize("typed", ["decision", "DECISION.PDF", "deci", "{id}", "{start}"])
def test_a_document_is_found_by_what_people_type(project: Project, document: Document, typed: str) -> None:
    assert documents.find(project, typed.format(id=document.id, start=document.id[:10])) == document


def test_a_document_not_found_is_answered_with_those_there_are(project: Project, document: Document) -> None:
    with pytest.raises(UserError, match=f"“{document.title}”"):
        documents.find(project, "report")


def test_a_whole_title_goes_before_the_start_of_another(project: Project) -> None:
    with project.edit() as edit:
        add_document(edit, "report annex")
        short = add_document(edit, "report")
    assert documents.find(project, "report") == short


def test_a_document_is_renamed_but_not_to_anothers_title(project: Project, document: Document) -> None:
    with project.edit() as edit:
        other = add_document(edit, "report")
        documents.rename(edit, other.id, "  The   report ")
        with pytest.raises(UserError, match="decision"):
            documents.rename(edit, other.id, "Decision")
    assert [d.title for d in documents.all(project)] == ["decision", "The report"]


def test_a_removed_document_takes_its_annotations_along_and_back(
    project: Project, document: Document
) -> None:
    history = History(project)
    with project.edit() as edit:
        tag(edit, document, 2)
    history.run("Remove", lambda edit: documents.remove(edit, document.id))
    assert documents.all(project) == []
    assert documents.with_sha256(project, document.sha256) is None
    assert stored_annotations.all(project) == []
    history.undo()
    assert documents.all(project) == [document]
    assert len(stored_annotations.all(project)) == 1


def test_a_removed_document_added_again_has_its_annotations(project: Project, document: Document) -> None:
    with project.edit() as edit:
        tag(edit, document, 2)
        documents.remove(edit, document.id)
        again = add_document(edit)
    assert again == document
    assert len(stored_annotations.all(project)) == 1
    assert len(documents.paragraphs(project, document.id)) == 6


def test_a_removed_document_cannot_be_renamed(project: Project, document: Document) -> None:
    with project.edit() as edit:
        documents.remove(edit, document.id)
        with pytest.raises(UserError, match="removed"):
            documents.rename(edit, document.id, "other")


def linked(project: Project, file: Path, content: bytes) -> Document:
    file.write_bytes(content)
    with project.edit() as edit:
        return documents.add(
            edit,
            content=content,
            file_name=file.name,
            title=None,
            text=document_text("a"),
            link=Path(file.name),
        )


def test_a_linked_file_is_read_from_where_it_lies(project: Project, tmp_path: Path) -> None:
    document = linked(project, tmp_path / "large.pdf", b"large")
    assert project.rows("SELECT content FROM files")[0]["content"] is None
    assert files.read(project.path, document.sha256) == b"large"


@pytest.mark.parametrize("content", [b"changed", None])
def test_a_linked_file_that_is_gone_or_changed_is_refused(
    project: Project, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "large.pdf"
    document = linked(project, file, b"large")
    file.write_bytes(content) if content else file.unlink()
    with pytest.raises(DocumentRefused, match=r"large\.pdf"):
        files.read(project.path, document.sha256)


def test_a_document_without_its_file_says_so(project: Project) -> None:
    with pytest.raises(DocumentRefused, match="text alone"):
        files.read(project.path, hashlib.sha256(b"never added").hexdigest())


def test_a_footnote_keeps_what_cites_it(project: Project) -> None:
    text = document_text("a", "b")
    cited = documents.DocumentText(text.pages, text.paragraphs, "by hand", citations=((4, 2),))
    with project.edit() as edit:
        documents.add(edit, content=b"1", file_name="x.pdf", title=None, text=cited)
    rows = project.rows("SELECT ordinal, cited_by FROM paragraphs WHERE cited_by IS NOT NULL")
    assert [tuple(row) for row in rows] == [(4, 2)]


def test_text_that_no_file_can_hold_is_kept_with_signs_in_its_place(project: Project) -> None:
    with project.edit() as edit:
        added = add_document(edit, "odd", "half \ud83d a pair", "a \x00 nothing")
    texts = [paragraph.text for paragraph in documents.paragraphs(project, added.id)]
    assert {"half \ufffd a pair", "a \ufffd nothing"} < set(texts)
