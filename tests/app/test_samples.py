"""The example project as shipped, and how it is built."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

import resources
from app import samples
from app.errors import UserError
from app.model import Kind, MemoTarget
from app.pdf.markup import read_markup
from app.pdf.typeset import true_paragraphs, typeset
from app.project import annotations as stored_annotations
from app.project import codebook, coders, completions, documents, files, memos
from app.project.annotations import FlatAnnotation
from app.project.database import Project

TITLES = [
    read_markup(path.read_text(encoding="utf-8")).masthead["title"] for path in resources.sample_texts()
]


@pytest.fixture(scope="module")
def example() -> Iterator[Project]:
    with Project.open(resources.example_project(), read_only=True) as project:
        yield project


def coding(project: Project) -> list[FlatAnnotation]:
    return list(stored_annotations.flat(project))


def said(annotation: FlatAnnotation) -> tuple[str, str, str]:
    return annotation.document, annotation.quote, annotation.theme


def readable(annotation: FlatAnnotation) -> tuple[object, ...]:
    """What it says, without what may differ from one version of PyMuPDF to the next: hashes, boxes."""
    a = annotation
    return a.document, a.page, a.paragraph_number, a.kind, a.quote, a.theme, a.coder, a.memo, a.created


def letters(texts: list[str]) -> list[str]:
    return ["".join(filter(str.isalnum, text)) for text in texts]


def drawn(content: bytes) -> list[bytes]:
    with pymupdf.open(stream=content) as pdf:
        return [page.read_contents() for page in pdf.pages()]


def test_the_three_sample_documents_in_their_order(example: Project) -> None:
    assert [document.title for document in documents.all(example)] == TITLES


@pytest.mark.parametrize("text", resources.sample_texts(), ids=lambda path: path.stem)
def test_a_document_is_what_its_text_is_typeset_as(example: Project, text: Path) -> None:
    document = documents.find(example, f"{text.stem}.pdf")
    kept = files.read(resources.example_project(), document.sha256)
    assert drawn(kept) == drawn(typeset(text.read_text(encoding="utf-8")))


@pytest.mark.parametrize("text", resources.sample_texts(), ids=lambda path: path.stem)
def test_its_numbered_paragraphs_are_the_true_ones(example: Project, text: Path) -> None:
    document = documents.find(example, f"{text.stem}.pdf")
    found = [
        p.text for p in documents.paragraphs(example, document.id) if p.kind is Kind.PARAGRAPH and p.number
    ]
    true = [p.text for p in true_paragraphs(text.read_text("utf-8")) if p.kind is Kind.PARAGRAPH and p.number]
    assert letters(found) == letters(true)


def test_the_coding_table_is_all_there_is(example: Project) -> None:
    steps = list(samples.coding_steps())
    kept = sorted((a.coder, a.theme, a.created[:19]) for a in coding(example))
    assert kept == sorted((s.coder, s.theme, s.at[:19]) for s in steps if s.paragraph and s.theme)
    assert sorted(memo.text for memo in memos.all(example)) == sorted(s.memo for s in steps if s.memo)


def test_about_forty_annotations_by_two_coders_who_do_not_quite_agree(example: Project) -> None:
    by_coder = {
        coder.name: {said(a) for a in coding(example) if a.coder == coder.name}
        for coder in coders.all(example)
    }
    assert sorted(by_coder) == ["Ana", "Ben"]
    assert 35 <= len(coding(example)) <= 50
    assert len(by_coder["Ana"] & by_coder["Ben"]) >= 8
    assert by_coder["Ana"] - by_coder["Ben"]
    assert by_coder["Ben"] - by_coder["Ana"]


def test_every_theme_is_defined_and_used_in_every_document(example: Project) -> None:
    themes = codebook.all(example)
    assert all(theme.definition for theme in themes)
    used = {(a.document, a.theme) for a in coding(example)}
    assert used == {(title, theme.name) for title in TITLES for theme in themes}


def test_memos_on_passages_a_theme_and_a_document(example: Project) -> None:
    assert {memo.target for memo in memos.all(example)} == set(MemoTarget)


def test_both_are_done_with_the_decisions_and_ana_with_the_report(example: Project) -> None:
    titles = {document.id: document.file_name for document in documents.all(example)}
    names = {coder.id: coder.name for coder in coders.all(example)}
    done = {(titles[document], names[coder]) for document, coder in completions.all(example)}
    decisions = {(f"{kind}-decision.pdf", who) for kind in ("draft", "adopted") for who in ("Ana", "Ben")}
    assert done == {*decisions, ("secretariat-report.pdf", "Ana")}


def test_building_it_anew_gives_the_same_project(example: Project, tmp_path: Path) -> None:
    samples.build(tmp_path / "annotations.db")
    with Project.open(tmp_path / "annotations.db", read_only=True) as built:
        assert [readable(a) for a in coding(built)] == [readable(a) for a in coding(example)]
        assert [(m.text, m.created) for m in memos.all(built)] == [
            (m.text, m.created) for m in memos.all(example)
        ]
    assert [path.name for path in tmp_path.iterdir()] == ["annotations.db"]


def test_a_paragraph_that_is_not_there_is_named(example: Project) -> None:
    document = documents.all(example)[0]
    with pytest.raises(UserError, match="99"):
        samples.find_paragraph(documents.paragraphs(example, document.id), "99")


def test_items_are_found_under_their_paragraph(example: Project) -> None:
    paragraphs = documents.paragraphs(example, documents.find(example, "draft-decision.pdf").id)
    assert samples.find_paragraph(paragraphs, "25 (c)").text.startswith(
        "(c) To make known to the Secretariat"
    )
