"""The command that recognises the text of scanned pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app import recognising
from app.adding import PageRead, read_asking
from app.cli.opening import PASSWORD_FILE, PROJECT, asking_password, worker, writing
from app.cli.output import Progress, notice
from app.model import Document
from app.pdf import tessdata
from app.pdf.protocol import Source
from app.project import documents
from app.project.database import Project
from app.text.document_text import DocumentText

EPILOG = """\b
Text that a PDF has is never recognised: only pages that show a picture and
have no text are, which takes a few seconds a page. The document then has
paragraphs to tag like any other. Tags, memos and corrections it has are kept.

Recognised text has mistakes, the more the worse the scan is: check what you
quote. The project is backed up first, into the folder NAME-backups beside it.

\b
This needs Tesseract's data of the language:
  Debian, Ubuntu   sudo apt install tesseract-ocr-eng
  macOS            brew install tesseract tesseract-lang
  Windows          the Tesseract installer
The environment variable TESSDATA_PREFIX names their folder where it is an
unusual one.

\b
Examples:
  diptych recognise study.db --document decision-12
  diptych recognise study.db --document decision-12 --language eng+fra
"""


@click.command(epilog=EPILOG)
@PROJECT
@click.option("--document", "name", required=True, metavar="NAME", help="The document to read.")
@click.option(
    "--language",
    default=tessdata.ENGLISH,
    show_default=True,
    metavar="CODE",
    help="The language it is in, as Tesseract names it (eng, fra, spa); several as in eng+fra.",
)
@PASSWORD_FILE
def recognise(project: Path, name: str, language: str, password_file: Iterator[str] | None) -> None:
    """Recognise the text of a document's scanned pages.

    The status is 1 where no page is a scan, or where Tesseract's data are
    missing; nothing is changed then.
    """
    progress = Progress()
    with writing(project) as opened:
        document = documents.find(opened, name)
        text = _text_of(opened, document, language, password_file, progress)
        recognising.put_in_place(opened, document.id, text)
    for said in text.notices:
        notice(said)
    notice(f"{document.title} now has {len(text.paragraphs)} paragraphs. The project was backed up first.")


def _text_of(
    project: Project,
    document: Document,
    language: str,
    password_file: Iterator[str] | None,
    progress: Progress,
) -> DocumentText:
    def page_read(page: int, pages: int) -> None:
        progress.show(f"{document.title}: page {page} of {pages}")

    with worker() as pool:

        def read_text(_path: Path, password: str | None, page_read: PageRead) -> DocumentText:
            source = Source(str(project.path), document.sha256, password)
            return recognising.recognised(pool, source, language, page_read)

        ask = asking_password(password_file, progress)
        try:
            return read_asking(Path(document.file_name), read_text, ask, page_read)
        finally:
            progress.clear()
