"""Two projects made one: of each row the later version, whatever the order and however often they meet.

A row is the same row in every project by its id. Its versions are ordered by when they were changed, then by
their content, and the greatest wins; so merging is idempotent, commutative and associative, and all who
exchange files in any order end with the same rows. A deletion is a change like any other. A theme nobody
changed since its project was made gives way to one somebody did. What gives way is kept in the history of
the row (`app.project.superseded`), which comes along with every file; undoing a merge does not forget it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from app.errors import Cancelled
from app.exchange.checking import check_content, check_places, check_rows, check_text, check_versions
from app.exchange.placing import Placing
from app.exchange.unifying import Unifying
from app.project import corrections, identity
from app.project.database import Edit
from app.project.state import (
    COLUMNS,
    Cells,
    OwnReading,
    ProjectState,
    Remembering,
    Row,
    Rows,
    State,
    StoredFile,
    StoredText,
    delay_references,
    unsaid,
    write_file,
    write_text,
)
from app.project.superseded import WRITTEN, Version, is_end_of, is_somebodys

_LOCAL = {
    "documents": ("engine",),
    "passages": ("first_paragraph", "last_paragraph", "text_start", "text_end"),
}
"""Columns that say how this project reads a document: they are no part of what is exchanged."""

_EVERY = 500


@dataclass(slots=True)
class Counts:
    """What a merge does to the rows of one table."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0


@dataclass(slots=True)
class Plan:
    """What a merge will do, found out before anything is done."""

    rows: list[tuple[str, Row]] = field(default_factory=list)
    texts: dict[str, StoredText] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    """What goes into the history of rows, by id."""
    counts: dict[str, Counts] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows or self.texts or self.files or self.versions)

    def lines(self) -> Iterator[str]:
        """The plan for people to read, one line a fact."""
        for table, counts in self.counts.items():
            yield (
                f"{table}: {counts.added} new, {counts.changed} changed, {counts.removed} removed, "
                f"{counts.same} as they were"
            )
        if self.files:
            yield f"files: {len(self.files)} new"
        if self.versions:
            yield f"history: {len(self.versions)} new"
        yield from self.conflicts
        yield from self.notices


def plan(ours: ProjectState, theirs: State, name: str) -> Plan:
    """Compare a project with what the file `name` says. Raises UserError where that is not sound."""
    check_rows(theirs.rows, name)
    found = Plan(notices=list(theirs.losses))
    if isinstance(theirs, Remembering):
        check_versions(theirs.versions, theirs.rows, name)
        found.versions |= theirs.versions
    placing = _take_documents(found, ours, theirs, name)
    for table in COLUMNS:
        found.counts[table] = counts = Counts()
        for id, row in theirs.rows[table].items():
            mine = ours.rows[table].get(id)
            incoming = placing.placed(table, row)
            if mine is not None and later(table, incoming, mine) is mine:
                counts.same += 1
                _note_conflict(found, table, mine, incoming)
                continue
            found.rows.append((table, incoming))
            _count(counts, mine, incoming)
            if mine is not None:
                _note_conflict(found, table, incoming, mine)
    after = _unify(found, ours)
    _note_clashes(found, after)
    _leave_known(found, ours, after)
    return found


