"""Other programs' projects, with the liberties they take."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from app.exchange.refi import reading
from app.exchange.refi.incoming import Incoming
from app.exchange.refi.losses import Loss
from app.model import Box, PassageKind
from app.project import codebook, documents, files, memos, passages
from app.project.database import Project
from tests.app.exchange.refi.making import (
    ANA,
    CODEBOOK,
    FILES,
    TEXT,
    coding,
    frame,
    given,
    guid,
    pdf_source,
    project_xml,
    span,
    take_in,
    write_qdpx,
)
from tests.app.projects import add_document

SECOND = (30, 73)
"""Where the second paragraph of the text is, “Calls upon …”."""


def read(path: Path) -> Incoming:
    with reading.opened(path) as (incoming, _):
        return incoming


def test_a_coding_comes_in_with_document_theme_coder_and_time(project: Project, tmp_path: Path) -> None:
    take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(span(*SECOND)))))
    (annotation,) = given(project)
    assert annotation.quote == "Calls upon all parties to protect children;"
    assert (annotation.document, annotation.theme, annotation.coder) == ("Draft", "Care", "Ana")
    assert annotation.created == "2024-05-06T07:08:09.000000Z"
    assert annotation.paragraph == 3
    assert codebook.find(project, "Care").colour == "#aabbcc"


def test_a_second_time_nothing_happens(project: Project, tmp_path: Path) -> None:
    path = write_qdpx(tmp_path, project_xml(pdf_source(span(*SECOND))))
    take_in(project, path)
    edits = project.edits
    take_in(project, path)
    assert project.edits == edits


def test_the_pdf_is_taken_for_the_one_that_is_here(project: Project, tmp_path: Path) -> None:
    here = add_document(project, "draft")
    take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(span(*SECOND)))))
    assert [document.id for document in documents.all(project)] == [here.id]
    assert given(project)[0].document == "draft"


def test_a_removed_document_comes_back(project: Project, tmp_path: Path) -> None:
    here = add_document(project, "draft")
    with project.edit() as edit:
        documents.remove(edit, here.id)
    take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(span(*SECOND)))))
    assert [annotation.document for annotation in given(project)] == ["draft"]


def test_a_part_of_a_paragraph_is_a_stretch_of_text(project: Project, tmp_path: Path) -> None:
    start = TEXT.index("all parties")
    take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(span(start, start + 11)))))
    (passage,) = passages.all(project)
    assert (passage.kind, passage.anchor.quote) == (PassageKind.TEXT, "all parties")
    assert (passage.first, passage.last) == (3, 3)
    (box,) = passage.anchor.boxes
    assert 72 < box.x0 < box.x1 < 500


@pytest.mark.parametrize("description", ["project.qde", "Project.qde", "Some Name.QDE"])
@pytest.mark.parametrize("folder", ["sources/", "Sources/", "SOURCES/"])
def test_names_in_any_case(project: Project, tmp_path: Path, description: str, folder: str) -> None:
    files = {name.replace("sources/", folder): content for name, content in FILES.items()}
    xml = project_xml(pdf_source(span(*SECOND)))
    take_in(project, write_qdpx(tmp_path, xml, files, description=description))
    assert len(given(project)) == 1


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:1.5", "http://example.org/qda"]
)
def test_any_namespace(project: Project, tmp_path: Path, namespace: str) -> None:
    xml = project_xml(pdf_source(span(*SECOND))).replace("urn:QDA-XML:project:1.0", namespace)
    xml = xml.replace("<CodeBook>", '<CodeBook xmlns="urn:QDA-XML:codebook:0:4">')
    take_in(project, write_qdpx(tmp_path, xml))
    assert len(given(project)) == 1


@pytest.mark.parametrize(
    ("content", "shift"),
    [
        (TEXT.encode(), 0),
        (codecs.BOM_UTF8 + TEXT.encode(), 0),
        (codecs.BOM_UTF8 + TEXT.encode(), 1),
        (TEXT.replace("\n", "\r\n").encode(), 0),
        (TEXT.replace("\n", "\r\n").encode(), 2),
        (TEXT.encode(), 2),
        (TEXT.encode("utf-16"), 0),
    ],
    ids=["plain", "mark not counted", "mark counted", "crlf as one", "crlf as two", "lf as two", "utf-16"],
)
def test_positions_whatever_they_count(project: Project, tmp_path: Path, content: bytes, shift: int) -> None:
    start = TEXT.index("Decides")
    spans = span(start + shift, start + 31 + shift)
    xml = project_xml(pdf_source(spans))
    take_in(project, write_qdpx(tmp_path, xml, {**FILES, "sources/draft.txt": content}))
    assert [annotation.quote for annotation in given(project)] == ["Decides to renew the sanctions;"]


def test_a_frame_counts_from_the_foot_of_the_page(project: Project, tmp_path: Path) -> None:
    take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(frames=frame((0, 100, 592, 200, 692))))))
    (passage,) = passages.all(project)
    assert passage.kind is PassageKind.REGION
    assert passage.anchor.boxes == (Box(1, 100, 100, 200, 200),)


def test_qualcoder_counts_from_the_top(project: Project, tmp_path: Path) -> None:
    xml = project_xml(pdf_source(frames=frame((0, 100, 592, 200, 692))), origin="QualCoder 3.5")
    take_in(project, write_qdpx(tmp_path, xml))
    assert passages.all(project)[0].anchor.boxes == (Box(1, 100, 592, 200, 692),)


@pytest.mark.parametrize(
    "frames",
    [
        frame((0, 72, 600, 500, 700)),
        frame((0, 72, 600, 500, 700), number=2, name="Calls upon").replace(
            "<Coding",
            "<Representation guid='x'><PlainTextContent>Calls</PlainTextContent></Representation><Coding",
            1,
        ),
    ],
    ids=["same guid", "same name and words"],
)
def test_a_passage_given_twice_comes_once(project: Project, tmp_path: Path, frames: str) -> None:
    spans = span(*SECOND, name="Calls upon")
    said = take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(spans, frames))))
    assert [annotation.quote for annotation in given(project)] == [
        "Calls upon all parties to protect children;"
    ]
    assert f"left out: 1 {Loss.DOUBLED}" in said


def test_codings_within_a_frames_own_text_count_for_the_frame(project: Project, tmp_path: Path) -> None:
    inner = (
        f'<Representation guid="{guid(7)}"><PlainTextContent>Decides to renew the sanctions;'
        f"</PlainTextContent>{span(0, 31, number=8)}</Representation>{coding()}"
    )
    xml = project_xml(pdf_source(frames=frame((0, 72, 600, 500, 700), inner)))
    take_in(project, write_qdpx(tmp_path, xml))
    assert [annotation.quote for annotation in given(project)] == ["Decides to renew the sanctions;"]


def test_frames_over_two_pages_are_one_passage(tmp_path: Path) -> None:
    words = (
        f'<Representation guid="{guid(7)}"><PlainTextContent>some words</PlainTextContent></Representation>'
    )
    frames = frame((0, 1, 1, 9, 9), words + coding(), 1, "some words") + frame(
        (1, 1, 1, 9, 9), words + coding(2), 2, "some words"
    )
    incoming = read(write_qdpx(tmp_path, project_xml(pdf_source(frames=frames))))
    (passage,) = incoming.passages.values()
    assert [found.page for found in passage.frames] == [0, 1]
    assert len(incoming.annotations) == 1


def test_notes_and_descriptions_become_memos(project: Project, tmp_path: Path) -> None:
    on_passage = f'<Description>Which parties?</Description>{coding()}<NoteRef targetGUID="{guid(70)}"/>'
    note = (
        f'<Note guid="{guid(70)}" name="Doubt" creatingUser="{ANA}" creationDateTime="2024-01-01T00:00:00Z">'
        "<PlainTextContent>Ask the committee.</PlainTextContent></Note>"
    )
    spans = span(*SECOND, on_passage).replace("startPosition", f'creatingUser="{ANA}" startPosition')
    source = pdf_source(spans, more=f'<NoteRef targetGUID="{guid(71)}"/>')
    others = note.replace(guid(70), guid(71)).replace("Ask", "Tell")
    xml = project_xml(source, more=f"<Notes>{note}{others}</Notes>")
    take_in(project, write_qdpx(tmp_path, xml))
    texts = {memo.target: memo.text for memo in memos.all(project)}
    assert texts == {
        "passage": "Which parties?\n\nDoubt\nAsk the committee.",
        "document": "Doubt\nTell the committee.",
    }


def test_codes_of_one_name_are_told_apart(project: Project, tmp_path: Path) -> None:
    codes = "".join(
        f'<Code guid="{guid(n)}" name="{name}" isCodable="true"><Code guid="{guid(n + 10)}" name="Other" '
        'isCodable="true"/></Code>'
        for n, name in enumerate(["Health", "School", "children"])
    )
    xml = project_xml("", codebook=f"<Codes>{codes}</Codes>")
    said = take_in(project, write_qdpx(tmp_path, xml, {}))
    parents = {theme.id: theme.name for theme in codebook.all(project)}
    tree = {theme.name: parents.get(theme.parent_id or "") for theme in codebook.all(project)}
    assert tree["Other"] == "Health"
    assert tree["Other (School)"] == "School"
    assert tree["Other (children)"] == "children"
    assert "the code “Other” becomes the theme “Other (School)”" in said


def test_a_theme_somebody_touched_stays_as_it_is(project: Project, tmp_path: Path) -> None:
    with project.edit() as edit:
        codebook.change(edit, codebook.find(project, "children").id, definition="Ours", colour="#010203")
    code = CODEBOOK.replace("Care", "Children").replace("/></", "><Description>Theirs</Description></Code></")
    said = take_in(project, write_qdpx(tmp_path, project_xml("", codebook=code), {}))
    theme = codebook.find(project, "children")
    assert (theme.definition, theme.colour) == ("Ours", "#010203")
    assert "the theme “children” keeps the colour and definition it has here" in said


def test_who_is_not_named_is_the_unnamed_coder(project: Project, tmp_path: Path) -> None:
    nobody = coding().replace(f'creatingUser="{ANA}"', "")
    take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(span(*SECOND, nobody)))))
    assert [annotation.coder for annotation in given(project)] == ["Unnamed coder"]


def test_a_moment_to_come_does_not_win_for_ever(project: Project, tmp_path: Path) -> None:
    ahead = coding().replace("2024", "9024")
    take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(span(*SECOND, ahead)))))
    assert given(project)[0].created < "3000"


def test_what_has_no_counterpart_is_counted(project: Project, tmp_path: Path) -> None:
    sources = (
        pdf_source(span(*SECOND), more=coding(5))
        + f'<AudioSource guid="{guid(50)}"><AudioSelection guid="{guid(51)}" begin="0" end="1">{coding(6)}'
        "</AudioSelection></AudioSource>"
        + f'<PDFSource guid="{guid(54)}" path="relative:///../../etc/passwd">'
        + f"{frame((0, 0, 0, 9, 9), coding(8), 55)}</PDFSource>"
    )
    more = (
        f'<Links><Link guid="{guid(60)}"/></Links><Sets><Set guid="{guid(61)}" name="s"/></Sets>'
        f'<Graphs><Graph guid="{guid(62)}"/></Graphs><Whatever/>'
    )
    said = take_in(project, write_qdpx(tmp_path, project_xml(sources, more=more)))
    for loss in (
        *(Loss.LINK, Loss.SET, Loss.GRAPH, Loss.OTHER, Loss.AUDIO, Loss.UNSUPPORTED_CODING),
        *(Loss.MISSING_FILE, Loss.MISSING_FILE_CODING),
        Loss.DOCUMENT_CODING,
    ):
        assert f"left out: 1 {loss}" in said
    assert len(given(project)) == 1


@pytest.mark.parametrize(
    ("spans", "loss"),
    [
        (span(5, 5), Loss.EMPTY),
        (span(9, 4), Loss.EMPTY),
        (span(0, 99999), Loss.OUTSIDE),
        (span(-3, 4), Loss.OUTSIDE),
        (span(*SECOND, coding(code=guid(3))), Loss.NO_CODE),
        (span(0, 0).replace('"0"', '"' + "9" * 5000 + '"'), Loss.EMPTY),
    ],
)
def test_nonsense_is_counted_not_believed(project: Project, tmp_path: Path, spans: str, loss: Loss) -> None:
    said = take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(spans))))
    assert f"left out: 1 {loss}" in said
    assert given(project) == []


@pytest.mark.parametrize("corners", [(7, 0, 0, 9, 9), (0, 5000, 0, 5009, 9), (0, 4, 4, 4, 9)])
def test_frames_off_the_page_are_counted(
    project: Project, tmp_path: Path, corners: tuple[int, int, int, int, int]
) -> None:
    said = take_in(project, write_qdpx(tmp_path, project_xml(pdf_source(frames=frame(corners)))))
    assert f"left out: 1 {Loss.OUTSIDE}" in said


def test_a_text_without_its_pdf_finds_the_document_with_the_same_words(
    project: Project, tmp_path: Path
) -> None:
    add_document(project, "draft")
    source = f'<TextSource guid="{guid(52)}" name="t" plainTextPath="internal://draft.txt">{span(*SECOND)}</TextSource>'
    take_in(project, write_qdpx(tmp_path, project_xml(source)))
    assert [annotation.document for annotation in given(project)] == ["draft"]


def test_a_text_without_a_pdf_is_set_as_one(project: Project, tmp_path: Path) -> None:
    content = "Hello, who is there?\n\nNobody   here."
    source = (
        f'<TextSource guid="{guid(52)}" name="talk.docx"><PlainTextContent>{content}</PlainTextContent>'
        f"{span(0, 20)}{span(22, 28, coding(2), 2)}</TextSource>"
    )
    said = take_in(project, write_qdpx(tmp_path, project_xml(source), {}))
    assert [(a.document, a.quote) for a in given(project)] == [
        ("talk", "Hello, who is there?"),
        ("talk", "Nobody"),
    ]
    (document,) = documents.all(project)
    assert files.read(project.path, document.sha256).endswith(content.encode())
    assert "1 texts without a PDF are set as PDFs of their words alone" in said


def test_an_empty_text_is_no_document(project: Project, tmp_path: Path) -> None:
    source = f'<TextSource guid="{guid(52)}" name="t"><PlainTextContent> \n</PlainTextContent></TextSource>'
    said = take_in(project, write_qdpx(tmp_path, project_xml(source), {}))
    assert documents.all(project) == []
    assert f"left out: 1 {Loss.MISSING_FILE}" in said


def test_words_that_are_not_quite_the_same_are_to_be_looked_over(project: Project, tmp_path: Path) -> None:
    theirs = TEXT.replace("Calls upon all parties", "Calls on all parties")
    path = write_qdpx(
        tmp_path, project_xml(pdf_source(span(30, 71))), {**FILES, "sources/draft.txt": theirs.encode()}
    )
    said = take_in(project, path)
    assert given(project)[0].paragraph == 3
    assert any("look them over" in line for line in said)


def test_a_codebook_alone(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "theirs.qdc"
    path.write_text(
        f'\ufeff<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x">{CODEBOOK}</CodeBook>', encoding="utf-8"
    )
    take_in(project, path)
    assert codebook.find(project, "Care").colour == "#aabbcc"
