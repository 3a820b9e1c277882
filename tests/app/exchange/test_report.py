"""A report holds every annotation with its citation, coder and memo, and no text becomes markup in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

from app.exchange import report_docx, report_html
from app.exchange.contents import By, Contents, Selection
from app.exchange.report import Report, compose
from app.model import Document, MemoTarget
from app.project import codebook, coders, memos, passages
from app.project.database import Project
from tests.app.projects import LINES, add_document, document_text, tag

NASTY_NAME = '<script>alert("x")</script> & "</p></style>'
NASTY = NASTY_NAME.replace('"</p>', '\x0b\x00"</p>')
SAMPLES = Path(__file__).parents[3] / "annotations.db"


def composed(project: Project, by: By = By.THEME, selection: Selection | None = None) -> Report:
    return compose(Contents(project, replace(selection or Selection(), by=by)))


class Reader(HTMLParser):
    """The elements and the texts of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return "\n".join(self.texts)


def page_of(report: Report) -> str:
    stream = io.BytesIO()
    report_html.write(report, stream)
    return stream.getvalue().decode()


def word_text(report: Report) -> str:
    stream = io.BytesIO()
    report_docx.write(report, stream)
    document = docx.Document(stream)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def html_text(report: Report) -> str:
    return Reader(page_of(report)).text


def test_by_theme_the_sections_follow_the_codebook(annotated: Project) -> None:
    sections = composed(annotated).sections
    assert [(section.title, len(section.entries)) for section in sections] == [
        ("children", 1),
        ("sanctions", 2),
    ]


def test_coders_who_agree_share_an_entry(annotated: Project) -> None:
    (entry,) = composed(annotated).sections[0].entries
    assert [tag.coders for tag in entry.tags] == [("Ana", "Ben")]
    assert entry.quote == ("Calls upon all parties to protect children;",)
    assert entry.citation == "draft, paragraph 1 · page 1"
    assert [(note.coder, note.text) for note in entry.notes] == [("Ana", "Ask about\n“parties”.")]


def test_by_document_an_entry_has_all_its_themes(annotated: Project) -> None:
    (section,) = composed(annotated, By.DOCUMENT).sections
    assert section.title == "draft"
    assert [[tag.theme for tag in entry.tags] for entry in section.entries] == [
        ["children", "sanctions"],
        ["sanctions"],
    ]


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        (
            By.THEME,
            [
                ("children", 2, 1, 1),
                ("financing", 0, 0, 0),
                ("sanctions", 2, 2, 0),
                ("procurement", 0, 0, 0),
                ("Together", 4, 3, 1),
            ],
        ),
        (By.DOCUMENT, [("draft", 4, 3, 1), ("Together", 4, 3, 1)]),
    ],
)
def test_the_counts_come_by_coder(annotated: Project, by: By, rows: list[tuple[str | int, ...]]) -> None:
    counts = composed(annotated, by).counts
    assert counts.heads[1:] == ("Annotations", "Ana", "Ben")
    assert list(counts.rows) == rows


def test_a_theme_is_named_with_those_above_it(annotated: Project) -> None:
    with annotated.edit() as edit:
        codebook.change(
            edit, codebook.find(annotated, "sanctions").id, parent_id=codebook.find(annotated, "children").id
        )
    assert composed(annotated).sections[1].title == "children › sanctions"


def test_a_selection_leaves_the_rest_out(annotated: Project) -> None:
    selection = Selection.named(annotated, coder_names=["Ben"])
    report = composed(annotated, selection=selection)
    assert [section.title for section in report.sections] == ["children"]
    assert report.sections[0].entries[0].notes == ()


