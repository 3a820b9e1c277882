"""Annotated PDFs: a copy a document, every annotation over its words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import Cancelled, DocumentRefused, UserError
from app.exchange.contents import Contents, Selection
from app.exchange.document_files import Written, file_name
from app.exchange.highlights import Front, export_pdfs
from app.model import MemoTarget
from app.pdf.pool import Pool
from app.pdf.protocol import Read, Source
from app.project import coders, documents, files, memos
from app.project.database import Project
from tests.app.pdf import pdfs
from tests.app.pdf.reading_marks import highlights
from tests.app.projects import add_document, tag

SAMPLES = Path(__file__).parents[3] / "annotations.db"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(workers=1)
    yield pool
    pool.close()


@pytest.fixture
def front(pool: Pool) -> Front:
    return Front(pool, ask_password=lambda _path, _tried: None)


def add_pdf(project: Project, pool: Pool, folder: Path, name: str, content: bytes, password: str = "") -> str:
    """Put a true PDF into the project; its id."""
    path = folder / f"{name}.pdf"
    path.write_bytes(content)
    text = pool.call(Read(Source(str(path), password=password or None)))
    with project.edit() as edit:
        return documents.add(edit, content=content, file_name=path.name, title=name, text=text).id


@pytest.fixture
def add(project: Project, pool: Pool, tmp_path: Path) -> Callable[..., str]:
    def add(name: str, content: bytes | None = None, password: str = "") -> str:
        return add_pdf(project, pool, tmp_path, name, content or pdfs.plain(), password)

    return add


def first_lines(project: Project, id: str, theme: str = "children", coder: str = "Ana") -> str:
    """Tag the first paragraph that is text; the id of the passage."""
    document = next(d for d in documents.all(project) if d.id == id)
    ordinal = next(p.ordinal for p in documents.paragraphs(project, id) if "Decides" in p.text)
    return tag(project, document, ordinal, theme, coder)


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_every_annotation_of_the_example_is_over_its_words(front: Front, tmp_path: Path) -> None:
    with Project.open(SAMPLES, read_only=True) as project:
        contents = Contents(project)
        written = export_pdfs(project, tmp_path, front)
        assert len(written.files) == len(contents.documents) == 3
        for document, path in zip(contents.documents, written.files, strict=True):
            found: dict[tuple[str, str, str], str] = {}
            for mark in highlights(path.read_bytes()):
                key = (mark.author, mark.subject, mark.content)
                found[key] = found.get(key, "") + letters(mark.words)
            expected: dict[tuple[str, str, str], str] = {}
            for annotation, passage in contents.annotations(document.id):
                theme, coder = contents.theme(annotation.theme_id), contents.coder(annotation.coder_id)
                memo = contents.memo(passage.id, coder.id)
                key = (coder.name, theme.name, f"{theme.name}\n\n{memo}" if memo else theme.name)
                expected[key] = expected.get(key, "") + letters(passage.anchor.quote)
            assert {key: sorted(words) for key, words in found.items()} == {
                key: sorted(words) for key, words in expected.items()
            }


def test_the_originals_in_the_project_stay_as_they_are(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path
) -> None:
    id = add("a")
    first_lines(project, id)
    (document,) = documents.all(project)
    export_pdfs(project, tmp_path / "out.pdf", front)
    kept = files.read(project.path, document.sha256)
    assert hashlib.sha256(kept).hexdigest() == document.sha256
    assert (tmp_path / "out.pdf").read_bytes().startswith(kept)


def test_one_document_is_one_file(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path
) -> None:
    first_lines(project, add("a"))
    target = tmp_path / "out.pdf"
    assert export_pdfs(project, target, front) == Written((target,), 1, ())


def test_one_document_goes_into_a_folder_that_is_there(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path
) -> None:
    add("a")
    (tmp_path / "out").mkdir()
    assert export_pdfs(project, tmp_path / "out", front).files == (tmp_path / "out" / "a.pdf",)


def test_a_selection_leaves_the_rest_out(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path
) -> None:
    id = add("a")
    first_lines(project, id, "children")
    first_lines(project, id, "sanctions", "Ben")
    add("b", pdfs.plain(pages=2))
    selection = Selection.named(project, themes=["sanctions"], titles=["a"])
    (path,) = export_pdfs(project, tmp_path / "out.pdf", front, selection).files
    assert [(mark.subject, mark.author) for mark in highlights(path.read_bytes())] == [("sanctions", "Ben")]


def test_a_document_known_by_its_text_alone_is_left_out_by_name(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path
) -> None:
    add("a")
    add_document(project, "b")
    written = export_pdfs(project, tmp_path / "out", front)
    assert [path.name for path in written.files] == ["a.pdf"]
    assert written.notices[0].startswith("b is left out. ")


def test_a_protected_one_asks_for_its_password_until_it_fits(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path
) -> None:
    add("a", pdfs.locked("sesame"), "sesame")
    asked: list[bool] = []

    def ask(_path: Path, tried: bool) -> str:
        asked.append(tried)
        return "sesame" if tried else "wrong"

    export_pdfs(project, tmp_path / "out.pdf", replace(front, ask_password=ask))
    assert asked == [False, True]
    with pytest.raises(DocumentRefused, match="no password was given"):
        export_pdfs(project, tmp_path / "out.pdf", front)


def test_memos_that_have_no_place_are_counted(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path
) -> None:
    id = add("a")
    passage = first_lines(project, id)
    ana = coders.find(project, "Ana").id
    with project.edit() as edit:
        memos.write(edit, MemoTarget.PASSAGE, passage, ana, "on the highlight")
        memos.write(edit, MemoTarget.DOCUMENT, id, ana, "on the whole")
        memos.write(edit, MemoTarget.PASSAGE, passage, coders.ensure(edit, "Ben").id, "without a theme")
    (said,) = export_pdfs(project, tmp_path / "out.pdf", front).notices
    assert said.endswith("left out: 2.")


@pytest.mark.parametrize("name", ["missing/out", "taken"])
def test_where_nothing_can_be_written_is_said(
    project: Project, front: Front, add: Callable[..., str], tmp_path: Path, name: str
) -> None:
    add("a")
    add("b", pdfs.plain(pages=2))
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(UserError, match="folder"):
        export_pdfs(project, tmp_path / name, front)


def test_an_empty_project_is_said(project: Project, front: Front, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no document"):
        export_pdfs(project, tmp_path / "out.pdf", front)


def test_it_can_be_stopped(project: Project, front: Front, add: Callable[..., str], tmp_path: Path) -> None:
    add("a")
    with pytest.raises(Cancelled):
        export_pdfs(project, tmp_path / "out.pdf", replace(front, cancelled=lambda: True))
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/RES/77 (2024)", "A_RES_77 (2024).pdf"),
        ("../../etc/passwd", "_.._etc_passwd.pdf"),
        ("..", "document.pdf"),
        ("con", "_con.pdf"),
        ("line\nbreak", "line_break.pdf"),
        ("é" * 200, "é" * 90 + ".pdf"),
    ],
)
def test_a_title_becomes_a_name_every_system_takes(title: str, name: str) -> None:
    assert file_name(title, set(), ".pdf") == name


def test_two_titles_never_share_a_name() -> None:
    taken: set[str] = set()
    assert [file_name(title, taken, ".pdf") for title in ("a/b", "A_b", "a:b")] == [
        "a_b.pdf",
        "A_b (2).pdf",
        "a_b (3).pdf",
    ]
