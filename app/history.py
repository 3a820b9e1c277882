"""Undo and redo: every command is one transaction, and every transaction can be taken back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from app.changes import Changes
from app.errors import UserError
from app.progress import Watch, unwatched
from app.project import corrections
from app.project.database import Edit, Project

STEPS = 1000
"""How many commands back one can go."""

Command = Callable[[Edit], object]


class History:
    """What was done to a project since it was opened, and what of it was taken back."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._done: deque[tuple[str, Changes]] = deque(maxlen=STEPS)
        self._undone: list[tuple[str, Changes]] = []

    @property
    def undo_label(self) -> str | None:
        """What `undo` would take back."""
        return self._done[-1][0] if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What `redo` would do again."""
        return self._undone[-1][0] if self._undone else None

    def run(self, label: str, command: Command) -> Changes:
        """Do a command in one transaction; if it changes anything it can be taken back under this label."""
        with self._project.edit() as edit:
            command(edit)
            changes = edit.changes
        if changes:
            self._done.append((label, changes))
            self._undone.clear()
        return changes

    def forget(self) -> None:
        """Make what was done so far final, before something that cannot be taken back."""
        self._done.clear()
        self._undone.clear()

    @property
    def undo_is_long(self) -> bool:
        """Whether `undo` would change many rows."""
        return bool(self._done) and self._done[-1][1].many

    @property
    def redo_is_long(self) -> bool:
        """Whether `redo` would change many rows."""
        return bool(self._undone) and self._undone[-1][1].many

    def undo(self, watch: Watch = unwatched) -> Changes:
        """Take the last command back. Raises UserError if there is none."""
        if not self._done:
            raise UserError("There is nothing to undo.")
        label, changes = self._done[-1]
        with self._project.edit() as edit:
            edit.apply_inverse(changes, watch)
            corrections.follow(edit)
            inverse = edit.changes
        self._done.pop()
        self._undone.append((label, changes))
        return inverse

    def redo(self, watch: Watch = unwatched) -> Changes:
        """Do the command taken back last once more. Raises UserError if there is none."""
        if not self._undone:
            raise UserError("There is nothing to redo.")
        label, changes = self._undone[-1]
        with self._project.edit() as edit:
            edit.apply(changes, watch)
            corrections.follow(edit)
            again = edit.changes
        self._undone.pop()
        self._done.append((label, changes))
        return again
