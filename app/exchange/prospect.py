"""What bringing files into a project will do, found out before anything is done, for people to look at.

Several files are taken as one: each is held against the project as it will be once those before it are in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.errors import Cancelled, UserError
from app.exchange import incoming, merge
from app.exchange.checking import check_rows
from app.exchange.merge import Counts, Plan
from app.exchange.pdf_marks import Taking
from app.exchange.same_work import BroughtOver, SameWork, found
from app.progress import Watch, unwatched
from app.project.database import Edit, Project
from app.project.state import COLUMNS, STAMPS, Cells, ProjectState, Row, Rows, State, StoredText
from app.project.superseded import WRITTEN

_LEFT_OUT = "left out: "


@dataclass(frozen=True, slots=True)
class Version:
    """What was written, when, and in which file; "" is the project."""

    value: str
    changed: str
    file: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing written in two ways, and what becomes of it.

    `table` and `column` are as in the project file; `name` is what people know the row by.
    """

    table: str
    name: str
    column: str
    stays: Version
    gives_way: Version


@dataclass(frozen=True, slots=True)
class Prospect:
    """What will come of the files, all of them as one plan."""

    project: Path
    files: tuple[Path, ...]
    plan: Plan
    counts: Mapping[str, Counts]
    """What becomes of the rows of each table; one that only gets another time stamp is as it was."""
    differences: tuple[Difference, ...]
    by_coder: Mapping[str, int]
    """How many new annotations each coder has, by name."""
    without_file: tuple[str, ...]
    """Titles of documents that come as text only, until somebody adds their PDF."""
    same_works: tuple[SameWork, ...]
    """Documents that come as another file than the one that is here, and read like it."""

    def __bool__(self) -> bool:
        return bool(self.plan)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What the files say and a project has no place for, with how many there are."""
        notices = self.plan.notices
        return tuple(line.removeprefix(_LEFT_OUT) for line in notices if line.startswith(_LEFT_OUT))

    @property
    def notices(self) -> tuple[str, ...]:
        """What else to know, or to settle afterwards."""
        return tuple(line for line in self.plan.notices if not line.startswith(_LEFT_OUT))

    def command(self, watch: Watch = unwatched) -> Callable[[Edit], None]:
        """All of it as one command of a history."""
        return incoming.command(self.plan, watch, lambda: False)

    def report(self) -> Iterator[str]:
        """What becomes of everything, line by line, to keep."""
        yield f"Brought into {self.project}:"
        yield from (f"  {path}" for path in self.files)
        for table, counts in self.counts.items():
            yield (
                f"{table}: {counts.added} new, {counts.changed} changed, {counts.removed} removed, "
                f"{counts.same} as they were"
            )
        if self.plan.versions:
            yield f"history: {len(self.plan.versions)} new"
        yield from (f"new annotations of {name}: {number}" for name, number in self.by_coder.items())
        for difference in self.differences:
            stays, other = difference.stays, difference.gives_way
            yield (
                f"{difference.table}, {difference.name}, {difference.column}: “{stays.value}” "
                f"({stays.file or 'here'}, {stays.changed}) stays, “{other.value}” "
                f"({other.file or 'here'}, {other.changed}) gives way"
            )
        yield from (f"without its PDF: {title}" for title in self.without_file)
        yield from map(str, self.same_works)
        yield from self.plan.notices


Progress = Callable[[Path, int], None]
"""Told which file is being read, and its place from 0."""


@contextmanager
def foreseen(
    project: Path,
    files: Sequence[Path],
    taking: Callable[[Path], Taking],
    *,
    same_work: bool = False,
    progress: Progress = lambda _path, _place: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Prospect]:
    """Hold files against a project file, which is only read; the plan can be carried out while this is open.

    `taking` says how the marks of a PDF are taken in; with `same_work`, what is on another file of a work
    that is here comes over to the file here. Raises UserError where one of the files cannot be taken, and
    Cancelled when told so between files.
    """
    with ExitStack() as stack:
        opened = stack.enter_context(Project.open(project, read_only=True))
        whole, differences = Plan(), list[Difference]()
        counts = {table: Counts() for table in COLUMNS}
        ahead = _Ahead(opened)
        before = dict(ahead.rows["annotations"])
        here = frozenset(ahead.rows["documents"])
        alike: list[SameWork] = []
        for place, path in enumerate(files):
            if cancelled():
                raise Cancelled
            progress(path, place)
            _refuse_itself(path, project)
            how = taking(path) if path.suffix.lower() == ".pdf" else None
            theirs = stack.enter_context(incoming.opened(opened, path, how))
            # Only a document that is here by now can take over what is on another file of it.
            pairs = [pair for pair in found(ahead, theirs) if pair.ours["id"] in here]
            alike += pairs
            if pairs and same_work:
                check_rows(theirs.rows, path.name)
                theirs = BroughtOver(opened, ahead, theirs, pairs)
            planned = merge.plan(ahead, theirs, path.name)
            differences += _differences(ahead.rows, theirs, path.name)
            _count(counts, ahead.rows, theirs, planned)
            ahead.take(planned)
            _add(whole, planned)
        whole.rows = ahead.taken
        by_coder = _by_coder(whole, before, ahead.rows["coders"])
        yield Prospect(
            project,
            tuple(files),
            whole,
            counts,
            tuple(differences),
            by_coder,
            _without_file(whole),
            tuple(alike),
        )


def _refuse_itself(path: Path, project: Path) -> None:
    if path.exists() and path.samefile(project):
        raise UserError(f"“{path.name}” is the project that is open. Choose the file of another coder.")


class _Ahead(ProjectState):
    """The project as it will be once what was planned so far is in."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        self._rows: dict[str, dict[str, Row]] = {table: dict(rows) for table, rows in self.rows.items()}
        self.rows: Rows = self._rows
        self._texts: dict[str, StoredText] = {}
        self._contents: set[str] = set()
        self._taken: dict[tuple[str, str], Row] = {}

    @property
    def taken(self) -> list[tuple[str, Row]]:
        """The rows planned for, each once, as it will be."""
        return [(table, row) for (table, _), row in self._taken.items()]

    def take(self, planned: Plan) -> None:
        """Count on this plan being carried out."""
        for table, row in planned.rows:
            self._rows[table][str(row["id"])] = self._taken[table, str(row["id"])] = row
        self._texts.update(planned.texts)
        self.versions.update(planned.versions)
        self._contents.update(sha256 for sha256, file in planned.files.items() if file.content is not None)

    def text(self, document_id: str) -> StoredText:
        """A document's pages and paragraphs, also of one that is still to come."""
        return self._texts.get(document_id) or super().text(document_id)

    def paragraphs(self, document_id: str) -> Cells:
        """A document's paragraphs, also of one that is still to come."""
        coming = self._texts.get(document_id)
        return super().paragraphs(document_id) if coming is None else coming.paragraphs

    def has_content(self, sha256: str) -> bool:
        """Whether the file is there or will be."""
        return sha256 in self._contents or super().has_content(sha256)


