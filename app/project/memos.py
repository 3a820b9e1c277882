"""Memos: free notes of a coder on a passage, a theme or a document."""

from __future__ import annotations

from app.errors import UserError
from app.model import Memo, MemoTarget
from app.project import identity, names
from app.project.database import Columns, Edit, Project
from app.project.failures import making_sense
from app.project.superseded import Version

LONGEST = 100_000
_TABLES = {MemoTarget.PASSAGE: "passages", MemoTarget.THEME: "themes", MemoTarget.DOCUMENT: "documents"}


def all(project: Project) -> list[Memo]:
    """All memos, oldest first."""
    found = project.rows("SELECT * FROM memos WHERE deleted IS NULL ORDER BY created, id")
    with making_sense(project.path):
        return [from_row(row) for row in found]


def of(project: Project, target: MemoTarget, target_id: str) -> list[Memo]:
    """The memos on one passage, theme or document, oldest first."""
    found = project.rows(
        "SELECT * FROM memos WHERE target = ? AND target_id = ? AND deleted IS NULL ORDER BY created, id",
        (target.value, target_id),
    )
    return [from_row(row) for row in found]


def from_row(row: Columns) -> Memo:
    """The memo a row of `memos` holds."""
    columns = ("target_id", "coder_id", "text", "created", "changed")
    return Memo(str(row["id"]), MemoTarget(str(row["target"])), *(str(row[column]) for column in columns))


def write(edit: Edit, target: MemoTarget, target_id: str, coder_id: str, text: str) -> Memo | None:
    """Write a coder's memo, in place of the one there was; no text deletes it, and None is returned.

    A passage has to be stored before (`passages.store`). Raises KeyError if the target does not exist.
    """
    if edit.row(_TABLES[target], target_id) is None:
        raise KeyError(target_id)
    id = identity.memo_id(target.value, target_id, coder_id)
    tidy = names.storable(text.replace("\r\n", "\n")).strip()
    if len(tidy) > LONGEST:
        raise UserError(f"A memo can have at most {LONGEST:,} characters; this has {len(tidy):,}.")
    if not tidy:
        edit.delete("memos", id)
        return None
    row = {"id": id, "target": target.value, "target_id": target_id, "coder_id": coder_id, "text": tidy}
    edit.write("memos", {**row, "deleted": None})
    written = edit.row("memos", id)
    assert written is not None
    return from_row(written)


def put_back(edit: Edit, id: str, text: str) -> None:
    """Let a memo say again what it said before; what it says now goes into its history. Raises KeyError."""
    row = edit.row("memos", id)
    if row is None:
        raise KeyError(id)
    if row["deleted"] is None:
        edit.keep([Version.of("memos", row)])
    write(edit, MemoTarget(str(row["target"])), str(row["target_id"]), str(row["coder_id"]), text)
