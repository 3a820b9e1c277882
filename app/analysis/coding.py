"""What coders gave each unit of text: the codings of a project, laid out for comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.analysis.bootstrap import Cluster
from app.analysis.statistics import Pattern
from app.analysis.unitizing import Disagreement, of_categories
from app.model import FURNITURE, Annotation, Paragraph, Passage

Given = tuple[frozenset[str], ...]
"""The themes each coder gave a piece of text, by id, one place a coder."""


class Unit(StrEnum):
    """What is compared."""

    PARAGRAPH = "paragraph"
    CHARACTER = "character"
    CODED = "coded"


@dataclass(frozen=True, slots=True)
class Mark:
    """One coder's theme on a stretch of a document's text (code points, end exclusive) and its paragraphs."""

    coder: int
    theme_id: str
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Coding:
    """The paragraphs of the documents compared, each with what the coders gave its units."""

    coders: int
    paragraphs: tuple[tuple[tuple[Given, int], ...], ...]
    continuum: tuple[dict[str, list[tuple[int, int]]], ...]
    length: int

    def clusters(self, theme_id: str | None) -> Counter[Cluster]:
        """The paragraphs as clusters of judgements: on one theme yes or no, or (None) which themes."""
        return Counter(_judged(units, theme_id) for units in self.paragraphs)

    def given(self, coder: int, theme_id: str) -> int:
        """How many units a coder gave a theme."""
        return sum(number for units in self.paragraphs for given, number in units if theme_id in given[coder])

    def unitizing(self) -> dict[str, Disagreement]:
        """The disagreement on where each theme begins and ends, over all the text as one continuum."""
        return of_categories(self.continuum, 0, self.length)


def coding(
    documents: Iterable[tuple[Sequence[Paragraph], Sequence[Mark]]], coders: int, unit: Unit
) -> Coding:
    """Lay out the marks of `coders` coders on documents. Running heads and the like are no units."""
    paragraphs: list[tuple[tuple[Given, int], ...]] = []
    continuum: tuple[dict[str, list[tuple[int, int]]], ...] = tuple(defaultdict(list) for _ in range(coders))
    offset = 0
    for found, marks in documents:
        length = 0
        touching = _by_paragraph(marks)
        for paragraph, start, end in _studied(found):
            units = _units(start, end, touching.get(paragraph.ordinal, ()), coders, unit)
            if unit is not Unit.CODED or any(any(given) for given, _ in units):
                paragraphs.append(units)
            length = end + 1
        for mark in marks:
            continuum[mark.coder][mark.theme_id].append((offset + mark.start, offset + mark.end))
        offset += length
    return Coding(coders, tuple(paragraphs), continuum, offset)


def marks(annotations: Iterable[tuple[Annotation, Passage]], coders: Mapping[str, int]) -> list[Mark]:
    """The marks of these coders (by id, with their places) that lie in paragraphs."""
    return [
        Mark(
            coders[annotation.coder_id],
            annotation.theme_id,
            passage.anchor.start,
            passage.anchor.end,
            passage.first,
            passage.last,
        )
        for annotation, passage in annotations
        if annotation.coder_id in coders and passage.first is not None and passage.last is not None
    ]


def _studied(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Paragraph, int, int]]:
    """The paragraphs people study with the stretch of the document's text each has."""
    start = 0
    for paragraph in paragraphs:
        if paragraph.kind not in FURNITURE:
            yield paragraph, start, start + len(paragraph.text)
            start += len(paragraph.text) + 1


def _by_paragraph(marks: Iterable[Mark]) -> dict[int, list[Mark]]:
    touching: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        for ordinal in range(mark.first, mark.last + 1):
            touching[ordinal].append(mark)
    return touching


def _units(
    start: int, end: int, here: Sequence[Mark], coders: int, unit: Unit
) -> tuple[tuple[Given, int], ...]:
    """What the coders gave the paragraph with this stretch of text; `here` are the marks that touch it."""
    if unit is not Unit.CHARACTER:
        return ((_given(here, coders), 1),)
    counts: Counter[Given] = Counter()
    cuts = sorted(
        {start, end, *(place for mark in here for place in (mark.start, mark.end) if start < place < end)}
    )
    for left, right in pairwise(cuts):
        counts[_given([mark for mark in here if mark.start <= left and right <= mark.end], coders)] += (
            right - left
        )
    return tuple(counts.items())


def _given(marks: Iterable[Mark], coders: int) -> Given:
    themes: list[set[str]] = [set() for _ in range(coders)]
    for mark in marks:
        themes[mark.coder].add(mark.theme_id)
    return tuple(frozenset(given) for given in themes)


def _judged(units: tuple[tuple[Given, int], ...], theme_id: str | None) -> Cluster:
    counts: Counter[Pattern] = Counter()
    for given, number in units:
        counts[given if theme_id is None else tuple(theme_id in themes for themes in given)] += number
    return tuple(sorted(counts.items(), key=repr))
