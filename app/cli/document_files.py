"""Exports of one file a document from the command line: annotated PDFs, and UIMA CAS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app.cli.opening import asking_password, worker
from app.cli.output import Progress, notice
from app.exchange.contents import Selection
from app.exchange.document_files import Written
from app.exchange.highlights import Front, export_pdfs
from app.model import Document
from app.project.database import Project


def write_pdfs(
    project: Project, output: Path | None, selection: Selection, password_file: Iterator[str] | None
) -> None:
    """Write the copies and say what became of them."""
    target = _named(output)
    progress = Progress()

    def show(document: Document, page: int, pages: int) -> None:
        progress.show(f"{document.title}: page {page} of {pages}")

    with worker() as pool:
        front = Front(pool, asking_password(password_file, progress), show)
        try:
            written = export_pdfs(project, target, front, selection)
        finally:
            progress.clear()
    _say(written, target, "highlights")


def write_cas(project: Project, output: Path | None, selection: Selection) -> None:
    """Write the texts with their annotations and say what became of them."""
    from app.exchange.uima_cas import export_cas

    target = _named(output)
    progress = Progress()

    def show(document: Document, done: int, total: int) -> None:
        progress.show(f"{document.title}: document {done} of {total}")

    try:
        written = export_cas(project, target, selection, show)
    finally:
        progress.clear()
    _say(written, target, "annotations")


def _named(output: Path | None) -> Path:
    if output is None or str(output) == "-":
        raise click.UsageError(
            "There is one file a document, and a folder when there are several: name it with -o."
        )
    return output


def _say(written: Written, target: Path, things: str) -> None:
    for said in written.notices:
        notice(said)
    count = len(written.files)
    where = written.files[0] if count == 1 else f"{count} files in {target}"
    notice(f"Wrote {where}: {written.annotations} {things}.")
