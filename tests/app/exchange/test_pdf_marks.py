"""Marks made in other programs become annotations of the words they are on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from app.errors import DocumentRefused, PasswordNeeded, UserError
from app.exchange import merge
from app.exchange.contents import Contents
from app.exchange.highlights import Front, export_pdfs
from app.exchange.pdf_marks import Taking, colour_themes, read
from app.model import Document, PassageKind
from app.pdf.pool import Pool
from app.pdf.protocol import Read, Source
from app.project import documents, memos
from app.project import passages as stored
from app.project.database import Project
from app.project.state import ProjectState

FIRST = "1. Calls upon all parties to protect children;"
SECOND = "2. Decides to renew the sanctions;"
YELLOW, CYAN = "#ffff00", "#00ffff"
SAMPLES = Path(__file__).parents[3] / "annotations.db"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(workers=1)
    yield pool
    pool.close()


def pdf_bytes(*texts: str) -> bytes:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for place, text in enumerate(texts):
            page.insert_text((72, 150 + 60 * place), text, fontsize=11)
        return bytes(pdf.tobytes())


@pytest.fixture
def document(project: Project, pool: Pool, tmp_path: Path) -> Document:
    """A document of two paragraphs in the project; its file is plain.pdf."""
    path = tmp_path / "plain.pdf"
    path.write_bytes(pdf_bytes(FIRST, SECOND))
    text = pool.call(Read(Source(str(path))))
    with project.edit() as edit:
        return documents.add(edit, content=path.read_bytes(), file_name="plain.pdf", title="plain", text=text)


Draw = Callable[[pymupdf.Page], Any]


@pytest.fixture
def marked(document: Document, tmp_path: Path) -> Callable[..., Path]:
    """Draws on a copy of the document's file and saves it in one of the ways programs do."""

    def marked(draw: Draw, *, anew: bool = False) -> Path:
        path = tmp_path / "marked.pdf"
        path.write_bytes((tmp_path / "plain.pdf").read_bytes())
        with pymupdf.open(path) as pdf:
            draw(pdf[0])
            if anew:
                pdf.save(tmp_path / "anew.pdf", garbage=4)
            else:
                pdf.saveIncr()
        return tmp_path / "anew.pdf" if anew else path

    return marked


def highlight(words: str, colour: str = YELLOW, content: str = "", author: str = "Zoe") -> Draw:
    def draw(page: pymupdf.Page) -> None:
        mark = page.add_highlight_annot(page.search_for(words, quads=True))
        mark.set_colors(stroke=[part / 255 for part in bytes.fromhex(colour[1:])])
        mark.set_info(content=content, title=author)
        mark.update()

    return draw


def take(project: Project, path: Path, pool: Pool, **themes: str) -> merge.Plan:
    """Take the marks in; the themes of the colours are named by colour."""
    colours = {{"yellow": YELLOW, "cyan": CYAN}[name]: theme for name, theme in themes.items()}
    planned = merge.plan(ProjectState(project), read(path, project, Taking(pool, colours)), path.name)
    with project.edit() as edit:
        merge.apply(edit, planned, lambda _done, _total: None, lambda: False)
    return planned


def given(project: Project) -> list[tuple[str, str, str, str | None]]:
    """Coder, theme, words and memo of each annotation."""
    contents = Contents(project)
    return [
        (
            contents.coder(annotation.coder_id).name,
            contents.theme(annotation.theme_id).name,
            passage.anchor.quote,
            contents.memo(passage.id, annotation.coder_id),
        )
        for annotation, passage in contents.all_annotations()
    ]


@pytest.mark.parametrize("anew", [False, True])
def test_a_highlight_becomes_an_annotation(
    project: Project, pool: Pool, marked: Callable[..., Path], anew: bool
) -> None:
    path = marked(highlight("renew the sanctions", content="Again?"), anew=anew)
    take(project, path, pool, yellow="sanctions")
    assert given(project) == [("Zoe", "sanctions", "renew the sanctions", "Again?")]
    assert [passage.kind for passage in stored.all(project)] == [PassageKind.TEXT]


