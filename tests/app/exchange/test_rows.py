"""Rows have the columns and the order that are promised."""

from __future__ import annotations

import pytest

from app.exchange.contents import EVERYTHING, Contents, Selection
from app.exchange.rows import Table, annotation_table, paragraph_table
from app.model import Document
from app.project import codebook, documents
from app.project.database import Project
from tests.app.projects import add_document, tag


def records(table: Table) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row.cells, strict=True)) for row in table.rows]


def annotations(project: Project, selection: Selection = EVERYTHING) -> list[dict[str, object]]:
    return records(annotation_table(Contents(project, selection)))


def data_set(project: Project, coder_names: tuple[str, ...] = ()) -> list[dict[str, object]]:
    return records(
        paragraph_table(
            Contents(project, Selection.named(project, coder_names=coder_names, all_paragraphs=True))
        )
    )


def test_a_row_says_where_what_and_whose(annotated: Project, document: Document) -> None:
    row = annotations(annotated)[0]
    expected = {
        "document": "draft",
        "document_sha256": document.sha256,
        "page": 1,
        "last_page": 1,
        "paragraph": 3,
        "paragraph_number": "1.",
        "kind": "paragraph",
        "quote": "Calls upon all parties to protect children;",
        "theme": "children",
        "coder": "Ana",
        "memo": "Ask about\n“parties”.",
    }
    assert {name: row[name] for name in expected} == expected
    assert next(iter(row)) == "annotation_id"
    assert list(row)[-2:] == ["created", "changed"]


def test_rows_come_by_place_then_theme_then_coder(annotated: Project) -> None:
    found = [(row["paragraph"], row["theme"], row["coder"]) for row in annotations(annotated)]
    assert found == [
        (3, "children", "Ana"),
        (3, "children", "Ben"),
        (3, "sanctions", "Ana"),
        (5, "sanctions", "Ana"),
    ]


def test_a_memo_stays_with_the_coder_who_wrote_it(annotated: Project) -> None:
    memos = {(row["paragraph"], row["coder"]): row["memo"] for row in annotations(annotated)}
    assert memos[3, "Ben"] is None


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ({"themes": ("children",)}, 2),
        ({"coder_names": ("Ana",)}, 3),
        ({"themes": ("children", "sanctions"), "coder_names": ("Ben",)}, 1),
        ({"titles": ("draft",)}, 4),
        ({"themes": ("financing",)}, 0),
    ],
)
def test_a_selection_takes_part(annotated: Project, names: dict[str, tuple[str, ...]], count: int) -> None:
    assert len(annotations(annotated, Selection.named(annotated, **names))) == count


def test_documents_come_in_the_order_they_were_added(project: Project) -> None:
    for name in ("zulu", "alpha"):
        tag(project, add_document(project, name), 3, "children", "Ana")
    assert [row["document"] for row in annotations(project)] == ["zulu", "alpha"]


def test_the_data_set_has_every_paragraph_but_running_heads(annotated: Project) -> None:
    assert [row["paragraph"] for row in data_set(annotated)] == [2, 3, 4, 5, 6]


def test_a_running_head_somebody_annotated_is_in_the_data_set(annotated: Project, document: Document) -> None:
    tag(annotated, document, 1, "children", "Ana")
    assert data_set(annotated)[0]["paragraph"] == 1


def test_the_data_set_tells_several_coders_apart(annotated: Project) -> None:
    row = next(row for row in data_set(annotated) if row["paragraph"] == 3)
    given = {name for name, cell in row.items() if cell == 1 and name.endswith(")")}
    assert given == {"children (Ana)", "children (Ben)", "sanctions (Ana)"}


def test_the_data_set_of_one_coder_names_themes_alone(annotated: Project) -> None:
    row = next(row for row in data_set(annotated, coder_names=("Ben",)) if row["paragraph"] == 3)
    assert [row[name] for name in ("children", "financing", "sanctions", "procurement")] == [1, 0, 0, 0]


def test_a_passage_counts_for_every_paragraph_it_touches(project: Project, document: Document) -> None:
    tag(project, document, 3, "children", "Ana", last=5)
    assert [row["children"] for row in data_set(project)] == [0, 1, 1, 1, 0]


def test_a_theme_called_like_a_column_gets_a_name_of_its_own(project: Project, document: Document) -> None:
    with project.edit() as edit:
        codebook.add(edit, "text")
    tag(project, document, 3, "text", "Ana")
    row = next(row for row in data_set(project) if row["paragraph"] == 3)
    assert (row["text"], row["text 2"]) == ("Calls upon all parties to protect children;", 1)


def test_a_removed_document_has_no_rows(annotated: Project, document: Document) -> None:
    with annotated.edit() as edit:
        documents.remove(edit, document.id)
    assert annotations(annotated) == []
