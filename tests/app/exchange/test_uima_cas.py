"""Texts for language processing hold paragraphs and annotations where UIMA looks for them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cassis import Cas, load_cas_from_json

from app.errors import Cancelled, UserError
from app.exchange.contents import Selection
from app.exchange.uima_cas import DOCUMENT, PARAGRAPH, THEME, export_cas
from app.model import Box, Document, Kind, MemoTarget
from app.project import annotations, codebook, coders, memos, passages
from app.project.database import Project
from tests.app.projects import LINES, add_document, document_text, tag

AWKWARD = (
    (Kind.TITLE, None, "😀😀 نص عربي"),
    (Kind.PARAGRAPH, None, "a𝒜b “q”\u2028"),
    (Kind.FOOTER, None, "p. 1"),
)


def read(path: Path) -> Cas:
    return load_cas_from_json(path.read_text("utf-8"))


def structures(path: Path, type_: str) -> list[dict[str, Any]]:
    """The structures of a type as the file has them, by no reader's lights."""
    return [fs for fs in json.loads(path.read_text("utf-8"))["%FEATURE_STRUCTURES"] if fs["%TYPE"] == type_]


def test_it_is_read_back_with_all_that_was_annotated(annotated: Project, tmp_path: Path) -> None:
    path = tmp_path / "draft.json"
    written = export_cas(annotated, path)
    assert (written.files, written.annotations, written.notices) == ((path,), 4, ())
    cas = read(path)
    assert cas.sofa_string == "\n".join(text for _, _, text in LINES[1:-1])
    paragraphs = [(p.ordinal, p.kind, p.number, p.get_covered_text()) for p in cas.select(PARAGRAPH)]
    assert paragraphs == [
        (place, str(kind), number, text)
        for place, (kind, number, text) in enumerate(LINES, start=1)
        if 1 < place < len(LINES)
    ]
    told = {(a.get_covered_text(), a.theme, a.coder, a.memo) for a in cas.select(THEME)}
    memo = "Ask about\n“parties”."
    assert told == {
        (LINES[2][2], "children", "Ana", memo),
        (LINES[2][2], "sanctions", "Ana", memo),
        (LINES[2][2], "children", "Ben", None),
        (LINES[4][2], "sanctions", "Ana", None),
    }
    (whole,) = cas.select(DOCUMENT)
    assert (whole.title, whole.fileName, whole.pages) == ("draft", "draft.pdf", 1)
    assert whole.get_covered_text() == cas.sofa_string
    assert cas.typecheck() == []


def test_positions_are_in_utf_16(project: Project, tmp_path: Path) -> None:
    tag(project, add_document(project, "odd", document_text(AWKWARD)), 2, "children", "Ana")
    path = tmp_path / "odd.json"
    export_cas(project, path)
    (annotation,) = structures(path, THEME)
    (sofa,) = structures(path, "uima.cas.Sofa")
    units = sofa["sofaString"].encode("utf-16-le")
    assert units[2 * annotation["begin"] : 2 * annotation["end"]].decode("utf-16-le") == AWKWARD[1][2]
    assert annotation["begin"] == len(AWKWARD[0][2]) + 3  # two beyond the basic plane, and the line break
    assert [a.get_covered_text() for a in read(path).select(THEME)] == [AWKWARD[1][2]]


def test_what_has_no_place_in_a_text_is_named(project: Project, document: Document, tmp_path: Path) -> None:
    region = passages.of_region(document.id, document.sha256, Box(1, 72, 90, 300, 200))
    with project.edit() as edit:
        ana = coders.ensure(edit, "Ana").id
        annotations.tag(edit, region, codebook.find(project, "children").id, ana)
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ana, "Long.")
        codebook.add(edit, "water", definition="wet")
    written = export_cas(project, tmp_path / "a.json")
    assert written.annotations == 0
    assert [notice.split(",")[0] for notice in written.notices] == [
        "Annotations of regions",
        "Memos on documents or on passages without a theme are left out: 1.",
        "Themes are in the files by name alone; export the codebook for what they mean and stand under.",
    ]


def test_several_documents_go_into_a_folder(annotated: Project, tmp_path: Path) -> None:
    add_document(annotated, "draft:2")
    told: list[tuple[str, int, int]] = []
    export_cas(
        annotated, tmp_path / "out", progress=lambda d, done, total: told.append((d.title, done, total))
    )
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["draft.json", "draft_2.json"]
    assert told == [("draft", 1, 2), ("draft:2", 2, 2)]


def test_a_selection_leaves_the_rest_out(annotated: Project, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    export_cas(annotated, path, Selection.named(annotated, ["children"], ["Ben"]))
    assert [a.coder for a in read(path).select(THEME)] == ["Ben"]


def test_a_document_without_text_is_written_too(project: Project, tmp_path: Path) -> None:
    add_document(project, "scan", document_text(()))
    export_cas(project, tmp_path / "a.json")
    assert read(tmp_path / "a.json").sofa_string == ""


def test_nothing_to_write_is_said(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no document"):
        export_cas(project, tmp_path / "a.json")


def test_it_can_be_stopped(annotated: Project, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        export_cas(annotated, tmp_path / "a.json", cancelled=lambda: True)
    assert list(tmp_path.glob("*.json")) == []
