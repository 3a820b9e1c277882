"""What is written, read by a reader of its own that knows the standard and nothing of this program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

import resources
from app.errors import UserError
from app.exchange.contents import EVERYTHING, Contents, Selection
from app.exchange.refi import writing
from app.model import Anchor, Box, Document, Kind, MemoTarget, Passage, PassageKind
from app.project import annotations, codebook, coders, documents, memos
from app.project.database import Project
from tests.app.exchange.refi.making import SHARED, with_shared
from tests.app.projects import add_document, document_text, new_project, tag

Q = "{urn:QDA-XML:project:1.0}"


@dataclass(frozen=True)
class Coded:
    """One coding as the independent reader finds it."""

    source: str
    words: str
    code: str
    user: str
    page: int | None = None
    corners: tuple[int, ...] = ()


class Reader:
    """Reads a .qdpx by the letter of the standard."""

    def __init__(self, content: bytes) -> None:
        self.zip = zipfile.ZipFile(io.BytesIO(content))
        self.root = etree.fromstring(self.zip.read("project.qde"))
        self.names = {
            element.get("guid"): element.get("name", "") for element in self.root.iter(f"{Q}Code", f"{Q}User")
        }

    def codings(self) -> Iterator[Coded]:
        for source in self.root.iter(f"{Q}PDFSource", f"{Q}TextSource"):
            holder = source.find(f"{Q}Representation") if source.tag == f"{Q}PDFSource" else source
            text = self._file(holder.get("plainTextPath")).decode("utf-8")
            for selection in holder.findall(f"{Q}PlainTextSelection"):
                start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
                yield from self._coded(selection, source.get("name"), text[start:end])
            for selection in source.findall(f"{Q}PDFSelection"):
                corners = tuple(
                    int(selection.get(name)) for name in ("firstX", "firstY", "secondX", "secondY")
                )
                words = selection.findtext(f"{Q}Representation/{Q}PlainTextContent", "")
                yield from self._coded(
                    selection, source.get("name"), words, int(selection.get("page")), corners
                )

    def _coded(
        self,
        selection: etree._Element,
        source: str,
        words: str,
        page: int | None = None,
        corners: tuple[int, ...] = (),
    ) -> Iterator[Coded]:
        for coding in selection.findall(f"{Q}Coding"):
            code = self.names[coding.find(f"{Q}CodeRef").get("targetGUID")]
            yield Coded(source, words, code, self.names[coding.get("creatingUser")], page, corners)

    def _file(self, path: str) -> bytes:
        assert path.startswith("internal://")
        return self.zip.read("sources/" + path.removeprefix("internal://"))


def written(project: Project, selection: Selection = EVERYTHING) -> bytes:
    stream = io.BytesIO()
    writing.write_project(Contents(project, selection), stream)
    return stream.getvalue()


def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SHARED / name))


@pytest.fixture(scope="module")
def example() -> Iterator[Project]:
    with Project.open(resources.example_project(), read_only=True) as project:
        yield project


def with_region(project: Project, document: Document, box: Box) -> None:
    anchor = Anchor((box,), "", "", "", 0, 0)
    region = Passage(
        "5" * 8 + "-5555-5555-5555-" + "5" * 12, document.id, PassageKind.REGION, anchor, None, None
    )
    with project.edit() as edit:
        annotations.tag(edit, region, codebook.find(project, "children").id, coders.ensure(edit, "Ana").id)


@with_shared
def test_the_example_is_valid_by_the_schema(example: Project) -> None:
    schema("Project.xsd").assertValid(Reader(written(example)).root)


@with_shared
def test_all_that_can_be_in_it_is_valid_by_the_schema(annotated: Project, document: Document) -> None:
    with_region(annotated, document, Box(1, 1, 2, 3, 4))
    tag(annotated, document, 1, "children", "Ana")
    with annotated.edit() as edit:
        coder = coders.ensure(edit, "Ana").id
        parent = codebook.find(annotated, "children")
        child = codebook.add(edit, "Schools", parent_id=parent.id, definition="Tricky \x0b & <text>\n\n")
        memos.write(edit, MemoTarget.THEME, child.id, coder, "On a theme")
        memos.write(edit, MemoTarget.DOCUMENT, document.id, coder, "On a document\nwith lines")
    reader = Reader(written(annotated))
    schema("Project.xsd").assertValid(reader.root)
    assert reader.root.find(f".//{Q}Code/{Q}Code").get("name") == "Schools"


@with_shared
def test_a_project_without_anything_is_valid_by_the_schema(project: Project) -> None:
    with project.edit() as edit:
        for theme in codebook.all(project):
            codebook.delete(edit, theme.id)
    schema("Project.xsd").assertValid(Reader(written(project)).root)


@with_shared
def test_the_codebook_is_valid_by_the_schema(example: Project) -> None:
    stream = io.BytesIO()
    writing.write_codebook(Contents(example), stream)
    schema("Codebook.xsd").assertValid(etree.fromstring(stream.getvalue()))


def test_a_codebook_without_themes_is_refused(project: Project) -> None:
    with project.edit() as edit:
        for theme in codebook.all(project):
            codebook.delete(edit, theme.id)
    with pytest.raises(UserError, match="no theme"):
        writing.write_codebook(Contents(project), io.BytesIO())


def test_every_coding_is_found_at_its_code_points(example: Project) -> None:
    found = sorted((c.source, c.words, c.code, c.user) for c in Reader(written(example)).codings())
    ours = sorted((a.document, a.quote, a.theme, a.coder) for a in annotations.flat(example))
    assert found == ours


def test_positions_are_code_points_and_not_bytes_or_code_units(project: Project) -> None:
    lines = [(Kind.PARAGRAPH, None, "𝔄 naïve “first”"), (Kind.PARAGRAPH, None, "語 second")]
    document = add_document(project, text=document_text(lines))
    tag(project, document, 2, "children", "Ana")
    assert [coded.words for coded in Reader(written(project)).codings()] == ["語 second"]


def test_a_region_is_counted_from_the_foot_of_its_page(project: Project, document: Document) -> None:
    with_region(project, document, Box(1, 100, 100, 200, 250))
    (coded,) = Reader(written(project)).codings()
    assert coded.page == 0
    assert coded.corners == (100, 792 - 250, 200, 792 - 100)


def test_a_running_head_is_a_frame_with_its_words(project: Project, document: Document) -> None:
    tag(project, document, 1, "children", "Ana")
    (coded,) = Reader(written(project)).codings()
    assert (coded.page, coded.words) == (0, "S/2024/1")
    assert coded.corners == (72, 792 - 92, 500, 792 - 80)


def test_the_files_of_documents_are_among_the_sources(annotated: Project, document: Document) -> None:
    packed = Reader(written(annotated)).zip
    assert packed.read(f"sources/{document.id}.pdf") == b"%PDF of draft"
    (text,) = (packed.read(name) for name in packed.namelist() if name.endswith(".txt"))
    assert text.decode() == documents.text(annotated, document.id)


def test_memos_are_notes_that_passages_refer_to(annotated: Project) -> None:
    root = Reader(written(annotated)).root
    (reference,) = root.iterfind(f".//{Q}PlainTextSelection/{Q}NoteRef")
    (note,) = root.iterfind(f"{Q}Notes/{Q}Note")
    assert note.get("guid") == reference.get("targetGUID")
    assert note.findtext(f"{Q}PlainTextContent") == "Ask about\n“parties”."


def test_the_same_project_gives_the_same_bytes(annotated: Project) -> None:
    content = written(annotated)
    assert content == written(annotated)
    assert {entry.date_time[0] for entry in Reader(content).zip.infolist()} == {1980}


def test_a_selection_takes_its_coders_and_memos_only(annotated: Project) -> None:
    root = Reader(written(annotated, Selection.named(annotated, coder_names=["Ben"]))).root
    assert [user.get("name") for user in root.iter(f"{Q}User")] == ["Ben"]
    assert root.find(f"{Q}Notes") is None
    assert len(list(root.iter(f"{Q}Coding"))) == 1


def test_a_document_without_its_file_goes_as_a_text(annotated: Project, tmp_path: Path) -> None:
    with annotated.edit() as edit:
        edit.execute("UPDATE files SET content = NULL")
    stream = io.BytesIO()
    _, notices = writing.write_project(Contents(annotated), stream)
    reader = Reader(stream.getvalue())
    assert reader.root.find(f".//{Q}PDFSource") is None
    assert len(list(reader.codings())) == 4
    assert any("goes without its PDF" in notice for notice in notices)


def test_a_ring_of_parents_ends_at_the_top(tmp_path: Path) -> None:
    with new_project(tmp_path, "ring") as project:
        one, two = codebook.all(project)[:2]
        with project.edit() as edit:  # as two coders may make it who merge
            edit.write("themes", {"id": one.id, "parent_id": two.id})
            edit.write("themes", {"id": two.id, "parent_id": one.id})
        root = Reader(written(project)).root
        assert len(list(root.iter(f"{Q}Code"))) == 4