@pytest.mark.parametrize("by", list(By))
def test_memos_without_a_theme_are_there_too(annotated: Project, document: Document, by: By) -> None:
    with annotated.edit() as edit:
        paragraphs = document_text().paragraphs
        passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, 6, 6)
        passages.store(edit, passage)
        ana = coders.find(annotated, "Ana").id
        memos.write(edit, MemoTarget.PASSAGE, passage.id, ana, "Usual ending.")
        memos.write(edit, MemoTarget.DOCUMENT, document.id, ana, "Read first.")
        memos.write(edit, MemoTarget.THEME, codebook.find(annotated, "financing").id, ana, "Unused so far.")
    text = html_text(composed(annotated, by))
    assert "Usual ending." in text
    assert ("Read first." in text) is (by is By.DOCUMENT)
    assert ("Unused so far." in text) is (by is By.THEME)


def test_a_passage_over_several_paragraphs_keeps_them_apart(project: Project, document: Document) -> None:
    tag(project, document, 3, "children", "Ana", last=4)
    (entry,) = composed(project).sections[0].entries
    assert len(entry.quote) == 2
    assert entry.citation == "draft, paragraphs 1–2 · page 1"


@pytest.mark.parametrize("by", list(By))
@pytest.mark.parametrize("text_of", [html_text, word_text])
def test_everything_of_the_example_is_there(by: By, text_of: Callable[[Report], str]) -> None:
    with Project.open(SAMPLES, read_only=True) as project:
        report = composed(project, by)
        text = text_of(report)
        contents = Contents(project)
        for annotation, passage in contents.all_annotations():
            for paragraph in passage.anchor.quote.split("\n"):
                assert paragraph in text
            assert (contents.memo(passage.id, annotation.coder_id) or "") in text
        assert report.annotations == sum(1 for _ in contents.all_annotations())
        for section in report.sections:
            for entry in section.entries:
                assert entry.citation in text


@pytest.fixture
def nasty(project: Project) -> Project:
    """A project in which every name and text tries to be markup."""
    text = document_text([(kind, number, NASTY) for kind, number, _ in LINES])
    document = add_document(project, NASTY_NAME, text)
    with project.edit() as edit:
        codebook.add(edit, NASTY_NAME, definition=NASTY)
    theme = codebook.all(project)[-1]
    passage = tag(project, document, 3, theme.name, NASTY_NAME)
    with project.edit() as edit:
        by = coders.all(project)[0].id
        for target, id in (
            (MemoTarget.PASSAGE, passage),
            (MemoTarget.THEME, theme.id),
            (MemoTarget.DOCUMENT, document.id),
        ):
            memos.write(edit, target, id, by, NASTY)
    return project


@pytest.mark.parametrize("by", list(By))
def test_markup_in_any_text_stays_text(nasty: Project, by: By) -> None:
    reader = Reader(page_of(composed(nasty, by)))
    assert "script" not in {element for element, _ in reader.elements}
    assert not {name for _, attributes in reader.elements for name in attributes if name.startswith("on")}
    assert reader.text.count('<script>alert("x")</script>') >= 6


@pytest.mark.parametrize("by", list(By))
def test_the_page_loads_nothing(nasty: Project, by: By) -> None:
    reader = Reader(page_of(composed(nasty, by)))
    loading = {"src", "srcset", "data", "action", "background", "poster"}
    links = [attributes.get("href") for _, attributes in reader.elements if "href" in attributes]
    assert all(str(link).startswith("#s") for link in links)
    assert not {name for _, attributes in reader.elements for name in attributes} & loading
    assert "url(" not in page_of(composed(nasty, by))


@pytest.mark.parametrize("by", list(By))
def test_a_word_file_holds_what_xml_cannot(nasty: Project, by: By) -> None:
    assert word_text(composed(nasty, by)).count('<script>alert("x")</script> & "') >= 6


def test_an_empty_project_has_a_report(project: Project) -> None:
    report = composed(project, By.DOCUMENT)
    assert report.sections == ()
    assert report.counts.rows == (("Together", 0),)
    assert "Together" in word_text(report)
    assert "Together" in html_text(report)
