"""The history of what people wrote, for people: what was said before, whose it was, when it was removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.changes import Row
from app.project import clock
from app.project.database import Project
from app.project.failures import making_sense
from app.project.superseded import SITTING, WRITTEN, Version, is_end

_SINCE = 2
"""The format of a project file from which on it has a history."""

_COLUMNS = "id, of_table, row_id, changed, deleted, content"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a row (`table` as in the project file) said before: `said` by column, nothing of an annotation.

    `changed` is when it was written, given or removed; `now` is what the row says today, None if it is
    deleted.
    """

    id: str
    table: str
    row_id: str
    coder_id: str | None
    theme_id: str | None
    changed: str
    removed: bool
    said: Mapping[str, object]
    now: Mapping[str, object] | None

    @property
    def text(self) -> str:
        """The words of a memo, or what a theme means, or a name or title."""
        column = {"themes": "definition", "memos": "text", "documents": "title", "coders": "name"}
        return str(self.said[column[self.table]]) if self.table in column else ""


def stored(project: Project) -> dict[str, Version]:
    """Every version that is kept, by id."""
    if project.format < _SINCE:
        return {}
    return {row[0]: Version(*row) for row in project.rows(f"SELECT {_COLUMNS} FROM versions")}


def everything(project: Project) -> list[Earlier]:
    """All that was written before and does not stand, latest first."""
    told: defaultdict[tuple[str, str], list[Version]] = defaultdict(list)
    for version in stored(project).values():
        told[version.table, version.row_id].append(version)
    found: list[Earlier] = []
    for table in WRITTEN:
        for row in project.rows(f"SELECT * FROM {table}"):
            versions = told.get((table, row["id"]), [])
            if versions or row["deleted"] is not None:
                found += _earlier(project, table, dict(row), versions)
    return _latest_first(found)


def on_passage(project: Project, passage_id: str) -> list[Earlier]:
    """What was given a passage and noted on it before, latest first."""
    given = _of_rows(project, "annotations", "passage_id", passage_id)
    # Ids are unique over all kinds of things, so only a passage's memos have a passage's id.
    noted = _of_rows(project, "memos", "target_id", passage_id)
    return _latest_first([*given, *noted])


def of_theme(project: Project, theme_id: str) -> list[Earlier]:
    """What a theme was called, how it looked and what it meant before, latest first."""
    return _latest_first(_of_rows(project, "themes", "id", theme_id))


def _of_rows(project: Project, table: str, column: str, id: str) -> Iterator[Earlier]:
    for row in project.rows(f"SELECT * FROM {table} WHERE {column} = ?", (id,)):
        versions: list[Version] = []
        if project.format >= _SINCE:
            asked = f"SELECT {_COLUMNS} FROM versions WHERE row_id = ? AND of_table = ?"
            versions = [Version(*found) for found in project.rows(asked, (row["id"], table))]
        yield from _earlier(project, table, dict(row), versions)


def _earlier(project: Project, table: str, row: Row, versions: Sequence[Version]) -> Iterator[Earlier]:
    present = Version.of(table, row)
    now = present.said if present.deleted is None else None
    with making_sense(project.path):
        for version in _told(table, row, present, versions):
            theme = row["id"] if table == "themes" else row.get("theme_id")
            coder = row["id"] if table == "coders" else row.get("coder_id")
            yield Earlier(
                *(version.id, table, version.row_id),
                None if coder is None else str(coder),
                None if theme is None else str(theme),
                version.changed,
                version.deleted is not None,
                version.said,
                now,
            )


def _told(table: str, row: Row, present: Version, versions: Sequence[Version]) -> Iterator[Version]:
    """The versions worth telling: without those that the next one repeats, and with the end of a row."""
    chain = [*sorted({*versions} - {present}, key=lambda one: (one.changed, one.id)), present]
    for one, following in pairwise(chain):
        came_back = one.deleted is not None and following.deleted is None
        if table == "annotations" or came_back or one.content != following.content:
            yield one
    if present.deleted is not None and not is_end(row) and (len(chain) > 1 or _lasted(table, row)):
        yield present


def _lasted(table: str, row: Row) -> bool:
    """Whether what was removed is worth telling: a theme given and taken back in one sitting is not."""
    if table != "annotations":
        return True
    return clock.parse(str(row["changed"])) - clock.parse(str(row["created"])) >= SITTING


def _latest_first(found: Iterable[Earlier]) -> list[Earlier]:
    return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)
