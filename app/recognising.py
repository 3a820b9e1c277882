"""Recognising the text of scanned pages, from any front end: read anew, then put in its place."""

from __future__ import annotations

from collections.abc import Callable

from app.adding import PageRead
from app.changes import Changes
from app.pdf import tessdata
from app.pdf.pool import Pool
from app.pdf.protocol import Recognise, Source
from app.project import backup, corrections
from app.project.database import Project
from app.text.document_text import DocumentText


def recognised(
    pool: Pool,
    source: Source,
    language: str,
    page_read: PageRead,
    cancelled: Callable[[], bool] | None = None,
) -> DocumentText:
    """A document's text with that of its scanned pages recognised in `language`, such as `eng`.

    Raises UserError where Tesseract's data are missing or no page is a scan, PasswordNeeded, and Cancelled.
    """
    folder = tessdata.folder_for(language)
    request = Recognise(source, language, str(folder))
    return pool.call(request, progress=page_read, cancelled=cancelled)


def put_in_place(project: Project, document_id: str, text: DocumentText) -> Changes:
    """Give a document this text instead of the one it has, in one transaction after a backup.

    Corrections, passages and what is on them are kept.
    """
    backup.back_up(project)
    with project.edit() as edit:
        corrections.find_anew(edit, document_id, text)
        return edit.changes
