"""Web annotations of other programs are taken in as far as they go, and what is left out is counted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.errors import UserError
from app.exchange.incoming import command, compared
from app.exchange.merge import Plan, contents
from app.model import Document, PassageKind
from app.project import annotations, memos, passages
from app.project.database import Project
from app.project.state import ProjectState

SAMPLES = Path(__file__).parents[4] / "shared" / "web_annotation"
QUOTE = {"type": "TextQuoteSelector", "exact": "Calls upon all parties"}


def taken(project: Project, value: object) -> Plan:
    path = project.path.with_name("other.json")
    path.write_text(json.dumps(value), "utf-8")
    with compared(project, path) as planned, project.edit() as edit:
        command(planned, lambda done, total: None, lambda: False)(edit)
    return planned


def annotation(**fields: object) -> dict[str, object]:
    """An annotation on the project's document."""
    target = {"source": "https://example.org/files/draft.pdf", "selector": fields.pop("selector", QUOTE)}
    return {"type": "Annotation", "target": target, "creator": {"name": "Dora"}, **fields}


def tag(value: str) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def found(project: Project) -> list[tuple[str, str, str]]:
    return [(flat.quote, flat.theme, flat.coder) for flat in annotations.flat(project)]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cas.json", '{"%TYPES": {}}', "holds no web annotations"),
        ("empty.json", "{}", "holds no web annotations"),
        ("report.docx", "PK", "of no kind that can be brought in"),
        ("short.json", '{"target": ', "cut short"),
    ],
)
def test_what_is_something_else_is_refused(
    project: Project, tmp_path: Path, name: str, content: str, said: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(UserError, match=said), compared(project, tmp_path / name):
        pass


def test_an_empty_collection_is_no_mistake(project: Project) -> None:
    assert not taken(project, {"type": "AnnotationCollection", "total": 0})


def test_a_quoted_stretch_gets_its_theme(project: Project, document: Document) -> None:
    taken(project, annotation(body=tag("Children")))
    assert found(project) == [("Calls upon all parties", "children", "Dora")]
    (passage,) = passages.all(project)
    assert (passage.kind, passage.first, passage.last) == (PassageKind.TEXT, 3, 3)
    (box,) = passage.anchor.boxes
    assert box.x0 == 72
    assert 200 < box.x1 < 400


def test_a_quote_of_a_whole_paragraph_is_that_paragraph(project: Project, document: Document) -> None:
    whole = {"type": "TextQuoteSelector", "exact": "Calls upon  all parties to\nprotect children"}
    taken(project, annotation(body=tag("children"), selector=whole))
    (passage,) = passages.all(project)
    assert passage.kind is PassageKind.PARAGRAPH


def test_text_beside_a_tag_becomes_a_memo(project: Project, document: Document) -> None:
    note = {"type": "TextualBody", "value": "<p>j&#39;adore&nbsp;!</p>", "format": "text/html"}
    taken(project, annotation(body=[tag("children"), note]))
    assert [memo.text for memo in memos.all(project)] == ["j'adore\xa0!"]


@pytest.mark.parametrize(
    ("fields", "theme"),
    [
        ({"motivation": "tagging", "bodyValue": "water"}, "water"),
        ({"motivation": "classifying", "body": "http://example.org/vocab/clean%20water"}, "clean water"),
        ({"body": {"purpose": "tagging", "source": "http://example.org/city"}}, "city"),
        ({"motivation": "highlighting"}, "highlighting"),
        ({"body": {"type": "Choice", "items": [{"id": "http://x/1"}, tag("first")]}}, "first"),
    ],
)
def test_themes_are_told_in_many_ways(
    project: Project, document: Document, fields: dict[str, object], theme: str
) -> None:
    taken(project, annotation(**fields))
    assert [name for _, name, _ in found(project)] == [theme]


def test_a_rectangle_of_a_page_is_a_region(project: Project, document: Document) -> None:
    fragment = {"type": "FragmentSelector", "value": "page=1&viewrect=72,100,200,50"}
    taken(project, annotation(body=tag("children"), selector=fragment))
    (passage,) = passages.all(project)
    assert (passage.kind, passage.first) == (PassageKind.REGION, None)
    assert [(box.x0, box.y1) for box in passage.anchor.boxes] == [(72, 150)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"target": "http://example.org/other.pdf"}, "no document of the project"),
        ({"target": "http://example.org/draft.pdf"}, "on whole documents"),
        (
            {"selector": {"type": "TextQuoteSelector", "exact": "Nothing like this is to be read"}},
            "not found",
        ),
        ({"selector": {"type": "FragmentSelector", "value": "page=9&viewrect=0,0,1,1"}}, "not found"),
        ({"body": "http://example.org/note1"}, "kept elsewhere"),
    ],
)
def test_what_is_left_out_is_counted(
    project: Project, document: Document, changes: dict[str, object], said: str
) -> None:
    planned = taken(project, annotation(**{"body": tag("children"), **changes}))
    assert any(said in notice and notice.startswith("left out: 1 ") for notice in planned.notices)
    assert found(project) == []


def test_times_are_kept_and_a_future_one_is_not(project: Project, document: Document) -> None:
    taken(
        project, annotation(body=tag("children"), created="2015-01-28T13:00:00+01:00", modified="2999-01-01")
    )
    (made,) = annotations.all(project)
    assert (made.created, made.changed) == ("2015-01-28T12:00:00.000000Z",) * 2


def test_reading_it_twice_is_reading_it_once(project: Project, document: Document) -> None:
    collection = {"type": "AnnotationCollection", "first": {"items": [annotation(body=tag("water"))]}}
    taken(project, collection)
    before = contents(ProjectState(project).rows)
    with compared(project, project.path.with_name("other.json")) as planned:
        assert not planned
    assert contents(ProjectState(project).rows) == before


def says_something(path: Path) -> bool:
    try:
        return bool(json.loads(path.read_bytes()))
    except ValueError:
        return False


FILES = sorted(SAMPLES.glob("*.json"))
at_hand = pytest.mark.skipif(not FILES, reason="the samples of the standard are not at hand")


@at_hand
@pytest.mark.parametrize("path", [path for path in FILES if says_something(path)], ids=lambda path: path.stem)
def test_the_samples_of_the_standard_are_read(project: Project, document: Document, path: Path) -> None:
    """Their targets are none of the project's documents, so nothing comes of them."""
    with compared(project, path) as planned:
        assert not planned


@at_hand
@pytest.mark.parametrize(
    "path", [path for path in FILES if not says_something(path)], ids=lambda path: path.stem
)
def test_the_samples_that_say_nothing_are_refused(project: Project, path: Path) -> None:
    with pytest.raises(UserError, match=path.name), compared(project, path):
        pass
