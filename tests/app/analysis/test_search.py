from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.analysis import search
from app.project import documents
from app.project.database import Project
from app.project.full_text import Phrase
from tests.app.project.making import RUNNING_HEAD, add_document

TEXTS = (
    "Calls upon United Nations system organizations to enhance transparency in their procurement",
    "Déplore the trafficking of children, conflict-related or not",
    "Supply chains and procurement: see S/RES/2388 (2017), paragraph 31",
    "安全理事会关于儿童的决议",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.db") as made:
        with made.edit() as edit:
            add_document(edit, "one", *TEXTS)
            add_document(edit, "two", "Procurement again, with *stars* and \x02marks\x03 and procurement")
        yield made


def found(project: Project, query: str, **options: str) -> list[str]:
    titles = {document.id: document.title for document in documents.all(project)}
    return [f"{titles[hit.document_id]} {hit.ordinal}" for hit in search.find(project, query, **options)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("procurement", ["one 2", "one 5", "two 3"]),
        ("PROCUREMENT transparency", ["one 2"]),
        ("deplore", ["one 3"]),
        ("procure", ["one 2", "one 5", "two 3"]),
        ("procure ", []),
        ('"supply chains"', ["one 5"]),
        ('"chains supply"', []),
        ("“supply chains” procurement", ["one 5"]),
        ("procurement -supply", ["one 2", "two 3"]),
        ("conflict-related", ["one 3"]),
        ("S/RES/2388", ["one 5"]),
        ("儿童", ["one 6"]),
        ("儿童 procurement", []),
        ("", []),
        ("-", []),
        ('"', []),
        ("-procurement", []),
        ("*stars* -", ["two 3"]),
    ],
)
def test_a_query_finds_paragraphs_in_the_order_of_the_text(
    project: Project, query: str, expected: list[str]
) -> None:
    assert found(project, query) == expected


def test_running_heads_are_not_found(project: Project) -> None:
    assert "2388" in RUNNING_HEAD
    assert found(project, "2388") == ["one 5"]


def test_a_search_can_be_in_one_document(project: Project) -> None:
    assert found(project, "procurement", document_id=documents.find(project, "two").id) == ["two 3"]


def test_a_removed_document_is_not_searched(project: Project) -> None:
    with project.edit() as edit:
        documents.remove(edit, documents.find(project, "one").id)
    assert found(project, "procurement") == ["two 3"]


def test_a_project_open_to_read_only_can_be_searched(project: Project) -> None:
    with Project.open(project.path, read_only=True) as reading:
        assert found(reading, "transparency") == ["one 2"]


def test_the_words_found_are_marked(project: Project) -> None:
    first, _, last = search.find(project, "procurement")
    assert [first.snippet[a:b] for a, b in first.marks] == ["procurement"]
    assert [last.snippet[a:b] for a, b in last.marks] == ["Procurement", "procurement"]
    (chinese,) = search.find(project, "儿童")
    assert [chinese.snippet[a:b] for a, b in chinese.marks] == ["儿童"]


def test_a_snippet_of_a_long_paragraph_opens_at_a_word_before_the_first_found(tmp_path: Path) -> None:
    text = "however " * 100 + "procurement " + "thereafter " * 100
    with Project.create(tmp_path / "long.db") as project:
        with project.edit() as edit:
            add_document(edit, "long", text)
        (hit,) = search.find(project, "procurement")
    assert hit.snippet.startswith("…however ")
    assert hit.snippet.endswith("…")
    assert [hit.snippet[a:b] for a, b in hit.marks] == ["procurement"]
    assert len(hit.snippet) <= search.LENGTH + 2


def test_a_query_is_words_phrases_and_words_to_leave_out() -> None:
    wanted, unwanted = search.parse('child "armed conflict" -draft well-known sanct')
    assert wanted == [
        Phrase("child"),
        Phrase("armed conflict"),
        Phrase("well-known"),
        Phrase("sanct", unfinished=True),
    ]
    assert unwanted == [Phrase("draft")]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text('ab"“”-*()^:{}+ANDORNEAR儿\x00\x02é ', max_size=12))
def test_anything_may_be_typed(project: Project, query: str) -> None:
    for hit in search.find(project, query):
        assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.marks)
