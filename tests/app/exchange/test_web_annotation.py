"""The exchange file of a team loses nothing, reads as W3C annotations, and believes nothing unchecked."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.errors import UserError
from app.exchange.contents import EVERYTHING, Selection
from app.exchange.export import Format, export
from app.exchange.incoming import command, compared
from app.exchange.merge import contents
from app.model import MemoTarget
from app.project import annotations, codebook, coders, documents, memos
from app.project.database import Project
from app.project.state import ProjectState
from tests.app.projects import new_project

Json = Any


@pytest.fixture
def worked_on(annotated: Project) -> Project:
    """With a deletion, a changed theme, and memos on a theme and a document."""
    document, ana = documents.all(annotated)[0], coders.find(annotated, "Ana")
    with annotated.edit() as edit:
        annotation = annotations.all(annotated)[-1]
        annotations.untag(edit, annotation.passage_id, annotation.theme_id, annotation.coder_id)
        codebook.change(edit, codebook.find(annotated, "children").id, definition="below 18", key="c")
        codebook.add(edit, "schools", parent_id=codebook.find(annotated, "children").id)
        memos.write(edit, MemoTarget.THEME, codebook.find(annotated, "sanctions").id, ana.id, "Broad.")
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ana.id, "A draft.")
    return annotated


def written(project: Project, selection: Selection = EVERYTHING) -> Json:
    stream = io.BytesIO()
    export(project, Format.WEB_ANNOTATION, stream, selection)
    return json.loads(stream.getvalue())


def read_into(project: Project, collection: Json, name: str = "ana.diptych.json") -> None:
    path = project.path.with_name(name)
    path.write_text(collection if isinstance(collection, str) else json.dumps(collection), "utf-8")
    with compared(project, path) as planned, project.edit() as edit:
        command(planned, lambda done, total: None, lambda: False)(edit)


def exchanged(project: Project) -> object:
    return contents(ProjectState(project).rows)


def test_an_empty_project_becomes_the_same(worked_on: Project, tmp_path: Path) -> None:
    with new_project(tmp_path, "other") as other:
        read_into(other, written(worked_on))
        read_into(worked_on, written(other))  # its untouched themes are younger, which is no loss
        assert exchanged(other) == exchanged(worked_on)
        document = documents.all(other)[0]
        assert documents.paragraphs(other, document.id) == documents.paragraphs(worked_on, document.id)
        assert documents.pages(other, document.id) == documents.pages(worked_on, document.id)


def test_reading_one_s_own_file_changes_nothing(worked_on: Project) -> None:
    before = exchanged(worked_on)
    read_into(worked_on, written(worked_on))
    assert exchanged(worked_on) == before


@pytest.mark.parametrize("files", [True, False])
def test_the_documents_go_along_if_wanted(worked_on: Project, tmp_path: Path, files: bool) -> None:
    stream = io.BytesIO()
    export(worked_on, Format.WEB_ANNOTATION, stream, Selection(files=files))
    with new_project(tmp_path, "other") as other:
        read_into(other, stream.getvalue().decode())
        file = ProjectState(other).file(documents.all(other)[0].sha256)
        assert file is not None
        assert file.content == (b"%PDF of draft" if files else None)


def test_any_reader_finds_theme_memo_and_place(worked_on: Project) -> None:
    collection = written(worked_on)
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert collection["total"] == len(collection["first"]["items"]) == 3
    item = next(item for item in collection["first"]["items"] if len(item["body"]) == 2)
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("tagging", "children"),
        ("commenting", "Ask about\n“parties”."),
    ]
    fragment, quote, position = item["target"]["selector"]
    assert fragment["value"] == "page=1&viewrect=72,120,428,12"
    assert quote["exact"] == "Calls upon all parties to protect children;"
    text = documents.text(worked_on, documents.all(worked_on)[0].id)
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert quote["prefix"] == text[max(0, position["start"] - 32) : position["start"]]


def test_a_selection_holds_all_it_refers_to(worked_on: Project, tmp_path: Path) -> None:
    chosen = Selection.named(worked_on, coder_names=["Ben"])
    collection = written(worked_on, chosen)
    assert [coder["name"] for coder in collection["diptych:coders"]] == ["Ben"]
    assert "Ana" not in json.dumps(collection)
    with new_project(tmp_path, "other") as other:
        read_into(other, collection)
        assert [flat.coder for flat in annotations.flat(other)] == ["Ben"]


def change(path: str, value: object) -> Callable[[Json], None]:
    """A change to one place of a collection."""
    *parents, last = [int(part) if part.isdigit() else part for part in path.split("/")]

    def apply(collection: Json) -> None:
        place = collection
        for part in parents:
            place = place[part]
        place[last] = value

    return apply


def twice(collection: Json) -> None:
    collection["diptych:themes"].append(collection["diptych:themes"][0])


def emptied(collection: Json) -> None:
    del collection["first"]["items"][0]["target"]


NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000000"
HOSTILE = {
    "an annotation of another id": change("first/items/0/id", NOBODY),
    "a theme that is not there": change("first/items/0/body/0/id", NOBODY),
    "a time that is none": change("first/items/0/modified", "2026-02-31T00:00:00.000000Z"),
    "a column of ours that is not text": change("diptych:themes/0/name", ["x"]),
    "a column we do not have": change("diptych:themes/0/evil", "x"),
    "a colour that is a style sheet": change("diptych:themes/0/colour", "#fff;}"),
    "a name without end": change("diptych:coders/0/name", "x" * 1000),
    "a place beyond the document": change("diptych:passages/0/last_paragraph", 99),
    "a box that is no number": change("diptych:passages/0/boxes", [[1, 0, 0, "x", 1]]),
    "a box without end": change("diptych:passages/0/boxes", [[1, 0, 0, 1e300, 1]]),
    "no box": change("diptych:passages/0/boxes", []),
    "a hash that is a path": change("diptych:documents/0/sha256", "../../etc/passwd"),
    "a page count that lies": change("diptych:documents/0/page_count", 10**9),
    "paragraphs out of order": change("diptych:documents/0/paragraphs/0/ordinal", 7),
    "a kind we do not know": change("diptych:documents/0/paragraphs/0/kind", "script"),
    "a file that is another": change("diptych:documents/0/content", "AAAA"),
    "a file that is no base64": change("diptych:documents/0/content", "%%%"),
    "an id that occurs twice": twice,
    "an annotation without a target": emptied,
    "items that are no list": change("first/items", {"a": 1}),
    "a later format": change("diptych:format", 2),
}


@pytest.mark.parametrize("harm", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_costs_nothing(
    worked_on: Project, tmp_path: Path, harm: Callable[[Json], None]
) -> None:
    collection = written(worked_on)
    harm(collection)
    with new_project(tmp_path, "other") as other:
        before = exchanged(other)
        with pytest.raises(UserError, match=r"ana\.diptych\.json"):
            read_into(other, collection)
        assert exchanged(other) == before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "1", '{"a": NaN}', "[" * 100_000, '{"a": 1' + "0" * 5000 + "}"]
)
def test_what_is_no_collection_is_refused(project: Project, text: str) -> None:
    with pytest.raises(UserError, match=r"ana\.diptych\.json"):
        read_into(project, text)