def _add(whole: Plan, planned: Plan) -> None:
    """Put a plan to those before it; its rows apart, of which the latest versions count."""
    whole.texts.update(planned.texts)
    whole.versions.update(planned.versions)
    whole.files.update(
        {
            sha256: file
            for sha256, file in planned.files.items()
            if file.content is not None or sha256 not in whole.files
        }
    )
    whole.conflicts += planned.conflicts
    whole.notices += [line for line in planned.notices if line not in whole.notices]


def _count(counts: Mapping[str, Counts], ours: Rows, theirs: State, planned: Plan) -> None:
    coming = {(table, str(row["id"])): row for table, row in planned.rows}
    for (table, id), row in coming.items():
        _count_row(counts[table], ours[table].get(id), row)
    for table, rows in theirs.rows.items():
        counts[table].same += sum((table, id) not in coming for id in rows)


def _count_row(counts: Counts, mine: Row | None, row: Row) -> None:
    here, coming = mine is not None and mine["deleted"] is None, row["deleted"] is None
    if coming and not here:
        counts.added += 1
    elif here and not coming:
        counts.removed += 1
    elif (
        coming and mine is not None and any(row[column] != mine[column] for column in row.keys() - {*STAMPS})
    ):
        counts.changed += 1
    else:
        counts.same += 1


def _by_coder(plan: Plan, before: Mapping[str, Row], coders: Mapping[str, Row]) -> Mapping[str, int]:
    """The new annotations counted by coder, most first."""
    counts: Counter[str] = Counter()
    for table, row in plan.rows:
        known = before.get(str(row["id"]))
        if (
            table == "annotations"
            and row["deleted"] is None
            and (known is None or known["deleted"] is not None)
        ):
            counts[str(coders[str(row["coder_id"])]["name"])] += 1
    return dict(counts.most_common())


def _without_file(plan: Plan) -> tuple[str, ...]:
    there = {sha256 for sha256, file in plan.files.items() if file.content is not None}
    return tuple(
        str(row["title"])
        for table, row in plan.rows
        if table == "documents" and str(row["id"]) in plan.texts and row["sha256"] not in there
    )


def _differences(ours: Rows, theirs: State, name: str) -> Iterator[Difference]:
    """What is here and in the file in two ways that people wrote."""
    written = {table: columns for table, columns in WRITTEN.items() if columns}
    for table, columns in written.items():
        for id, row in theirs.rows[table].items():
            mine = ours[table].get(id)
            if mine is None or not (_was_written(table, mine) and _was_written(table, row)):
                continue
            theirs_stays = merge.later(table, row, mine) is row
            stays, other = (row, mine) if theirs_stays else (mine, row)
            stays_in, other_in = (name, "") if theirs_stays else ("", name)
            for column in columns:
                if row[column] != mine[column]:
                    one, two = _version(stays, column, stays_in), _version(other, column, other_in)
                    yield Difference(table, _named(table, mine, ours), column, one, two)


def _was_written(table: str, row: Row) -> bool:
    """Whether somebody wrote this version and it is still there: a new project's themes are nobody's yet."""
    return row["deleted"] is None and (table != "themes" or row["changed"] != row["created"])


def _version(row: Row, column: str, file: str) -> Version:
    value = row[column]
    return Version("" if value is None else str(value), str(row["changed"]), file)


def _named(table: str, row: Row, ours: Rows) -> str:
    if table == "memos":
        coder = ours["coders"].get(str(row["coder_id"]))
        return str(coder["name"]) if coder else ""
    return str(row["title" if table == "documents" else "name"])
