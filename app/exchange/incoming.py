"""Files from elsewhere, opened as the state they carry; what they are is told by their content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.arguments import is_project
from app.errors import UserError
from app.exchange import codebook_reading, merge, pdf_marks
from app.exchange.checking import check_rows
from app.exchange.plain_annotations import read
from app.exchange.refi import bringing as refi
from app.exchange.same_work import BroughtOver
from app.exchange.same_work import found as same_works
from app.exchange.web_annotation_reading import CarriedState, is_ours, load
from app.project.backup import back_up
from app.project.database import Edit, Project
from app.project.state import ProjectState, State

_TABLES = {".csv", ".tsv", ".jsonl", *codebook_reading.WORKBOOKS}
Progress = Callable[[int, int], None]


@contextmanager
def opened(project: Project, path: Path, taking: pdf_marks.Taking | None = None) -> Iterator[State]:
    """The state a file carries; what is not of Diptych's making is held against the project's own.

    `taking` says how the marks of a PDF are taken in. Raises UserError if the file is of no kind that can be
    read, or not sound.
    """
    if not path.is_file():
        raise UserError(f"There is no file “{path}”.")
    try:
        path.open("rb").close()
    except OSError as error:
        raise UserError(f"“{path.name}” may not be read. Allow reading it, then try again.") from error
    if is_project(path):
        with Project.open_foreign(path) as other:
            yield ProjectState(other)
        return
    if path.suffix.lower() in refi.SUFFIXES:
        with refi.opened(project, path) as theirs:
            yield theirs
        return
    if path.suffix.lower() in _TABLES:
        yield codebook_reading.read(path, project)
        return
    if path.suffix.lower() == ".pdf":
        if taking is None:
            raise UserError(f"“{path.name}” is a PDF: “diptych import” takes in the marks on it.")
        yield pdf_marks.read(path, project, taking)
        return
    collection = load(path)
    yield CarriedState(collection, path.name) if is_ours(collection) else read(collection, path, project)


@contextmanager
def compared(
    project: Project, path: Path, taking: pdf_marks.Taking | None = None, *, same_work: bool = False
) -> Iterator[merge.Plan]:
    """What merging a file into a project will do; it can be applied while this is open.

    Documents that read like one of the project are named; with `same_work` what is on them comes over to it.
    """
    with opened(project, path, taking) as theirs:
        ours = ProjectState(project)
        pairs = same_works(ours, theirs)
        if pairs and same_work:
            check_rows(theirs.rows, path.name)
            theirs = BroughtOver(project, ours, theirs, pairs)
        planned = merge.plan(ours, theirs, path.name)
        planned.notices += [str(pair) for pair in pairs]
        yield planned


def prepare(project: Project) -> Path:
    """Make the backup that goes before every merge, and say where it is."""
    return back_up(project)


def command(planned: merge.Plan, progress: Progress, cancelled: Callable[[], bool]) -> Callable[[Edit], None]:
    """The plan as one command of a history."""
    return lambda edit: merge.apply(edit, planned, progress, cancelled)
