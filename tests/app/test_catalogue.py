from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.catalogue import Catalogue
from app.history import History
from app.model import Document, MemoTarget
from app.project import annotations as stored_annotations
from app.project import codebook, coders, documents, memos, passages
from app.project.database import Edit, Project
from tests.app.project.commands import Step, copy_of_sample, play, steps
from tests.app.project.making import FOUR, add_document, tag

Run = Callable[[Callable[[Edit], object]], Catalogue]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.db") as made:
        yield made


@pytest.fixture
def document(project: Project) -> Document:
    with project.edit() as edit:
        return add_document(edit)


@pytest.fixture
def run(project: Project, document: Document) -> Run:
    """Does something in one edit, tells the catalogue, and returns it."""
    del document
    catalogue = Catalogue(project)

    def do(command: Callable[[Edit], object]) -> Catalogue:
        with project.edit() as edit:
            command(edit)
        catalogue.apply(edit.changes)
        return catalogue

    return do


def view(catalogue: Catalogue) -> dict[str, object]:
    """All a window can ask a catalogue."""
    by_id = sorted(catalogue.annotations(), key=lambda annotation: annotation.id)
    passage_ids = [annotation.passage_id for annotation in by_id]
    memo_targets = [(MemoTarget.PASSAGE, id) for id in passage_ids]
    memo_targets += [(MemoTarget.DOCUMENT, document.id) for document in catalogue.documents]
    memo_targets += [(MemoTarget.THEME, theme.id) for theme in catalogue.themes]
    return {
        "documents": catalogue.documents,
        "themes": [(theme, catalogue.theme_count(theme.id)) for theme in catalogue.themes],
        "coders": catalogue.coders,
        "annotations": by_id,
        "passages": [catalogue.passage(id) for id in passage_ids],
        "on": {d.id: dict(catalogue.annotated_ordinals(d.id)) for d in catalogue.documents},
        "in": {
            d.id: sorted(annotation.id for annotation in catalogue.annotations_in(d.id))
            for d in catalogue.documents
        },
        "counts": {
            d.id: (catalogue.tagged_count(d.id), catalogue.countable(d.id)) for d in catalogue.documents
        },
        "done": {d.id: catalogue.done_by(d.id) for d in catalogue.documents},
        "memos": [catalogue.memos_on(target, id) for target, id in memo_targets],
    }


@settings(max_examples=60, deadline=None)
@given(steps, st.lists(st.booleans(), max_size=8))
def test_a_catalogue_that_follows_is_one_freshly_loaded(commands: list[Step], back: list[bool]) -> None:
    with copy_of_sample() as project:
        history, catalogue = History(project), Catalogue(project)
        live = {document.id: catalogue.annotated_ordinals(document.id) for document in catalogue.documents}
        for command in commands:
            catalogue.apply(play(history, command))
        for undo in back:
            if undo and history.undo_label:
                catalogue.apply(history.undo())
            elif not undo and history.redo_label:
                catalogue.apply(history.redo())
        fresh = Catalogue(project)
        assert view(catalogue) == view(fresh)
        for id, ordinals in live.items():
            assert dict(ordinals) == dict(fresh.annotated_ordinals(id))


@settings(max_examples=30, deadline=None)
@given(steps)
def test_taking_over_a_fresh_catalogue_is_following(commands: list[Step]) -> None:
    with copy_of_sample() as project:
        history, catalogue = History(project), Catalogue(project)
        live = {document.id: catalogue.annotated_ordinals(document.id) for document in catalogue.documents}
        for command in commands:
            changes = play(history, command)
            catalogue.take_over(Catalogue(project), changes)
        fresh = Catalogue(project)
        assert view(catalogue) == view(fresh)
        for id, ordinals in live.items():
            assert dict(ordinals) == dict(fresh.annotated_ordinals(id))


def test_a_tag_appears_on_its_paragraph(run: Run, document: Document) -> None:
    catalogue = run(lambda edit: tag(edit, document, 2))
    (annotation,) = catalogue.annotations()
    assert catalogue.annotations_on(document.id, 2) == (annotation,)
    assert catalogue.annotations_on(document.id, 3) == ()
    assert catalogue.annotation(annotation.id) == annotation
    assert catalogue.passage(annotation.passage_id).anchor.quote == FOUR[0]


