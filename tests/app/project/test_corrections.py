from __future__ import annotations

import pytest

from app.catalogue import Catalogue
from app.errors import UserError
from app.history import History
from app.model import Box, Document, Kind, Paragraph
from app.project import corrections, documents, passages
from app.project.database import Project
from app.text.document_text import DocumentText
from tests.app.project.making import document_text, tag

LONG = "Calls upon all States to protect children; (b) to end the financing of armed groups"


@pytest.fixture
def document(project: Project) -> Document:
    return add(project, document_text(LONG, "Urges that supply", "chains be watched", "Remains seized"))


def add(project: Project, text: DocumentText) -> Document:
    with project.edit() as edit:
        return documents.add(edit, content=b"1", file_name="decision.pdf", title=None, text=text)


def texts(project: Project, document: Document) -> list[str]:
    paragraphs = documents.paragraphs(project, document.id)
    assert [paragraph.ordinal for paragraph in paragraphs] == list(range(1, len(paragraphs) + 1))
    return [paragraph.text for paragraph in paragraphs if paragraph.kind is not Kind.HEADER]


def split(project: Project, document: Document, ordinal: int, at: str) -> None:
    with project.edit() as edit:
        paragraph = documents.paragraphs(project, document.id)[ordinal - 1]
        corrections.split(edit, document.id, ordinal, paragraph.text.index(at))


def join(project: Project, document: Document, ordinal: int, other: int | None = None) -> None:
    with project.edit() as edit:
        corrections.join(edit, document.id, ordinal, other)


def quotes_by_ordinal(project: Project, document: Document) -> dict[int, list[str]]:
    catalogue = Catalogue(project)
    return {
        ordinal: [catalogue.passage(annotation.passage_id).anchor.quote for annotation in found]
        for ordinal, found in sorted(catalogue.annotated_ordinals(document.id).items())
    }


def test_a_paragraph_is_split_where_the_reader_says(project: Project, document: Document) -> None:
    split(project, document, 2, "(b)")
    paragraphs = documents.paragraphs(project, document.id)
    assert [p.text for p in paragraphs[1:3]] == [
        "Calls upon all States to protect children;",
        "(b) to end the financing of armed groups",
    ]
    assert (paragraphs[2].kind, paragraphs[2].number) == (Kind.ITEM, "(b)")
    above, below = paragraphs[1].boxes[-1], paragraphs[2].boxes[0]
    assert above.x1 == below.x0
    assert (above.x0, below.x1) == (72.0, 540.25)


def test_a_paragraph_is_joined_with_the_next_of_the_text(project: Project, document: Document) -> None:
    assert documents.paragraphs(project, document.id)[3].kind is Kind.HEADER
    join(project, document, 3)
    paragraphs = documents.paragraphs(project, document.id)
    assert texts(project, document) == [LONG, "Urges that supply chains be watched", "Remains seized"]
    assert [box.page for box in paragraphs[2].boxes] == [1, 2]


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("conflict-", "related matters", "conflict-related matters"),
        ("in the Asia-", "Pacific", "in the Asia- Pacific"),
        ("co\u00ad", "operation", "cooperation"),
        ("安全理", "事会", "安全理事会"),
        ("one", "other", "one other"),
    ],
)
def test_words_cut_at_the_end_of_a_paragraph_are_joined_as_they_belong(
    project: Project, one: str, other: str, joined: str
) -> None:
    document = add(project, document_text(one, other, pages=1))
    join(project, document, 2)
    assert texts(project, document) == [joined]


def test_a_kind_is_what_the_reader_says(project: Project, document: Document) -> None:
    with project.edit() as edit:
        corrections.set_kind(edit, document.id, 3, Kind.HEADING)
        corrections.set_kind(edit, document.id, 3, Kind.CAPTION)
    assert documents.paragraphs(project, document.id)[2].kind is Kind.CAPTION
    assert len(project.rows("SELECT * FROM corrections")) == 1


def test_corrections_can_be_made_of_what_was_corrected(project: Project, document: Document) -> None:
    split(project, document, 2, "(b)")
    split(project, document, 2, "to protect")
    join(project, document, 3, 4)
    assert texts(project, document)[:2] == [
        "Calls upon all States",
        "to protect children; (b) to end the financing of armed groups",
    ]
    split(project, document, 3, "(b)")
    join(project, document, 2)
    assert texts(project, document)[:2] == [LONG[:42], LONG[43:]]


