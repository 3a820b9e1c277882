"""Commands that make a project and add documents to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from app import adding
from app.cli.opening import (
    PASSWORD_FILE,
    PROJECT,
    asking_password,
    text_of,
    worker,
    writing,
)
from app.cli.output import Progress, notice
from app.model import Document
from app.pdf.pool import Pool
from app.pdf.protocol import Source, Typeset
from app.project import documents as project_documents
from app.project.database import Project
from app.project.state import StoredFile, has_content, write_file
from app.text.document_text import DocumentText


@click.command(epilog="Example: diptych new study.db")
@PROJECT
def new(project: Path) -> None:
    """Make a project.

    It starts with the themes children, financing, sanctions and procurement.
    """
    Project.create(project).close()
    notice(f"Made the project {project}.")


@click.command(epilog="Example: diptych add study.db decisions/*.pdf")
@PROJECT
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…")
@PASSWORD_FILE
@click.pass_context
def add(
    ctx: click.Context, project: Path, files: tuple[Path, ...], password_file: Iterator[str] | None
) -> None:
    """Copy PDFs into a project and read their paragraphs.

    Text, HTML, EPUB and Word files are typeset as PDFs first. A file that
    cannot be added is named, the others are added; the status is then 1.
    """
    progress = Progress()
    with writing(project) as opened, worker() as pool:
        outcomes = adding.add_files(files, _front(opened, pool, password_file, progress))
    progress.clear()
    for outcome in outcomes:
        _tell(outcome)
    if any(outcome.problem for outcome in outcomes):
        ctx.exit(1)


def _front(
    project: Project, pool: Pool, password_file: Iterator[str] | None, progress: Progress
) -> adding.Front:
    def store(candidate: adding.Candidate, text: DocumentText) -> Document:
        with project.edit() as edit:
            return project_documents.add(
                edit,
                content=candidate.content,
                file_name=candidate.path.name,
                title=candidate.title,
                text=text,
            )

    def complete(candidate: adding.Candidate, document: Document) -> bool:
        if has_content(project, document.sha256):
            return False
        with project.edit() as edit:
            file = StoredFile(candidate.path.name, len(candidate.content), candidate.content)
            write_file(edit, document.sha256, file)
        return True

    def show(step: adding.Step) -> None:
        pages = f", page {step.page} of {step.pages}" if step.pages else ""
        progress.show(f"{step.file} of {step.files}: {step.path.name}{pages}")

    return adding.Front(
        find=lambda sha256: project_documents.with_sha256(project, sha256),
        store=store,
        read_text=lambda path, password, page_read: text_of(
            pool, Source(str(path), password=password), page_read
        ),
        ask_password=asking_password(password_file, progress),
        progress=show,
        cancelled=lambda: False,
        typeset=lambda path, page_read: pool.call(Typeset(Source(str(path))), progress=page_read).content,
        complete=complete,
    )


def _tell(outcome: adding.Outcome) -> None:
    if outcome.problem:
        notice(f"diptych: {outcome.problem}")
        return
    if outcome.notice:
        notice(outcome.notice)
    elif outcome.document:
        notice(f"Added {outcome.document.title}: {outcome.document.page_count} pages.")
