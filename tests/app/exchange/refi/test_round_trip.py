"""The example project written as a .qdpx and read into another project: equal but for what is named."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import resources
from app.exchange.export import Format, export
from app.model import Box, Kind, MemoTarget, PassageKind
from app.project import annotations, codebook, coders, documents, memos, passages
from app.project.annotations import FlatAnnotation
from app.project.database import Project
from app.project.identity import normalised
from app.text.document_text import DocumentText
from tests.app.cli.running import diptych
from tests.app.exchange.refi.making import Work, given, take_in
from tests.app.exchange.refi.test_writing import with_region
from tests.app.projects import add_document, document_text, new_project, tag


@pytest.fixture(scope="module")
def example() -> Iterator[Project]:
    with Project.open(resources.example_project(), read_only=True) as project:
        yield project


class ExampleWork(Work):
    """Reads PDFs as they were read for the example project, whatever today's reading of them is."""

    def __init__(self, example: Project) -> None:
        super().__init__()
        self._example = example

    def read(self, _name: str, content: bytes) -> DocumentText:
        """The text of a PDF."""
        document = documents.with_sha256(self._example, hashlib.sha256(content).hexdigest())
        assert document is not None
        return DocumentText(
            documents.pages(self._example, document.id),
            documents.paragraphs(self._example, document.id),
            document.engine,
        )


@pytest.fixture(scope="module")
def written(example: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("written") / "example.qdpx"
    export(example, Format.QDPX, path)
    return path


@pytest.fixture(scope="module")
def read_back(example: Project, written: Path) -> Iterator[Project]:
    with new_project(written.parent, "other") as project:
        take_in(project, written, ExampleWork(example))
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


def test_by_a_worker_that_reads_the_pdfs_anew(example: Project, written: Path, tmp_path: Path) -> None:
    new_project(tmp_path, "anew").close()
    assert diptych("import", tmp_path / "anew.db", written).status == 0
    with Project.open(tmp_path / "anew.db", read_only=True) as anew:
        ours, theirs = (
            sorted((a.document, a.page, normalised(a.quote), a.theme, a.coder, a.memo or "") for a in found)
            for found in (given(example), given(anew))
        )
    assert theirs == ours


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
        take_in(other, tmp_path / "mine.qdpx", Work(document_text(words)))
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
