"""The example project written as a .qdpx and read into another project: equal but for what is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from app.exchange import merge
from app.exchange.export import Format, export
from app.exchange.refi import bringing
from app.model import Box, Kind, MemoTarget, PassageKind
from app.project import annotations, codebook, coders, documents, memos, passages
from app.project.annotations import FlatAnnotation
from app.project.database import Project
from app.project.state import ProjectState
from tests.app.cli.running import diptych
from tests.app.exchange.refi.making import given, take_in
from tests.app.exchange.refi.test_writing import with_region
from tests.app.projects import add_document, document_text, new_project, tag


@pytest.fixture(scope="module")
def example() -> Iterator[Project]:
    with Project.open(resources.example_project(), read_only=True) as project:
        yield project


@pytest.fixture(scope="module")
def read_back(example: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    folder = tmp_path_factory.mktemp("read-back")
    export(example, Format.QDPX, folder / "example.qdpx")
    new_project(folder, "other").close()
    assert diptych("import", folder / "other.db", folder / "example.qdpx").status == 0
    with Project.open(folder / "other.db", read_only=True) as project:
        yield project


def said(annotation: FlatAnnotation) -> tuple[object, ...]:
    """All but the moment's fractions of a second."""
    a = annotation
    return (
        *(a.annotation_id, a.passage_id, a.document, a.document_sha256, a.page, a.last_page, a.paragraph),
        *(a.quote, a.prefix, a.suffix, a.packed_boxes, a.theme, a.coder, a.memo, a.created[:19]),
    )


def test_annotations(example: Project, read_back: Project) -> None:
    assert sorted(map(said, given(read_back))) == sorted(map(said, given(example)))


def test_documents(example: Project, read_back: Project) -> None:
    ours, theirs = (
        sorted((d.id, d.title, d.file_name, d.page_count) for d in documents.all(project))
        for project in (example, read_back)
    )
    assert theirs == ours


def test_paragraphs(example: Project, read_back: Project) -> None:
    for document in documents.all(example):
        assert documents.paragraphs(read_back, document.id) == documents.paragraphs(example, document.id)


def test_themes(example: Project, read_back: Project) -> None:
    ours, theirs = (
        [(t.id, t.name, t.colour, t.definition, t.parent_id) for t in codebook.all(project)]
        for project in (example, read_back)
    )
    assert theirs == ours


def test_coders_and_memos(example: Project, read_back: Project) -> None:
    assert coders.all(read_back) == coders.all(example)
    ours, theirs = (
        {(m.id, m.target, m.target_id, m.coder_id, m.text) for m in memos.all(project)}
        for project in (example, read_back)
    )
    assert theirs == ours


def test_read_back_into_itself_nothing_changes(example: Project, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_bytes(example.path.read_bytes())
    with Project.open(path) as project:
        export(project, Format.QDPX, tmp_path / "mine.qdpx")
        take_in(project, tmp_path / "mine.qdpx")
        assert project.edits == 0


def test_what_the_example_has_not(tmp_path: Path) -> None:
    """Regions, running heads, nested themes, a theme renamed, the same words twice, memos on all things."""
    words = [(Kind.HEADER, None, "Draft 7")] + [(Kind.PARAGRAPH, f"{n}.", "Decides anew;") for n in range(3)]
    with new_project(tmp_path, "mine") as mine, new_project(tmp_path, "other") as other:
        document = add_document(mine, text=document_text(words))
        with_region(mine, document, Box(1, 10.4, 20.5, 30.6, 40.5))
        with mine.edit() as edit:
            parent = codebook.find(mine, "children")
            codebook.add(
                edit, "Schools", parent_id=parent.id, colour="#123456", definition="Where\nthey learn"
            )
            codebook.change(edit, parent.id, name="The young")
            ana = coders.ensure(edit, "Ana").id
            memos.write(edit, MemoTarget.THEME, parent.id, ana, "Who is young?")
            memos.write(edit, MemoTarget.DOCUMENT, document.id, ana, "First draft")
        mine_tagged = [tag(mine, document, ordinal, "Schools", "Ana") for ordinal in (1, 3, 4)]
        export(mine, Format.QDPX, tmp_path / "mine.qdpx")
        take_in_as(other, tmp_path / "mine.qdpx", words)
        assert {p.id for p in passages.all(other) if p.kind is not PassageKind.REGION} == set(mine_tagged)
        (region,) = (p for p in passages.all(other) if p.kind is PassageKind.REGION)
        assert region.anchor.boxes == (Box(1, 10, 20, 31, 40),)
        tree = {theme.name: theme for theme in codebook.all(other)}
        assert tree["Schools"].parent_id == tree["The young"].id == parent.id
        assert (tree["Schools"].colour, tree["Schools"].definition) == ("#123456", "Where\nthey learn")
        assert {(m.target, m.text) for m in memos.all(other)} == {
            ("theme", "Who is young?"),
            ("document", "First draft"),
        }
        assert len(annotations.all(other)) == 4


def take_in_as(project: Project, path: Path, words: list[tuple[Kind, str | None, str]]) -> None:
    """Take a file in whose PDF reads so."""
    text = document_text(words)
    with bringing.opened(project, path, lambda _name, _content: text) as theirs, project.edit() as edit:
        plan = merge.plan(ProjectState(project), theirs, path.name)
        merge.apply(edit, plan, lambda _done, _all: None, lambda: False)
