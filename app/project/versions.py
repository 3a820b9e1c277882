"""The history of what people wrote, for people: what was said before, whose it was, when it was removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.changes import Row
from app.project.database import Project
from app.project.failures import making_sense
from app.project.superseded import WRITTEN, Version, is_end

_SINCE = 2
"""The format of a project file from which on it has a history."""

_COLUMNS = "id, of_table, row_id, changed, deleted, content"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a row (`table` as in the project file) said before: `said` by column, nothing of an annotation.

    The ids are of what the row is, or is about. `changed` is when it was written, given or removed; `now` is
    what the row says today, None if it is deleted.
    """

    id: str
    table: str
    row_id: str
    coder_id: str | None
    coder: str
    theme_id: str | None
    theme: str
    passage_id: str | None
    document_id: str | None
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
    kept: defaultdict[tuple[str, str], list[Version]] = defaultdict(list)
    for version in stored(project).values():
        kept[version.table, version.row_id].append(version)
    named, found = names(project), list[Earlier]()
    for table in WRITTEN:
        for row in map(_as_row, project.rows(f"SELECT * FROM {table}")):
            versions = kept.get((table, str(row["id"])), [])
            if versions or row["deleted"] is not None:
                found += _earlier(table, row, versions, named)
    return _latest_first(found)


def names(project: Project) -> Mapping[str, str]:
    """What themes, coders and documents are called, those deleted too, by id."""
    found = project.rows(
        "SELECT id, name FROM themes UNION ALL SELECT id, name FROM coders"
        " UNION ALL SELECT id, title FROM documents"
    )
    return {id: name for id, name in found}


def on_passage(project: Project, passage_id: str) -> list[Earlier]:
    """What was given a passage and noted on it before, latest first."""
    given = _of_rows(project, "annotations", "passage_id = ?", passage_id)
    noted = _of_rows(project, "memos", "target = 'passage' AND target_id = ?", passage_id)
    return _latest_first([*given, *noted])


def of_theme(project: Project, theme_id: str) -> list[Earlier]:
    """What a theme was called, how it looked and what it meant before, latest first."""
    return _latest_first(_of_rows(project, "themes", "id = ?", theme_id))


def _of_rows(project: Project, table: str, condition: str, id: str) -> Iterator[Earlier]:
    named = names(project)
    for row in map(_as_row, project.rows(f"SELECT * FROM {table} WHERE {condition}", (id,))):
        versions: list[Version] = []
        if project.format >= _SINCE:
            asked = f"SELECT {_COLUMNS} FROM versions WHERE row_id = ? AND of_table = ?"
            versions = [Version(*found) for found in project.rows(asked, (row["id"], table))]
        with making_sense(project.path):
            yield from _earlier(table, row, versions, named)


def _as_row(row: Any) -> Row:
    return dict(row)


def _earlier(
    table: str, row: Row, versions: Sequence[Version], named: Mapping[str, str]
) -> Iterator[Earlier]:
    present = Version.of(table, row)
    coder, theme = _about(table, row, "coder"), _about(table, row, "theme")
    for version in _told(table, row, present, versions):
        yield Earlier(
            id=version.id,
            table=table,
            row_id=version.row_id,
            coder_id=coder,
            coder=named.get(coder or "", ""),
            theme_id=theme,
            theme=named.get(theme or "", ""),
            passage_id=_about(table, row, "passage"),
            document_id=_about(table, row, "document"),
            changed=version.changed,
            removed=version.deleted is not None,
            said=version.said,
            now=present.said if present.deleted is None else None,
        )


def _about(table: str, row: Row, kind: str) -> str | None:
    """The id of the thing of some kind that a row is, or is about."""
    if table == f"{kind}s" or row.get("target") == kind:
        return str(row["id" if table == f"{kind}s" else "target_id"])
    found = row.get(f"{kind}_id")
    return None if found is None else str(found)


def _told(table: str, row: Row, present: Version, versions: Sequence[Version]) -> Iterator[Version]:
    """The versions worth telling: without those that the next one repeats, and with the end of a row."""
    if table == "annotations":
        yield from _given_and_removed(row, present, versions)
        return
    earlier = (version for version in versions if version.id != present.id)
    chain = [*sorted(earlier, key=lambda one: (one.changed, one.id)), present]
    for one, following in pairwise(chain):
        came_back = one.deleted is not None and following.deleted is None
        if came_back or one.content != following.content:
            yield one
    if present.deleted is not None and not is_end(row):
        yield present


def _given_and_removed(row: Row, present: Version, versions: Sequence[Version]) -> Iterator[Version]:
    """Every time an annotation was given or removed; nothing of one given again in the same sitting."""
    removed = present.deleted is not None and not is_end(row)
    if not versions and not removed:
        return
    told = {version.id: version for version in (*versions, present)}
    for made in {str(version.said["created"]) for version in told.values()}:
        first = Version.made("annotations", present.row_id, made, None, {"created": made})
        told[first.id] = first
    for version in told.values():
        if version.id != present.id or removed:
            yield version


def _latest_first(found: Iterable[Earlier]) -> list[Earlier]:
    return sorted(found, key=lambda one: (one.changed, one.id), reverse=True)
