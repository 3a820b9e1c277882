"""A project or codebook of another program, held against a project: what of it comes in, and as what."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.exchange.refi import reading
from app.exchange.refi.arriving import Arriving
from app.exchange.refi.landing import Landing
from app.exchange.refi.pdf_text import PdfWork, PooledPdfWork
from app.pdf.pool import Pool
from app.project.database import Project
from app.project.state import ProjectState, State

SUFFIXES = (".qdpx", ".qdc", ".qde")
UNNAMED = "Unnamed coder"


@contextmanager
def opened(
    project: Project, path: Path, work: PdfWork | None = None, *, unnamed: str = UNNAMED
) -> Iterator[State]:
    """The state a file carries, for a merge into the project.

    `work` reads what is new here, without it a worker of its own does; `unnamed` is who did what the file
    names nobody for. Raises UserError where the file is not a sound one.
    """
    pool = Pool(workers=1)
    try:
        with reading.opened(path) as (incoming, files):
            ours = ProjectState(project).rows
            landing = Landing(project, ours, incoming, files, work or PooledPdfWork(pool))
            yield Arriving(ours, incoming, landing, unnamed)
    finally:
        pool.close()
