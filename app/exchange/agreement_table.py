"""How far coders agree, as a table to take away: one row a theme, unrounded, with what it was computed on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

from app.analysis.agreement import MEASURES, Agreement, Measure
from app.exchange import csv, jsonl, xlsx
from app.exchange.rows import Cell, Column, Row, Table

_ABOUT = {
    "percent": "Share of judgements that agree.",
    "cohen_kappa": "Cohen's kappa (two coders).",
    "fleiss_kappa": "Fleiss' kappa.",
    "krippendorff_alpha": "Krippendorff's alpha, nominal.",
    "gwet_ac1": "Gwet's AC1.",
    "unitizing_alpha": "Krippendorff's alpha for unitizing: where stretches of text begin and end.",
}


def agreement_table(found: Agreement) -> Table:
    """The figures as a table; an empty cell is undefined, or an interval that is not known."""
    columns = [
        Column("theme", str, "The theme; the last row is over all, agreeing where the themes are the same."),
        Column("coders", str, "Who was compared."),
        Column("documents", str, "The documents that counted."),
        Column("counted", str, "Why: named, or done or annotated by everybody compared."),
        Column("unit", str, "What was compared."),
        Column("units", int, "How many of these there were."),
    ]
    columns += [Column(f"given_by_{c.name}", int, f"Units {c.name} gave the theme.") for c in found.coders]
    for name in MEASURES:
        columns += [
            Column(name, float, f"{_ABOUT[name]} Empty where undefined."),
            Column(f"{name}_low", float, "Lower end of its 95 % confidence interval."),
            Column(f"{name}_high", float, "Upper end of its 95 % confidence interval."),
        ]
    return Table("agreement", tuple(columns), _rows(found))


def _rows(found: Agreement) -> Iterator[Row]:
    on = (
        "; ".join(coder.name for coder in found.coders),
        "; ".join(document.title for document in found.documents),
        str(found.counted),
        str(found.unit),
        found.units,
    )
    for row in found.themes:
        given: tuple[Cell, ...] = row.given or (None,) * len(found.coders)
        figures = [cell for name in MEASURES for cell in _figures(row.measures.get(name))]
        yield Row((row.theme.name if row.theme else "(all)", *on, *given, *figures))


def _figures(measure: Measure | None) -> tuple[Cell, ...]:
    interval = measure.interval if measure else None
    return (
        measure.value if measure else None,
        interval.low if interval else None,
        interval.high if interval else None,
    )


def _as_workbook(table: Table, stream: BinaryIO) -> int:
    rows, _ = xlsx.write([table], stream)
    return rows


WRITERS: dict[str, Callable[[Table, BinaryIO], int]] = {
    ".csv": csv.write,
    ".jsonl": jsonl.write,
    ".xlsx": _as_workbook,
}
"""How a table is written, by the ending of its file."""
