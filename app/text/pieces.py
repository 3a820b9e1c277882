"""A paragraph in the making: the rows that belong together and what is known of them so far."""

from __future__ import annotations

from dataclasses import dataclass

from app.model import Kind
from app.text.rows import Row


@dataclass(slots=True)
class Piece:
    """Rows that belong together, and what they are."""

    kind: Kind
    rows: list[Row]
    number: str | None = None
    level: int = 0

    @property
    def first(self) -> Row:
        """Its first row."""
        return self.rows[0]

    @property
    def length(self) -> int:
        """How many characters it has."""
        return sum(len(row.text) for row in self.rows)