def test_a_whole_paragraph_is_the_paragraph(
    project: Project, pool: Pool, marked: Callable[..., Path]
) -> None:
    take(project, marked(highlight(FIRST)), pool, yellow="children")
    (passage,) = stored.all(project)
    assert (passage.kind, passage.first, passage.last) == (PassageKind.PARAGRAPH, 1, 1)


def test_a_colour_without_a_theme_is_counted_and_its_note_kept(
    project: Project, pool: Pool, marked: Callable[..., Path]
) -> None:
    planned = take(project, marked(highlight("renew", CYAN, "Check.")), pool, yellow="children")
    assert given(project) == []
    assert [memo.text for memo in memos.all(project)] == ["Check."]
    assert any("1 marks in #00ffff" in line for line in planned.lines())


def test_a_comment_is_a_memo_on_the_paragraph_beside_it(
    project: Project, pool: Pool, marked: Callable[..., Path]
) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.add_text_annot((40, 200), "Why?")

    take(project, marked(draw), pool)
    (memo,) = memos.all(project)
    assert memo.text == "Why?"
    assert [passage.anchor.quote for passage in stored.all(project)] == [SECOND]


def test_a_mark_without_words_is_a_region(project: Project, pool: Pool, marked: Callable[..., Path]) -> None:
    def draw(page: pymupdf.Page) -> None:
        page.add_highlight_annot(quads=[pymupdf.Rect(100, 400, 200, 500).quad])

    take(project, marked(draw), pool, yellow="children")
    (passage,) = stored.all(project)
    assert passage.kind is PassageKind.REGION
    assert passage.anchor.boxes[0].y0 == pytest.approx(400, abs=1)


def test_taken_in_twice_it_is_there_once(project: Project, pool: Pool, marked: Callable[..., Path]) -> None:
    path = marked(highlight("renew the sanctions", content="Again?"))
    take(project, path, pool, yellow="sanctions")
    assert not take(project, path, pool, yellow="sanctions")


def test_a_mark_without_an_author_has_the_one_given(
    project: Project, pool: Pool, marked: Callable[..., Path]
) -> None:
    path = marked(highlight("renew", author=""))
    assembly = read(path, project, Taking(pool, {YELLOW: "aid"}, coder="Cleo"))
    assert [row["name"] for row in assembly.rows["coders"].values()] == ["Cleo"]


def test_the_example_comes_back_from_its_annotated_pdfs(pool: Pool, tmp_path: Path) -> None:
    front = Front(pool, ask_password=lambda _path, _tried: None)
    with Project.open(SAMPLES, read_only=True) as example:
        paths = export_pdfs(example, tmp_path, front).files
        for path in paths:
            assembly = read(path, example, Taking(pool))
            assert not list(assembly.losses)
            (document_id,) = assembly.rows["documents"]
            here = {annotation.id for annotation, _ in Contents(example).annotations(document_id)}
            assert here
            assert assembly.rows["annotations"].keys() == here


def test_a_file_that_is_no_document_of_the_project_is_refused(
    project: Project, pool: Pool, document: Document, tmp_path: Path
) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(pdf_bytes("Something else"))
    with pytest.raises(UserError, match=r"other\.pdf is no document of this project"):
        read(path, project, Taking(pool))


def test_a_protected_file_asks_for_its_password(project: Project, pool: Pool, tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    with pymupdf.open(stream=pdf_bytes(FIRST)) as pdf:
        pdf.save(path, encryption=5, user_pw="sesame")
    with pytest.raises(PasswordNeeded):
        read(path, project, Taking(pool))
    with pytest.raises(UserError, match="no document"):
        read(path, project, Taking(pool, ask_password=lambda _path, _tried: "sesame"))


def test_what_is_no_pdf_is_refused(project: Project, pool: Pool, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_text("<html>")
    with pytest.raises(DocumentRefused):
        read(tmp_path / "page.pdf", project, Taking(pool))


def test_colours_are_given_themes() -> None:
    assert colour_themes(["#FFFF00=children", " #00ffff = aid = help "]) == {
        YELLOW: "children",
        CYAN: "aid = help",
    }


@pytest.mark.parametrize("pair", ["yellow=children", "#ffff00", "#ffff00=", "#ff0=children", ""])
def test_what_gives_no_theme_is_said(pair: str) -> None:
    with pytest.raises(UserError, match="as #ffff00=children"):
        colour_themes([pair])
