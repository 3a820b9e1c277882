"""Merging in tests, and what all who exchanged files must agree on."""

from __future__ import annotations

import io
from pathlib import Path

from app.exchange import web_annotation
from app.exchange.contents import EVERYTHING
from app.exchange.incoming import command, compared
from app.exchange.merge import Plan, contents
from app.project.database import Project
from app.project.state import ProjectState


def never() -> bool:
    return False


def quietly(done: int, total: int) -> None:
    """No progress to tell."""


def merge(project: Project, path: Path) -> Plan:
    """Merge a file into a project."""
    with compared(project, path) as planned, project.edit() as edit:
        command(planned, quietly, never)(edit)
    return planned


def exchanged(project: Project) -> object:
    """The rows, and what they said before."""
    state = ProjectState(project)
    return contents(state.rows), state.versions


def as_bytes(project: Project) -> bytes:
    """All that is exchanged, as a file that does not say whose it is."""
    stream = io.BytesIO()
    web_annotation.write(ProjectState(project), EVERYTHING, "any", "any", stream)
    return stream.getvalue()
