"""What one transaction did to the project, row by row, with enough to take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Row = Mapping[str, object]

_MANY = 1000


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; `before` is None for a new row."""

    table: str
    id: str
    before: Row | None
    after: Row


@dataclass(frozen=True, slots=True)
class Changes:
    """All rows one transaction touched, in the order it touched them, each once."""

    rows: tuple[RowChange, ...] = ()
    _by_table: dict[str, tuple[RowChange, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _ids: dict[str, frozenset[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __bool__(self) -> bool:
        return bool(self.rows)

    @property
    def many(self) -> bool:
        """Whether they are so many that to look at everything again costs less than to go through them."""
        return len(self.rows) > _MANY

    def of(self, table: str) -> Iterator[RowChange]:
        """The changes to one table."""
        return iter(self._sorted_out().get(table, ()))

    def ids(self, table: str) -> frozenset[str]:
        """The ids touched in one table."""
        if table not in self._ids:
            self._ids[table] = frozenset([row.id for row in self.of(table)])
        return self._ids[table]

    def look_through(self) -> None:
        """Have at hand which rows of which table there are, where the first to ask could not wait for it."""
        for table in self._sorted_out():
            self.ids(table)

    @property
    def texts(self) -> frozenset[str]:
        """The documents that have other paragraphs now: corrected by readers, or read anew."""
        corrected = {str(row.after["document_id"]) for row in self.of("corrections")}
        read = {row.id for row in self.of("documents") if _engine_changed(row)}
        return frozenset(corrected | read)

    def _sorted_out(self) -> dict[str, tuple[RowChange, ...]]:
        """The rows by table: every view asks, and there may be 100,000."""
        if self.rows and not self._by_table:
            tables: dict[str, list[RowChange]] = {}
            for row in self.rows:
                tables.setdefault(row.table, []).append(row)
            self._by_table.update((table, tuple(rows)) for table, rows in tables.items())
        return self._by_table


def _engine_changed(row: RowChange) -> bool:
    return row.before is not None and row.before.get("engine") != row.after.get("engine")
