"""How far coders agree: every coefficient a theme and over all themes, with what it was computed on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations, product

from app.analysis import statistics
from app.analysis.bootstrap import RESAMPLES, Interval, intervals, pooled
from app.analysis.coding import Coding, Unit, coding, marks
from app.analysis.consensus import is_consensus
from app.analysis.unitizing import overall_alpha
from app.errors import UserError
from app.exchange.contents import Contents
from app.model import Coder, Document, Theme
from app.project import completions

_STATISTICS: dict[str, statistics.Statistic] = {
    "percent": statistics.percent,
    "cohen_kappa": statistics.cohen_kappa,
    "fleiss_kappa": statistics.fleiss_kappa,
    "krippendorff_alpha": statistics.krippendorff_alpha,
    "gwet_ac1": statistics.gwet_ac1,
}
UNITIZING = "unitizing_alpha"
MEASURES = (*_STATISTICS, UNITIZING)


class Counted(StrEnum):
    """Why documents count: they were named, or else all marked them done, or else annotated in them."""

    NAMED = "named"
    DONE = "done"
    ANNOTATED = "annotated"


_WHY = {
    Counted.DONE: "Documents count that every one of these coders marked as done.",
    Counted.ANNOTATED: "No document is marked as done by every one of these coders, so those count that "
    "every one of them annotated something in.",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """A coefficient; the value is None where it is undefined, the interval where it is not known."""

    value: float | None
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """How far coders agree on one theme, or (None) over all; `given` counts units a coder gave it."""

    theme: Theme | None
    given: tuple[int, ...]
    measures: dict[str, Measure]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree, on which documents and units."""

    coders: tuple[Coder, ...]
    documents: tuple[Document, ...]
    counted: Counted
    unit: Unit
    units: int
    themes: tuple[ThemeAgreement, ...]
    notices: tuple[str, ...]


def agreement(contents: Contents, unit: Unit = Unit.PARAGRAPH, resamples: int = RESAMPLES) -> Agreement:
    """Compare the coders of a selection, or else all who annotated. Raises UserError if they cannot be.

    Documents count that were selected, or else those every one of the coders marked as done, or, where there
    are none, annotated something in; the notices say which. Over all themes, two coders agree on a unit when
    they gave it exactly the same themes.
    """
    coders = compared_coders(contents)
    if len(coders) < 2:
        raise UserError(
            "Agreement takes at least two coders who annotated; name them, or merge their files first."
        )
    counted, documents = _counted(contents, coders)
    if not documents:
        names = " and ".join(coder.name for coder in coders)
        raise UserError(
            f"No document was marked as done or annotated by {names} alike; name the documents that count."
        )
    laid_out = _laid_out(contents, documents, coders, unit)
    if not laid_out.paragraphs:
        raise UserError("There is nothing to compare: nobody annotated a paragraph of the text itself.")
    return Agreement(
        tuple(coders),
        tuple(documents),
        counted,
        unit,
        sum(number for units in laid_out.paragraphs for _, number in units),
        tuple(_rows(contents.themes, laid_out, resamples)),
        _notices(contents, counted, documents),
    )


def compared_coders(contents: Contents) -> list[Coder]:
    """The coders selected, or else all who annotated; what was settled between them is no coder's own."""
    coders = contents.active_coders()
    return coders if contents.selection.coders else [coder for coder in coders if not is_consensus(coder)]


def compared_documents(contents: Contents, coders: Sequence[Coder]) -> list[Document]:
    """The documents selected, or else those every one of the coders marked as done, or else annotated in."""
    return _counted(contents, coders)[1]


def _counted(contents: Contents, coders: Sequence[Coder]) -> tuple[Counted, list[Document]]:
    if contents.selection.documents:
        return Counted.NAMED, contents.documents
    finished = completions.all(contents.project)
    everyone = {coder.id for coder in coders}
    done = [d for d in contents.documents if all((d.id, coder) in finished for coder in everyone)]
    if done:
        return Counted.DONE, done
    annotated = [
        document
        for document in contents.documents
        if everyone <= {annotation.coder_id for annotation, _ in contents.annotations(document.id)}
    ]
    return Counted.ANNOTATED, annotated


def pairs(contents: Contents, unit: Unit = Unit.PARAGRAPH) -> dict[tuple[str, str], float | None]:
    """Krippendorff's alpha over all themes between every two coders, by their ids."""
    coders = compared_coders(contents)
    laid_out = _laid_out(contents, compared_documents(contents, coders), coders, unit)
    whole = pooled(laid_out.clusters(None))
    found = {}
    for (i, one), (j, other) in combinations(enumerate(coders), 2):
        counts: Counter[statistics.Pattern] = Counter()
        for pattern, number in whole.items():
            counts[pattern[i], pattern[j]] += number
        found[one.id, other.id] = _number(statistics.krippendorff_alpha(counts))
    return found


def confusion(
    contents: Contents, one: Coder, other: Coder, unit: Unit = Unit.PARAGRAPH
) -> Counter[tuple[str | None, str | None]]:
    """How many units have each pair of themes (ids), the first by one coder, the second by the other.

    A theme both gave is a pair with itself; the others are paired with what the other coder gave instead,
    which is None where that is nothing.
    """
    documents = compared_documents(contents, [one, other])
    laid_out = _laid_out(contents, documents, [one, other], unit)
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for units in laid_out.paragraphs:
        for (first, second), number in units:
            both = first & second
            pairs_here: set[tuple[str | None, str | None]] = {(theme, theme) for theme in both}
            pairs_here |= set(product(first - both or {None}, second - both or {None})) - {(None, None)}
            for pair in pairs_here:
                counts[pair] += number
    return counts


def _laid_out(
    contents: Contents, documents: Sequence[Document], coders: Sequence[Coder], unit: Unit
) -> Coding:
    places = {coder.id: place for place, coder in enumerate(coders)}
    return coding(
        ((contents.paragraphs(d.id), marks(contents.annotations(d.id), places)) for d in documents),
        len(coders),
        unit,
    )


def _rows(themes: Sequence[Theme], laid_out: Coding, resamples: int) -> list[ThemeAgreement]:
    unitizing = laid_out.unitizing()
    rows = []
    for theme in themes:
        found = unitizing.get(theme.id)
        rows.append(_row(theme, laid_out, found.alpha if found else None, resamples))
    return [*rows, _row(None, laid_out, overall_alpha(list(unitizing.values())), resamples)]


def _row(theme: Theme | None, laid_out: Coding, alpha: Fraction | None, resamples: int) -> ThemeAgreement:
    clusters = laid_out.clusters(theme.id if theme else None)
    names = [name for name in _STATISTICS if name != "cohen_kappa" or laid_out.coders == 2]
    chosen = [_STATISTICS[name] for name in names]
    whole = pooled(clusters)
    spread = intervals(clusters, chosen, resamples) if clusters and resamples else [None] * len(chosen)
    measures = {
        name: Measure(_number(statistic(whole)), interval)
        for name, statistic, interval in zip(names, chosen, spread, strict=True)
    }
    measures[UNITIZING] = Measure(_number(alpha))
    places = range(laid_out.coders)
    given = tuple(laid_out.given(place, theme.id) for place in places) if theme else ()
    return ThemeAgreement(theme, given, measures)


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _notices(contents: Contents, counted: Counted, documents: Sequence[Document]) -> tuple[str, ...]:
    why = (_WHY[counted],) if counted in _WHY else ()
    lost = sum(passage.first is None for d in documents for _, passage in contents.annotations(d.id))
    if lost:
        return (*why, f"{lost} annotations belong to no paragraph and were not compared.")
    return why