def test_what_was_joined_can_be_split_at_the_seam(project: Project, document: Document) -> None:
    join(project, document, 3)
    split(project, document, 3, "chains")
    assert texts(project, document) == [LONG, "Urges that supply", "chains be watched", "Remains seized"]
    assert len(project.rows("SELECT * FROM corrections")) == 1


def test_each_correction_is_one_undo(project: Project, document: Document) -> None:
    history = History(project)
    states = [documents.paragraphs(project, document.id)]
    commands = (
        lambda edit: corrections.split(edit, document.id, 2, LONG.index("(b)")),
        lambda edit: corrections.set_kind(edit, document.id, 3, Kind.PARAGRAPH),
        lambda edit: corrections.join(edit, document.id, 3),
    )
    for command in commands:
        history.run("Correct", command)
        states.append(documents.paragraphs(project, document.id))
    assert len(set(states)) == 4
    for state in reversed(states[:-1]):
        history.undo()
        assert documents.paragraphs(project, document.id) == state
    for state in states[1:]:
        history.redo()
        assert documents.paragraphs(project, document.id) == state


def test_annotations_move_with_their_text(project: Project, document: Document) -> None:
    with project.edit() as edit:
        for ordinal in (2, 3, 6):
            tag(edit, document, ordinal)
    split(project, document, 2, "(b)")
    assert quotes_by_ordinal(project, document) == {
        2: [LONG],
        3: [LONG],
        4: ["Urges that supply"],
        7: ["Remains seized"],
    }
    join(project, document, 4)
    assert quotes_by_ordinal(project, document) == {
        2: [LONG],
        3: [LONG],
        4: ["Urges that supply"],
        6: ["Remains seized"],
    }
    whole = documents.text(project, document.id)
    for passage in passages.all(project):
        assert whole[passage.anchor.start : passage.anchor.end].replace("\n", " ") == passage.anchor.quote


def test_undo_brings_annotations_back_to_where_they_were(project: Project, document: Document) -> None:
    with project.edit() as edit:
        for ordinal in (2, 6):
            tag(edit, document, ordinal)
    before = passages.all(project)
    history = History(project)
    history.run("Split", lambda edit: corrections.split(edit, document.id, 2, LONG.index("to protect")))
    assert passages.all(project) != before
    history.undo()
    assert passages.all(project) == before


def test_an_annotation_on_a_part_stays_on_the_whole_when_the_split_is_undone(
    project: Project, document: Document
) -> None:
    split(project, document, 2, "(b)")
    with project.edit() as edit:
        tag(edit, document, 3)
    join(project, document, 2, 3)
    assert quotes_by_ordinal(project, document) == {2: ["(b) to end the financing of armed groups"]}


def test_a_catalogue_follows_corrections(project: Project, document: Document) -> None:
    with project.edit() as edit:
        for ordinal in (2, 3, 6):
            tag(edit, document, ordinal)
    history, catalogue = History(project), Catalogue(project)
    live = catalogue.annotated_ordinals(document.id)
    catalogue.paragraphs(document.id)
    catalogue.countable(document.id)
    for step in (
        lambda edit: corrections.split(edit, document.id, 2, LONG.index("(b)")),
        lambda edit: corrections.set_kind(edit, document.id, 4, Kind.FOOTER),
        lambda edit: corrections.join(edit, document.id, 2, 3),
    ):
        catalogue.apply(history.run("Correct", step))
        _assert_fresh(project, document, catalogue)
    while history.undo_label:
        catalogue.apply(history.undo())
        _assert_fresh(project, document, catalogue)
    assert sorted(live) == [2, 3, 6]


def _assert_fresh(project: Project, document: Document, catalogue: Catalogue) -> None:
    fresh = Catalogue(project)
    assert list(catalogue.paragraphs(document.id)) == list(fresh.paragraphs(document.id))
    assert dict(catalogue.annotated_ordinals(document.id)) == dict(fresh.annotated_ordinals(document.id))
    assert catalogue.tagged_count(document.id) == fresh.tagged_count(document.id)
    assert catalogue.countable(document.id) == fresh.countable(document.id)
    for annotation in fresh.annotations():
        assert catalogue.passage(annotation.passage_id) == fresh.passage(annotation.passage_id)


