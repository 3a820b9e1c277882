"""A project or codebook of another program held against a project: what a merge with it would do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.exchange import merge
from app.exchange.refi import reading
from app.exchange.refi.arriving import Arriving
from app.exchange.refi.landing import Landing, ReadText
from app.project.database import Project
from app.project.state import ProjectState

SUFFIXES = (".qdpx", ".qdc", ".qde")
UNNAMED = "Unnamed coder"


@contextmanager
def compared(
    project: Project, path: Path, read_text: ReadText, *, unnamed: str = UNNAMED
) -> Iterator[merge.Plan]:
    """What taking in a file will do; it can be applied while this is open.

    `read_text` reads the PDFs that are new here, `unnamed` is who did what the file names nobody for. Raises
    UserError where the file is not a sound one; nothing has been changed then.
    """
    with reading.opened(path) as (incoming, files):
        ours = ProjectState(project)
        landing = Landing(project, ours.rows, incoming, files, read_text)
        arriving = Arriving(ours.rows, incoming, files, landing, unnamed)
        yield merge.plan(ours, arriving, path.name)
