"""Themes and coders of one name are one: what was made under both ids is brought under one of them.

Two people may give one name to themes that began as different ones, by renaming. The one made first stays,
the work on the other goes over to it. All of it follows from the rows alone and only ever makes versions of
rows that win over those before, so that everybody who merges comes to the same. What gave way where two of
them met, and what the others said before, goes into the history of the one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from app.model import MemoTarget
from app.project import clock, identity
from app.project.state import Row

Later = Callable[[str, Row, Row], Row]


class Unifying:
    """Makes one of those that share a name, in rows it takes over and changes."""

    def __init__(self, rows: Mapping[str, Mapping[str, Row]], later: Later) -> None:
        self.rows = {table: dict(found) for table, found in rows.items()}
        self.changed: dict[tuple[str, str], Row] = {}
        self.notices: list[str] = []
        self.gave_way: list[tuple[str, Row, Row]] = []
        """Table, what gave way, and what it gave way to."""
        self.moved: dict[tuple[str, str], str] = {}
        """By table and id, the id of the row that a row's work went over to."""
        self._later = later
        for table, column in (("themes", "theme_id"), ("coders", "coder_id")):
            for group in list(_namesakes(self.rows[table])):
                first, *others = sorted(group, key=lambda row: (str(row["created"]), str(row["id"])))
                for other in others:
                    self._move_annotations(column, first, other)
                    self._move_memos(table, first, other)
                    if table == "coders":
                        self._move_completions(first, other)
                    self._end(table, other, str(first["id"]))
                    self.gave_way.append((table, {**other, "id": first["id"]}, first))
                    if table == "themes":
                        self._move_children(first, other)
                self.notices.append(f"{len(group)} {table} called “{first['name']}” became one.")

    def _move_annotations(self, column: str, first: Row, other: Row) -> None:
        for row in _live(self.rows["annotations"], column, other["id"]):
            moved = {**row, column: first["id"]}
            parts = (str(moved[part]) for part in ("passage_id", "theme_id", "coder_id"))
            self._meet("annotations", {**moved, "id": identity.annotation_id(*parts)}, row)

    def _move_memos(self, table: str, first: Row, other: Row) -> None:
        column = "target_id" if table == "themes" else "coder_id"
        for row in _live(self.rows["memos"], column, other["id"]):
            if table == "themes" and row["target"] != MemoTarget.THEME:
                continue
            moved = {**row, column: first["id"]}
            parts = (str(moved[part]) for part in ("target", "target_id", "coder_id"))
            self._meet("memos", {**moved, "id": identity.memo_id(*parts)}, row)

    def _move_completions(self, first: Row, other: Row) -> None:
        for row in _live(self.rows["completions"], "coder_id", other["id"]):
            id = identity.completion_id(str(row["document_id"]), str(first["id"]))
            self._meet("completions", {**row, "coder_id": first["id"], "id": id}, row)

    def _move_children(self, first: Row, other: Row) -> None:
        for row in _live(self.rows["themes"], "parent_id", other["id"]):
            above = None if row["id"] == first["id"] else first["id"]
            stamps = (str(each["changed"]) for each in (row, first, other))
            moved = {**row, "parent_id": above, "changed": _just_after(max(stamps))}
            self.gave_way.append(("themes", row, moved))
            self._put("themes", moved)

    def _meet(self, table: str, row: Row, from_row: Row) -> None:
        """Put a row that goes over where it goes, and end the one it went over from."""
        known = self.rows[table].get(str(row["id"]))
        stays = row if known is None else self._later(table, row, known)
        if known is not None:
            self.gave_way.append((table, known if stays is row else row, stays))
        self._put(table, stays)
        self._end(table, from_row, str(row["id"]))

    def _end(self, table: str, row: Row, goes_over_to: str) -> None:
        """Deleted at the moment of its last change, and so the stronger version of it."""
        self._put(table, {**row, "deleted": row["changed"]})
        self.moved[table, str(row["id"])] = goes_over_to

    def _put(self, table: str, row: Row) -> None:
        id = str(row["id"])
        if self.rows[table].get(id) != row:
            self.rows[table][id] = self.changed[table, id] = row


def _namesakes(rows: Mapping[str, Row]) -> Iterator[list[Row]]:
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        if row["deleted"] is None:
            groups[identity.folded(str(row["name"]))].append(row)
    return (group for group in groups.values() if len(group) > 1)


def _live(rows: Mapping[str, Row], column: str, value: object) -> list[Row]:
    return [row for row in rows.values() if row[column] == value and row["deleted"] is None]


def _just_after(stamp: str) -> str:
    moment = clock.parse(stamp) + timedelta(microseconds=1)
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
