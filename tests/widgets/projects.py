"""Small real projects for the tests of the panels, and a session that holds one without worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.model import Box, Document, Kind, MemoTarget, Page, Paragraph
from app.pdf.pool import Pool
from app.project import annotations, codebook, coders, documents, memos, passages
from app.project.database import Edit, Project
from app.text.document_text import DocumentText
from widgets.preferences import Preferences
from widgets.session import Questions, Session

WORDS = (
    "Recalls its earlier decisions on the protection of children and asks the Secretariat to report",
    "Decides that the assets of those named in the annex are frozen without delay",
    "Calls upon system organizations to enhance transparency in their procurement and supply chains",
    "Urges all parties to release children from their ranks and to take part in their reintegration",
)
Tag = tuple[int, str, str]
"""A paragraph's ordinal, a theme's name, a coder's name."""


def text_of(count: int, mark: str = "") -> DocumentText:
    """A heading and numbered paragraphs, four to a page, with a running head at the end."""
    paragraphs = [Paragraph(1, Kind.HEADING, "I.", f"I. General matters{mark}", (_line(1, 0),))]
    for ordinal in range(2, count):
        number = f"{ordinal - 1}."
        text = f"{number} {WORDS[ordinal % len(WORDS)]}{mark}, as in its decision {ordinal}."
        paragraphs.append(
            Paragraph(ordinal, Kind.PARAGRAPH, number, text, (_line(1 + ordinal // 4, ordinal % 4),))
        )
    paragraphs.append(Paragraph(count, Kind.HEADER, None, f"Running head{mark}", (_line(1, 7),)))
    pages = tuple(Page(number, 595, 842) for number in range(1, 2 + count // 4))
    return DocumentText(pages, tuple(paragraphs), "test engine 1")


def _line(page: int, place: int) -> Box:
    return Box(page, 72, 72 + 90 * place, 520, 84 + 90 * place)


def add_document(edit: Edit, title: str, count: int = 12) -> Document:
    """A document of `count` paragraphs, its text its own."""
    content = f"%PDF {title}".encode()
    return documents.add(
        edit, content=content, file_name=f"{title}.pdf", title=title, text=text_of(count, f" of {title}")
    )


def tag(edit: Edit, document: Document, *tags: Tag) -> None:
    """Tag single paragraphs."""
    paragraphs = documents.paragraphs(edit.project, document.id)
    themes = {theme.name: theme for theme in codebook.all(edit.project)}
    for ordinal, theme, coder in tags:
        passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, ordinal, ordinal)
        annotations.tag(edit, passage, themes[theme].id, coders.ensure(edit, coder).id)


def note(edit: Edit, document: Document, ordinal: int, coder: str, text: str) -> None:
    """Write a memo on a paragraph."""
    paragraphs = documents.paragraphs(edit.project, document.id)
    passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, ordinal, ordinal)
    passages.store(edit, passage)
    memos.write(edit, MemoTarget.PASSAGE, passage.id, coders.ensure(edit, coder).id, text)


def fill(edit: Edit) -> None:
    """Two documents, three annotations by Ana, two by Ben, and a memo of each on the same paragraph."""
    draft, final = add_document(edit, "A/1 draft"), add_document(edit, "A/2 final")
    tag(edit, draft, (2, "children", "Ana"), (4, "procurement", "Ana"), (4, "financing", "Ben"))
    tag(edit, final, (3, "sanctions", "Ana"), (4, "procurement", "Ben"))
    note(edit, draft, 4, "Ana", "Compare the final text.")
    note(edit, draft, 4, "Ben", "I read this as financing.")


@contextmanager
def opened_session(
    path: Path, filler: Callable[[Edit], None] | None = fill, *, coder: str = "Ana", read_only: bool = False
) -> Iterator[Session]:
    """A session on a new project at `path`, annotating as `coder` (asked for, it answers Ana)."""
    with Project.create(path) as made:
        if filler is not None:
            with made.edit() as edit:
                filler(edit)
    session = Session(Pool(), Preferences())
    session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: None)
    if coder:
        session.set_coder(coder)
    session.open(Project.open(path, read_only=read_only))
    try:
        yield session
    finally:
        session.close()


def document_named(session: Session, title: str) -> Document:
    """A document of the session's project."""
    return next(document for document in session.catalogue.documents if document.title == title)


def theme_id(session: Session, name: str) -> str:
    """The id of a theme of the session's project."""
    return next(theme.id for theme in session.catalogue.themes if theme.name == name)


def committed(session: Session) -> int:
    """How many annotations another reader of the session's project file sees at this moment."""
    assert session.project is not None
    with Project.open(session.project.path, read_only=True) as other:
        return len(annotations.all(other))