def test_corrections_are_kept_when_the_text_is_found_anew(project: Project, document: Document) -> None:
    with project.edit() as edit:
        tag(edit, document, 6)
    split(project, document, 2, "(b)")
    join(project, document, 4)
    anew = document_text("A title just found", LONG.replace("children;", "children ;"), "Urges that supply")
    more = document_text("chains be watched", "Remains seized", pages=1).paragraphs[1:]
    moved = [Paragraph(p.ordinal + len(anew.paragraphs) - 1, p.kind, None, p.text, p.boxes) for p in more]
    with project.edit() as edit:
        corrections.find_anew(
            edit, document.id, DocumentText(anew.pages, (*anew.paragraphs, *moved), "another engine")
        )
    assert texts(project, document) == [
        "A title just found",
        "Calls upon all States to protect children ;",
        "(b) to end the financing of armed groups",
        "Urges that supply chains be watched",
        "Remains seized",
    ]
    assert documents.find(project, "decision").engine == "another engine"


def test_annotations_are_found_again_by_their_words_where_the_lines_are_elsewhere(
    project: Project, document: Document
) -> None:
    with project.edit() as edit:
        for ordinal in (2, 6):
            tag(edit, document, ordinal)
    anew = document_text("Remains  seized", LONG, pages=1)
    elsewhere = [
        Paragraph(p.ordinal, p.kind, None, p.text, (Box(1, 72.0, 400.0 + p.ordinal, 540.0, 410.0),))
        for p in anew.paragraphs
    ]
    with project.edit() as edit:
        corrections.find_anew(edit, document.id, DocumentText(anew.pages, tuple(elsewhere), "another engine"))
    assert quotes_by_ordinal(project, document) == {2: ["Remains seized"], 3: [LONG]}


def test_an_annotation_whose_words_are_gone_is_kept_without_a_place(
    project: Project, document: Document
) -> None:
    with project.edit() as edit:
        tag(edit, document, 6)
    with project.edit() as edit:
        corrections.find_anew(edit, document.id, document_text("Something else altogether", pages=1))
    (passage,) = passages.all(project)
    assert (passage.first, passage.last) == (None, None)
    assert passage.anchor.quote == "Remains seized"
    catalogue = Catalogue(project)
    assert len(catalogue.annotations_in(document.id)) == 1
    assert catalogue.tagged_count(document.id) == 0


def test_a_correction_whose_words_are_gone_does_nothing(project: Project, document: Document) -> None:
    split(project, document, 2, "(b)")
    with project.edit() as edit:
        corrections.find_anew(edit, document.id, document_text("Something else", "altogether"))
    assert texts(project, document) == ["Something else", "altogether"]


def test_the_one_of_several_same_sentences_is_split_that_was_meant(project: Project) -> None:
    document = add(
        project, document_text(*["Remains seized of the matter, and decides to act."] * 3, pages=1)
    )
    split(project, document, 3, "and decides")
    assert texts(project, document)[1:3] == ["Remains seized of the matter,", "and decides to act."]
    assert len(texts(project, document)) == 4


def test_each_of_several_same_sentences_can_be_split(project: Project) -> None:
    same = "Remains seized of the matter, and decides to act."
    document = add(project, document_text(same, same, pages=1))
    split(project, document, 2, "and decides")
    split(project, document, 4, "and decides")
    assert texts(project, document) == ["Remains seized of the matter,", "and decides to act."] * 2


def test_paragraphs_that_came_to_be_one_by_themselves_are_not_joined_elsewhere(project: Project) -> None:
    document = add(project, document_text("Urges supply", "chains now", pages=1))
    join(project, document, 2)
    anew = ("Urges supply chains now", "Urges supply", "chains now")
    with project.edit() as edit:
        corrections.find_anew(edit, document.id, document_text(*anew, pages=1))
    assert texts(project, document) == list(anew)


