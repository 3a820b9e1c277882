"""Annotated PDFs from the command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app.cli.opening import asking_password, worker
from app.cli.output import Progress, notice
from app.exchange.contents import Selection
from app.exchange.highlights import Front, export_pdfs
from app.model import Document
from app.project.database import Project


def write_pdfs(
    project: Project, output: Path | None, selection: Selection, password_file: Iterator[str] | None
) -> None:
    """Write the copies and say what became of them."""
    if output is None or str(output) == "-":
        raise click.UsageError("PDFs go to a file, or to a folder when there are several: name it with -o.")
    progress = Progress()

    def show(document: Document, page: int, pages: int) -> None:
        progress.show(f"{document.title}: page {page} of {pages}")

    with worker() as pool:
        front = Front(pool, asking_password(password_file, progress), show)
        try:
            written = export_pdfs(project, output, front, selection)
        finally:
            progress.clear()
    for said in written.notices:
        notice(said)
    count = len(written.files)
    where = written.files[0] if count == 1 else f"{count} PDFs in {output}"
    notice(f"Wrote {where}: {written.highlights} highlights.")
