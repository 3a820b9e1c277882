"""What one transaction did to the project, row by row, with enough to take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Row = Mapping[str, object]


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

    def __bool__(self) -> bool:
        return bool(self.rows)

    def of(self, table: str) -> Iterator[RowChange]:
        """The changes to one table."""
        return (row for row in self.rows if row.table == table)

    def ids(self, table: str) -> frozenset[str]:
        """The ids touched in one table."""
        return frozenset(row.id for row in self.of(table))

    @property
    def texts(self) -> frozenset[str]:
        """The documents that have other paragraphs now: corrected by readers, or read anew."""
        corrected = {str(row.after["document_id"]) for row in self.of("corrections")}
        read = {row.id for row in self.of("documents") if _engine_changed(row)}
        return frozenset(corrected | read)


def _engine_changed(row: RowChange) -> bool:
    return row.before is not None and row.before.get("engine") != row.after.get("engine")
