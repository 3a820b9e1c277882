"""What people wrote in a row before it was written anew: kept as versions, so that nothing written is lost.

The versions of a row are a set. The greatest stands in its table (`app.exchange.merge.later`), the others in
the table `versions`, which only grows. Projects that meet unite their sets, whatever stood where, so all who
exchange files in any order end with the same histories. What was said twice is kept once, with when it was
said last, and not while it stands; of an annotation, which says nothing else, every time it was given or
removed, but not that it was given first, where another version tells when it was made (`unsaid_elsewhere`).

Three things are no versions of anybody's: a theme as every project starts with it, the end of a row whose
work went over to a namesake (`app.exchange.unifying`), and what people do not write (passages, corrections
and who is done; a theme's place in the codebook). A namesake's own words count as versions of what it went
over to.

What is overwritten here need not be kept for projects to agree, for a version that ever left this project
comes back with its history. So it is kept where something would be lost: not what was written here within
the hour, not handed on since, and overwritten from here again (a memo that is being typed, a theme given and
taken back, undo), and not what the row still says once it is deleted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from app.changes import Row
from app.project import clock, identity
from app.project.founding import FIRST_THEMES

WRITTEN: Mapping[str, tuple[str, ...]] = {
    "documents": ("title",),
    "coders": ("name",),
    "themes": ("name", "colour", "key", "definition"),
    "annotations": (),
    "memos": ("text",),
}
"""The tables that have a history, and the columns people write; of an annotation, only that it is there."""

KEPT: Mapping[str, tuple[str, ...]] = {**WRITTEN, "annotations": ("created",)}
"""The columns a version keeps."""

KEEP = """
INSERT INTO versions (id, of_table, row_id, changed, deleted, content) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, deleted = excluded.deleted
WHERE (excluded.changed, coalesce(excluded.deleted, '')) > (changed, coalesce(deleted, ''))
"""

SITTING = timedelta(hours=1)
"""How long what one wrote is still being written."""


class Version(NamedTuple):
    """A row of `versions`: what a row said since `changed`, or last said when it was deleted."""

    id: str
    table: str
    row_id: str
    changed: str
    deleted: str | None
    content: str
    """What was written, as a JSON object by column."""

    @classmethod
    def of(cls, table: str, row: Row) -> Version:
        """A row as it is, as a version of itself."""
        said = {column: row[column] for column in KEPT[table]}
        deleted = None if row["deleted"] is None else str(row["deleted"])
        return cls.made(table, str(row["id"]), str(row["changed"]), deleted, said)

    @classmethod
    def made(
        cls, table: str, row_id: str, changed: str, deleted: str | None, said: Mapping[str, object]
    ) -> Version:
        """The version that says this."""
        content = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        moment = "" if WRITTEN[table] else changed
        id = identity.version_id(table, row_id, content, removed=deleted is not None, moment=moment)
        return cls(id, table, row_id, changed, deleted, content)

    @property
    def said(self) -> Mapping[str, object]:
        """What was written, by column. Raises ValueError where that cannot be read."""
        try:
            found = json.loads(self.content)
        except RecursionError as error:
            raise ValueError from error
        if not isinstance(found, dict):
            raise ValueError("an object was expected")
        return found

    @property
    def made_at(self) -> tuple[str, str] | None:
        """The row and when it was made, which each version of an annotation tells; None of other tables."""
        return (self.row_id, str(self.said.get("created"))) if self.table == "annotations" else None

    @property
    def is_first(self) -> bool:
        """Whether it tells of an annotation no more than that it was made."""
        return self.deleted is None and self.made_at == (self.row_id, self.changed)

    def is_later(self, other: Version | None) -> bool:
        """Whether this was said after the other one, which says the same."""
        return other is None or (self.changed, self.deleted or "") > (other.changed, other.deleted or "")

    def moved(self, row_id: str) -> Version:
        """The same said of another row."""
        return self.made(self.table, row_id, self.changed, self.deleted, self.said)


def unsaid_elsewhere(versions: Iterable[Version], standing: Iterable[Version]) -> Iterator[Version]:
    """The versions but for those that stand, and those that say nothing that another one does not."""
    versions, standing = list(versions), list(standing)
    stand = {version.id for version in standing}
    told = {version.made_at for version in (*versions, *standing) if not version.is_first}
    for version in versions:
        if version.id not in stand and not (version.is_first and version.made_at in told):
            yield version


def is_somebodys(table: str, row: Row) -> bool:
    """Whether a version of a row is one that somebody made."""
    if table not in WRITTEN or is_end(row):
        return False
    return table != "themes" or not _as_founded(row)


def is_end(row: Row) -> bool:
    """Whether a row ended because its work went over to a namesake; who deletes one changes it after that."""
    return row["deleted"] is not None and row["deleted"] == row["changed"]


def is_end_of(row: Row, before: Row) -> bool:
    """Whether a row is the end of what it was before, its work having gone over to a namesake."""
    return is_end(row) and row["changed"] == before["changed"]


def _as_founded(theme: Row) -> bool:
    untouched = theme["changed"] == theme["created"] and theme["deleted"] is None
    return untouched and theme["name"] in FIRST_THEMES and not theme["definition"]


class Sitting:
    """What was written by hand since a project was opened, so that it is known what came from elsewhere."""

    def __init__(self) -> None:
        self._written: dict[tuple[str, str], object] = {}

    def note(self, table: str, row: Row) -> None:
        """This was written just now."""
        if table in WRITTEN:
            self._written[table, str(row["id"])] = row["changed"]

    def loses(self, table: str, before: Row, after: Row) -> bool:
        """Whether something is lost when a row is overwritten so."""
        if not is_somebodys(table, before) or self._goes_on(table, before, after):
            return False
        if any(before[column] != after[column] for column in WRITTEN[table]):
            return True
        return before["deleted"] is not None and after["deleted"] is None

    def _goes_on(self, table: str, before: Row, after: Row) -> bool:
        if self._written.get((table, str(before["id"]))) != before["changed"]:
            return False
        return clock.parse(str(after["changed"])) - clock.parse(str(before["changed"])) < SITTING