def test_annotations_on_a_paragraph_follow_the_codebook_then_the_coders(run: Run, document: Document) -> None:
    run(lambda edit: tag(edit, document, 2, "sanctions", "Ana"))
    run(lambda edit: tag(edit, document, 2, "children", "Ben"))
    catalogue = run(lambda edit: tag(edit, document, 2, "children", "Ana"))

    def order() -> list[tuple[str, str]]:
        found = catalogue.annotations_on(document.id, 2)
        return [(catalogue.theme(a.theme_id).name, catalogue.coder(a.coder_id).name) for a in found]

    assert order() == [("children", "Ana"), ("children", "Ben"), ("sanctions", "Ana")]
    first = catalogue.themes[0].id
    run(lambda edit: codebook.change(edit, first, ordinal=99))
    assert order() == [("sanctions", "Ana"), ("children", "Ana"), ("children", "Ben")]


def test_counts_follow_tags_and_leave_running_heads_out(run: Run, document: Document) -> None:
    catalogue = run(lambda edit: [tag(edit, document, ordinal) for ordinal in (1, 2, 3)])
    assert (catalogue.tagged_count(document.id), catalogue.countable(document.id)) == (2, 4)
    assert catalogue.theme_count(catalogue.themes[0].id) == 3


def test_a_passage_over_a_page_break_does_not_touch_the_running_head(run: Run, document: Document) -> None:
    def tag_all(edit: Edit) -> None:
        text = documents.paragraphs(edit.project, document.id)
        passage = passages.of_paragraphs(text, document.id, document.sha256, 2, 6)
        theme, coder = codebook.find(edit.project, "children"), coders.ensure(edit, "Ana")
        stored_annotations.tag(edit, passage, theme.id, coder.id)

    catalogue = run(tag_all)
    assert sorted(catalogue.annotated_ordinals(document.id)) == [2, 3, 5, 6]
    assert catalogue.tagged_count(document.id) == 4


def test_a_removed_document_hides_its_annotations(run: Run, document: Document) -> None:
    run(lambda edit: tag(edit, document, 2))
    catalogue = run(lambda edit: documents.remove(edit, document.id))
    assert catalogue.documents == []
    assert catalogue.annotations() == []
    assert catalogue.theme_count(catalogue.themes[0].id) == 0
    with pytest.raises(KeyError):
        catalogue.document(document.id)


def test_the_passage_of_a_selection_is_the_stored_one_once_tagged(run: Run, document: Document) -> None:
    catalogue = run(lambda edit: tag(edit, document, 3))
    built, stored = catalogue.passage_for(document.id, 2, 2), catalogue.passage_for(document.id, 3, 3)
    assert stored is catalogue.passage(catalogue.annotations()[0].passage_id)
    with pytest.raises(KeyError):
        catalogue.passage(built.id)
    assert catalogue.paragraphs(document.id) is catalogue.paragraphs(document.id)


def test_memos_are_found_by_coder(run: Run, document: Document) -> None:
    def write(name: str, text: str) -> Callable[[Edit], object]:
        return lambda edit: memos.write(
            edit, MemoTarget.DOCUMENT, document.id, coders.ensure(edit, name).id, text
        )

    run(write("Ana", "one"))
    catalogue = run(write("Ben", "two"))
    assert [memo.text for memo in catalogue.memos_on(MemoTarget.DOCUMENT, document.id)] == ["one", "two"]
    ana = catalogue.coders[0].id
    run(write("Ana", ""))
    assert catalogue.memo(MemoTarget.DOCUMENT, document.id, ana) is None


def test_passages_read_first_are_let_go_and_read_again(
    project: Project, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.catalogue.PASSAGES_KEPT", 1)
    document = documents.all(project)[0]
    catalogue = run(lambda edit: [tag(edit, document, ordinal) for ordinal in (1, 2)])
    ids = [annotation.passage_id for annotation in catalogue.annotations()]
    first = catalogue.passage(ids[0])
    assert catalogue.passage(ids[0]) is first
    catalogue.passage(ids[1])
    again = catalogue.passage(ids[0])
    assert again is not first
    assert again == first
