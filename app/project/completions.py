"""Documents marked done: which coder has said to be finished with which document."""

from __future__ import annotations

from app.project import identity
from app.project.database import Edit, Project


def all(project: Project) -> frozenset[tuple[str, str]]:
    """Which document (id) which coder (id) is done with."""
    found = project.rows("SELECT document_id, coder_id FROM completions WHERE deleted IS NULL")
    return frozenset((row["document_id"], row["coder_id"]) for row in found)


def mark(edit: Edit, document_id: str, coder_id: str) -> None:
    """Mark a document as done by a coder. Raises KeyError if either does not exist."""
    for table, id in (("documents", document_id), ("coders", coder_id)):
        if edit.row(table, id) is None:
            raise KeyError(id)
    row = {"id": identity.completion_id(document_id, coder_id), "document_id": document_id}
    edit.write("completions", {**row, "coder_id": coder_id, "deleted": None})


def unmark(edit: Edit, document_id: str, coder_id: str) -> None:
    """Say that a coder is not done with a document after all."""
    edit.delete("completions", identity.completion_id(document_id, coder_id))