def apply(
    edit: Edit, planned: Plan, progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> None:
    """Do what was planned, in one edit; Cancelled takes all of it back."""
    delay_references(edit)
    for place, (table, row) in enumerate(planned.rows):
        if place % _EVERY == 0:
            progress(place, len(planned.rows))
            if cancelled():
                raise Cancelled
        edit.write(table, row, stamped=False)
    for document_id, text in planned.texts.items():
        write_text(edit, document_id, text)
    for sha256, file in planned.files.items():
        write_file(edit, sha256, file)
    edit.keep(planned.versions.values())
    corrections.follow(edit)
    progress(len(planned.rows), len(planned.rows))


def _take_documents(found: Plan, ours: ProjectState, theirs: State, name: str) -> Placing:
    """Plan for the texts and files of documents; passages that lie in another reading are placed anew."""
    differing: dict[str, Cells] = {}
    lengths: dict[str, int] = {}
    for id, row in theirs.rows["documents"].items():
        if id not in ours.rows["documents"]:
            found.texts[id] = theirs.text(id)
            check_text(found.texts[id], name)
        own = found.texts[id].paragraphs if id in found.texts else ours.paragraphs(id)
        read = theirs.paragraphs(id) if isinstance(theirs, OwnReading) else own
        lengths[id] = len(read)
        if read != own:
            differing[id] = own
        _take_file(found, ours, theirs, str(row["sha256"]), name)
    check_places(theirs.rows["passages"], lengths, name)
    return Placing(differing, ours.rows["documents"])


def _take_file(found: Plan, ours: ProjectState, theirs: State, sha256: str, name: str) -> None:
    """Plan for a document's file, where it is not here yet."""
    if ours.has_content(sha256):
        return
    file = theirs.file(sha256)
    if file is not None and (file.content is not None or identity.document_id(sha256) in found.texts):
        check_content(file, sha256, name)
        found.files[sha256] = file


def later(table: str, one: Row, other: Row) -> Row:
    """The version of a row that stands when two meet."""
    return max(other, one, key=lambda row: _strength(table, row))


def _strength(table: str, row: Row) -> tuple[object, ...]:
    kept = {column: value for column, value in row.items() if column not in _LOCAL.get(table, ())}
    return (
        _touched(table, row),
        row["changed"],
        row["deleted"] is not None,
        json.dumps(kept, sort_keys=True),
    )


def _touched(table: str, row: Row) -> bool:
    return table != "themes" or row["changed"] != row["created"]


def _count(counts: Counts, mine: Row | None, incoming: Row) -> None:
    gone = incoming["deleted"] is not None
    if mine is None:
        counts.same += gone  # it was made and removed elsewhere; nobody here will miss it
        counts.added += not gone
    elif gone and mine["deleted"] is None:
        counts.removed += 1
    else:
        counts.changed += 1


def _note_conflict(found: Plan, table: str, winner: Row, loser: Row) -> None:
    """Name what was written in two ways and keep the earlier one, so that it is not lost."""
    _keep(found, table, winner, loser)
    for column in WRITTEN.get(table, ()):
        if winner[column] != loser[column] and _touched(table, loser):
            later = f"“{_short(winner[column])}” ({winner['changed']})"
            earlier = f"“{_short(loser[column])}” ({loser['changed']})"
            found.conflicts.append(f"{table}: {column} {later} stands instead of {earlier}")


def _keep(found: Plan, table: str, winner: Row, loser: Row) -> None:
    """Put what gives way into the history of the row, unless it still stands, ended or read anew."""
    if loser != winner and is_somebodys(table, loser) and not is_end_of(winner, loser):
        version = Version.of(table, loser)
        if version.id != Version.of(table, winner).id:
            _take_version(found, version)


def _take_version(found: Plan, version: Version) -> None:
    if version.is_later(found.versions.get(version.id)):
        found.versions[version.id] = version


def _leave_known(found: Plan, ours: ProjectState, after: Rows) -> None:
    """Plan only for versions that are not here, and that say what nothing here will."""
    news = {id: one for id, one in found.versions.items() if one.is_later(ours.versions.get(id))}
    all_unsaid = unsaid({**ours.versions, **news}.values(), after) if news else {}
    found.versions = {id: version for id, version in news.items() if id in all_unsaid}


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 200 else text[:199] + "…"


def _unify(found: Plan, ours: ProjectState) -> Rows:
    """Plan for themes and coders of one name to be one, in their histories too; the rows as they will be."""
    after = {table: dict(rows) for table, rows in ours.rows.items()}
    for table, row in found.rows:
        after[table][str(row["id"])] = row
    unifying = Unifying(after, later)
    kept = [(table, row) for table, row in found.rows if (table, str(row["id"])) not in unifying.changed]
    found.rows = [*kept, *((table, row) for (table, _), row in unifying.changed.items())]
    found.notices += unifying.notices
    for table, loser, winner in unifying.gave_way:
        _keep(found, table, winner, loser)
    for version in (*ours.versions.values(), *found.versions.values()) if unifying.moved else ():
        if row_id := unifying.moved.get((version.table, version.row_id)):
            _take_version(found, version.moved(row_id))
    return unifying.rows


def _note_clashes(found: Plan, after: Rows) -> None:
    """What people should settle afterwards: titles and keys used twice, work hidden under a deleted theme."""
    live = {table: [row for row in rows.values() if row["deleted"] is None] for table, rows in after.items()}
    for table, column in (("themes", "key"), ("documents", "title")):
        shared = Counter(identity.folded(str(row[column])) for row in live[table] if row[column] is not None)
        for value, number in shared.items():
            if number > 1:
                found.notices.append(f"{number} {table} have the {column} “{value}”; rename one of them.")
    hidden: Counter[str] = Counter()
    for annotation in live["annotations"]:
        theme = after["themes"][str(annotation["theme_id"])]
        if theme["deleted"] is not None:
            hidden[str(theme["name"])] += 1
    for theme_name, number in hidden.items():
        found.notices.append(
            f"{number} annotations are hidden because their theme “{theme_name}” was deleted; add a theme of "
            "that name to see them again."
        )


def contents(rows: Rows) -> Mapping[str, list[Row]]:
    """The rows in an order of their own, for comparing projects; without what is but a way of reading."""
    return {table: [_exchanged(table, rows[table][id]) for id in sorted(rows[table])] for table in COLUMNS}


def _exchanged(table: str, row: Row) -> Row:
    return {column: value for column, value in row.items() if column not in _LOCAL.get(table, ())}