def test_lines_that_overlap_a_little_are_not_the_same_place(project: Project) -> None:
    text = document_text("First words. More words.", "Second words.", pages=1)
    lines = (Box(1, 72.0, 100.0, 540.0, 114.0), Box(1, 72.0, 113.0, 540.0, 127.0))
    close = [
        Paragraph(p.ordinal, p.kind, None, p.text, (line,))
        for p, line in zip(text.paragraphs[1:], lines, strict=True)
    ]
    paragraphs = (text.paragraphs[0], *close)
    document = add(project, DocumentText(text.pages, paragraphs, "by hand"))
    with project.edit() as edit:
        tag(edit, document, 3)
    split(project, document, 2, "More")
    assert quotes_by_ordinal(project, document) == {4: ["Second words."]}


def test_passages_on_later_pages_keep_their_words_when_letters_fall_away(project: Project) -> None:
    document = add(project, document_text("co\u00ad", "operation", "Remains", "seized"))
    with project.edit() as edit:
        for ordinal in (5, 6):
            tag(edit, document, ordinal)
    join(project, document, 2)
    whole = documents.text(project, document.id)
    found = [(p.first, whole[p.anchor.start : p.anchor.end]) for p in passages.all(project)]
    assert found == [(4, "Remains"), (5, "seized")]


def test_a_citation_not_found_any_more_is_forgotten(project: Project) -> None:
    text = document_text("cites a note", "a note", pages=1)
    document = add(project, DocumentText(text.pages, text.paragraphs, "by hand", citations=((3, 2),)))
    with project.edit() as edit:
        corrections.find_anew(edit, document.id, text)
    assert not project.rows("SELECT 1 FROM paragraphs WHERE cited_by IS NOT NULL")


def test_a_footnote_keeps_what_cites_it_when_ordinals_shift(project: Project) -> None:
    text = document_text("First here. Then there.", "cites a note", "a note", pages=1)
    document = add(project, DocumentText(text.pages, text.paragraphs, "by hand", citations=((4, 3),)))
    split(project, document, 2, "Then")
    rows = project.rows("SELECT ordinal, cited_by FROM paragraphs WHERE cited_by IS NOT NULL")
    assert [tuple(row) for row in rows] == [(5, 4)]


def test_the_full_text_follows(project: Project, document: Document) -> None:
    join(project, document, 3)
    found = project.rows("SELECT rowid FROM paragraphs_fts WHERE paragraphs_fts MATCH '\"supply chains\"'")
    assert len(found) == 1
    with project.edit() as edit:
        edit.execute("INSERT INTO paragraphs_fts (paragraphs_fts) VALUES ('integrity-check')")


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (lambda edit, id: corrections.split(edit, id, 2, 0), "inside its text"),
        (lambda edit, id: corrections.split(edit, id, 2, len(LONG)), "inside its text"),
        (lambda edit, id: corrections.split(edit, id, 99, 1), "no paragraph 99"),
        (lambda edit, id: corrections.join(edit, id, 6), "No paragraph follows"),
    ],
)
def test_what_cannot_be_corrected_so_is_refused(
    project: Project, document: Document, command: object, message: str
) -> None:
    assert callable(command)
    with pytest.raises(UserError, match=message), project.edit() as edit:
        command(edit, document.id)


@pytest.mark.parametrize(
    ("offset", "lines"),
    [(1, (1, 3)), (33, (1, 2)), (50, (2, 2)), (66, (2, 1)), (98, (3, 1))],
)
def test_a_split_is_between_lines_where_it_can_be(
    project: Project, offset: int, lines: tuple[int, int]
) -> None:
    boxes = tuple(Box(1, 70.0, 100.0 + 12 * line, 370.0, 110.0 + 12 * line) for line in range(3))
    text = document_text("x", pages=1)
    paragraph = Paragraph(1, Kind.PARAGRAPH, None, "abcdefghi " * 10, boxes)
    document = add(project, DocumentText(text.pages, (paragraph,), "by hand"))
    with project.edit() as edit:
        corrections.split(edit, document.id, 1, offset)
    first, second = documents.paragraphs(project, document.id)
    assert (len(first.boxes), len(second.boxes)) == lines


def test_a_line_from_right_to_left_is_cut_from_the_right(project: Project) -> None:
    text = document_text("يطلب من جميع الدول حماية الأطفال", pages=1)
    document = add(project, text)
    split(project, document, 2, "حماية")
    first, second = documents.paragraphs(project, document.id)[1:]
    assert first.boxes[0].x1 == 540.25
    assert second.boxes[0].x0 == 72.0
