"""The command that says how far coders agree."""

from __future__ import annotations

from pathlib import Path

import click

from app.analysis.agreement import MEASURES, Agreement, Measure, ThemeAgreement, agreement
from app.analysis.coding import Unit
from app.cli.opening import AS_JSON, PROJECT, reading
from app.cli.output import Record, json_lines, notice, table
from app.exchange.agreement_table import WRITERS, agreement_table
from app.exchange.contents import Contents, Selection
from app.exchange.whole_file import written_whole

_UNITS = [str(unit) for unit in Unit]
_UNIT_NAMES = {Unit.PARAGRAPH: "paragraphs", Unit.CHARACTER: "characters", Unit.CODED: "annotated paragraphs"}
_HEADS = {
    "percent": "percent",
    "cohen_kappa": "Cohen's κ",
    "fleiss_kappa": "Fleiss' κ",
    "krippendorff_alpha": "Krippendorff's α",
    "gwet_ac1": "Gwet's AC1",
    "unitizing_alpha": "unitizing α",
}
_UNDEFINED = "undefined"

EPILOG = """\b
Units:
  paragraph  every paragraph but running heads, feet and page numbers
  character  every character of these; a paragraph is drawn as a whole
  coded      only paragraphs that at least one of the coders annotated

Documents count that are named with --document, or else those every one of the
coders marked as done (diptych done), or, where there are none, those in which
every one of them annotated something; which it was is said.

Every theme is a yes or no on each unit; in the last row (all) coders agree on
a unit where they gave it exactly the same themes. In brackets: 95 % confidence
interval, by bootstrap over paragraphs with a fixed seed. Undefined: the formula
divides by nothing, as when nobody used the theme. Unitizing α compares where
stretches of text begin and end. With --json a measure is an object with value,
low and high; null is undefined.

\b
Examples:
  diptych agreement study.db
  diptych agreement study.db --coder Ana --coder Ben --unit coded
  diptych agreement study.db -o agreement.xlsx
"""


@click.command("agreement", epilog=EPILOG)
@PROJECT
@click.option(
    "--coder", "coders", multiple=True, metavar="NAME", help="Compare these (default: all who annotated)."
)
@click.option(
    "--document", "titles", multiple=True, metavar="NAME", help="Only this document; may be repeated."
)
@click.option(
    "--unit", type=click.Choice(_UNITS), default=_UNITS[0], show_default=True, help="What is compared."
)
@AS_JSON
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write the figures to a .csv, .jsonl or .xlsx file, unrounded.",
)
def show_agreement(
    project: Path,
    coders: tuple[str, ...],
    titles: tuple[str, ...],
    unit: str,
    as_json: bool,
    output: Path | None,
) -> None:
    """Say how far coders agree."""
    if output and output.suffix.lower() not in WRITERS:
        raise click.UsageError(f"-o takes a file that ends in {', '.join(WRITERS)}.")
    with reading(project) as opened:
        selection = Selection.named(opened, coder_names=coders, titles=titles)
        found = agreement(Contents(opened, selection), Unit(unit))
    for said in found.notices:
        notice(said)
    if output:
        with written_whole(output) as stream:
            WRITERS[output.suffix.lower()](agreement_table(found), stream)
        notice(f"Wrote {output}.")
        return
    if as_json:
        json_lines(_record(found, row) for row in found.themes)
        return
    click.echo(_heading(found))
    table([_shown(found, row) for row in found.themes])


def _heading(found: Agreement) -> str:
    coders = ", ".join(coder.name for coder in found.coders)
    documents = ", ".join(document.title for document in found.documents)
    return f"Coders: {coders}\nDocuments: {documents}\nUnits: {found.units} {_UNIT_NAMES[found.unit]}\n"


def _shown(found: Agreement, row: ThemeAgreement) -> Record:
    given = row.given or ("",) * len(found.coders)
    return {
        "theme": row.theme.name if row.theme else "(all)",
        **{coder.name: number for coder, number in zip(found.coders, given, strict=True)},
        **{_HEADS[name]: _with_interval(row.measures[name]) for name in MEASURES if name in row.measures},
    }


def _with_interval(measure: Measure) -> str:
    if measure.value is None:
        return _UNDEFINED
    if measure.interval is None:
        return f"{measure.value:.3f}"
    return f"{measure.value:.3f} [{measure.interval.low:.2f}, {measure.interval.high:.2f}]"


def _record(found: Agreement, row: ThemeAgreement) -> Record:
    return {
        "theme": row.theme.name if row.theme else None,
        "coders": [coder.name for coder in found.coders],
        "documents": [document.title for document in found.documents],
        "counted": str(found.counted),
        "unit": str(found.unit),
        "units": found.units,
        "given": list(row.given) if row.theme else None,
        **{name: _measure_record(measure) for name, measure in row.measures.items()},
    }


def _measure_record(measure: Measure) -> Record | None:
    if measure.value is None:
        return None
    interval = measure.interval
    return {
        "value": measure.value,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
    }
