"""How commands come by what they work on: a project, a worker that reads PDFs, a password."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.adding import PageRead
from app.cli.output import Progress
from app.pdf.pool import Pool
from app.pdf.protocol import Read, Source
from app.project.database import Project
from app.text.document_text import DocumentText

PROJECT = click.argument("project", type=click.Path(path_type=Path), metavar="PROJECT")
PASSWORD_FILE = click.option(
    "--password-file",
    type=click.File(encoding="utf-8"),
    metavar="PATH",
    help="Read the password of protected files from the first line of this file (- for standard input). "
    "Without it, it is asked for on a terminal. It is never stored.",
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, for programs.")

AskPassword = Callable[[Path, bool], str | None]


@contextmanager
def reading(path: Path) -> Iterator[Project]:
    """The project, for reading only; others may be writing to it."""
    project = Project.open(path, read_only=True)
    try:
        yield project
    finally:
        project.close()


@contextmanager
def writing(path: Path) -> Iterator[Project]:
    """The project, for writing; ProjectBusy while a window or another command writes to it."""
    project = Project.open(path, holder="a diptych command")
    try:
        yield project
    finally:
        project.close()


@contextmanager
def worker() -> Iterator[Pool]:
    """A worker process to read PDFs with."""
    pool = Pool(workers=1)
    try:
        yield pool
    finally:
        pool.close()


def text_of(pool: Pool, source: Source, progress: PageRead, *, tags: bool = True) -> DocumentText:
    """A document's text, read in the worker; without `tags` the PDF's own structure is not heeded."""
    text = pool.call(Read(source, tags=tags), progress=progress)
    assert isinstance(text, DocumentText)
    return text


def asking_password(password_file: Iterator[str] | None, progress: Progress) -> AskPassword:
    """Where passwords come from: the file, else the terminal, else nowhere."""
    if password_file is not None:
        given = next(password_file, "").rstrip("\r\n")
        return lambda _path, tried: None if tried else given

    def ask(path: Path, tried: bool) -> str | None:
        if not sys.stdin.isatty():
            return None
        progress.clear()
        question = (
            f"{'That does not fit. ' if tried else ''}Password of {path.name} (nothing to leave it out)"
        )
        answer: str = click.prompt(question, default="", hide_input=True, show_default=False, err=True)
        return answer or None

    return ask
