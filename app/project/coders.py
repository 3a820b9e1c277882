"""The people who annotate: listed, found, met for the first time, renamed."""

from __future__ import annotations

from app.errors import UserError
from app.model import Coder
from app.project import names
from app.project.database import Columns, Edit, Project
from app.project.identity import coder_id, folded, random_id


def all(project: Project) -> list[Coder]:
    """The coders by name."""
    found = [from_row(row) for row in project.rows("SELECT id, name FROM coders WHERE deleted IS NULL")]
    return sorted(found, key=lambda coder: (folded(coder.name), coder.id))


def from_row(row: Columns) -> Coder:
    """The coder a row of `coders` holds."""
    return Coder(str(row["id"]), str(row["name"]))


def find(project: Project, name: str) -> Coder:
    """The coder of this name, or the only one whose name starts so; UserError lists the coders there are."""
    return names.pick(name, "coder", all(project), lambda coder: (coder.name,), lambda coder: coder.id)


def ensure(edit: Edit, name: str) -> Coder:
    """The coder of this name, made if there is none. Raises UserError if it cannot be a name."""
    tidy = names.clean(name, "A coder's name")
    for coder in all(edit.project):
        if folded(coder.name) == folded(tidy):
            return coder
    made = Coder(_id(edit, tidy), tidy)
    edit.write("coders", {"id": made.id, "name": tidy, "deleted": None})
    return made


def rename(edit: Edit, id: str, name: str) -> None:
    """Give a coder another name; the annotations stay theirs. Raises UserError if another coder has it."""
    tidy = names.clean(name, "A coder's name")
    for coder in all(edit.project):
        if coder.id != id and folded(coder.name) == folded(tidy):
            raise UserError(f"There is a coder “{coder.name}” already.")
    edit.write("coders", {"id": id, "name": tidy})


def _id(edit: Edit, name: str) -> str:
    own = coder_id(name)
    row = edit.row("coders", own)
    # A coder first met under this name who has another now keeps the id; the newcomer gets one of their own.
    return own if row is None or row["deleted"] is not None else random_id()
