"""The command that prints paragraphs, of a file alone or of a project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from app.adding import PageRead, read_asking, read_file
from app.arguments import is_project
from app.cli.opening import (
    PASSWORD_FILE,
    AskPassword,
    asking_password,
    reading,
    text_of,
    worker,
)
from app.cli.output import Progress, Record, json_lines, notice
from app.exchange.rows import box_object
from app.exchange.whole_file import written_whole
from app.model import Document, Paragraph
from app.pdf.pool import Pool
from app.pdf.protocol import DrawKinds, Source
from app.project import documents
from app.project.database import Project
from app.text.document_text import DocumentText

EPILOG = """\b
Each line has: document, paragraph (counted from 1), kind, number (as printed,
or null), text, page, last_page (from 1), and boxes: one a printed line, with
page, x0, y0, x1, y1 in points from the top left corner.

\b
Examples:
  diptych paragraphs decision-12.pdf
  diptych paragraphs study.db --document decision-12
  diptych paragraphs decision-12.pdf --debug-pdf seen.pdf > paragraphs.jsonl
"""


@click.command(epilog=EPILOG)
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE|PROJECT")
@click.option(
    "--document", "names", multiple=True, metavar="NAME", help="Only this document; may be repeated."
)
@click.option("--no-tags", is_flag=True, help="Read the PDF anew without heeding its own structure tags.")
@click.option(
    "--debug-pdf",
    "drawing",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="Also write a copy of the PDF with every paragraph framed, numbered and its kind named.",
)
@PASSWORD_FILE
def paragraphs(
    file: Path,
    names: tuple[str, ...],
    no_tags: bool,
    drawing: Path | None,
    password_file: Iterator[str] | None,
) -> None:
    """Print paragraphs as JSON lines.

    Of a PDF, which needs no project, or of the documents of a project.
    """
    progress = Progress()
    ask = asking_password(password_file, progress)
    if not is_project(file):
        if names:
            raise click.UsageError("--document is for projects, and this file is none.")
        if drawing and drawing.resolve() == file.resolve():
            raise click.UsageError("--debug-pdf would take the place of the PDF itself; choose another name.")
        json_lines(_of_file(file, no_tags, ask, progress, drawing))
        return
    if drawing:
        raise click.UsageError("--debug-pdf is for a PDF, and this file is a project.")
    with reading(file) as project:
        chosen = [documents.find(project, name) for name in names] or documents.all(project)
        if no_tags:
            json_lines(_read_anew(project, chosen, ask, progress))
            return
        for document in chosen:
            json_lines(_records(document.title, documents.paragraphs(project, document.id)))


def _of_file(
    file: Path, no_tags: bool, ask: AskPassword, progress: Progress, drawing: Path | None
) -> Iterator[Record]:
    title = read_file(file).title
    with worker() as pool:
        text = _read(pool, file, None, no_tags, ask, progress, drawing)
    for said in text.notices:
        notice(said)
    yield from _records(title, text.paragraphs)


def _read_anew(
    project: Project, chosen: Iterable[Document], ask: AskPassword, progress: Progress
) -> Iterator[Record]:
    with worker() as pool:
        for document in chosen:
            text = _read(pool, project.path, document.sha256, True, ask, progress)
            yield from _records(document.title, text.paragraphs)


def _read(
    pool: Pool,
    path: Path,
    sha256: str | None,
    no_tags: bool,
    ask: AskPassword,
    progress: Progress,
    drawing: Path | None = None,
) -> DocumentText:
    def read_text(_path: Path, password: str | None, page_read: PageRead) -> DocumentText:
        source = Source(str(path), sha256, password)
        text = text_of(pool, source, page_read, tags=not no_tags)
        if drawing:
            made = pool.call(DrawKinds(source, tags=not no_tags), progress=page_read)
            with written_whole(drawing) as stream:
                stream.write(made.content)
        return text

    def page_read(page: int, pages: int) -> None:
        progress.show(f"{path.name}: page {page} of {pages}")

    try:
        return read_asking(path, read_text, ask, page_read)
    finally:
        progress.clear()


def _records(title: str, found: Iterable[Paragraph]) -> Iterator[Record]:
    for paragraph in found:
        yield {
            "document": title,
            "paragraph": paragraph.ordinal,
            "kind": str(paragraph.kind),
            "number": paragraph.number,
            "text": paragraph.text,
            "page": paragraph.page,
            "last_page": paragraph.last_page,
            "boxes": [box_object(box) for box in paragraph.boxes],
        }
