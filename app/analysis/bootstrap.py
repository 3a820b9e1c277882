"""Confidence intervals by resampling: how far a coefficient would move with another sample of paragraphs.

Percentile bootstrap (Efron and Tibshirani 1993, section 13.3) over clusters of units, with a fixed seed, so
that the same codings give the same interval every time.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.analysis.statistics import Pattern, Statistic

RESAMPLES = 1000
LEVEL = 0.95
SEED = 20041960
_MOST_UNDEFINED = 0.05

Cluster = tuple[tuple[Pattern, int], ...]
"""Units that are drawn together (one paragraph, or its characters): their patterns and how many have each."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of the resampled values."""

    low: float
    high: float


def intervals(
    clusters: Mapping[Cluster, int], statistics: Sequence[Statistic], resamples: int = RESAMPLES
) -> list[Interval | None]:
    """An interval a statistic; None where it is undefined in more than 5 % of the resamples."""
    found: list[list[float]] = [[] for _ in statistics]
    drawing = random.Random(SEED)
    for _ in range(resamples):
        drawn = _pooled(_resample(clusters, drawing))
        for values, statistic in zip(found, statistics, strict=True):
            value = statistic(drawn)
            if value is not None:
                values.append(float(value))
    return [_interval(values, resamples) for values in found]


def pooled(clusters: Mapping[Cluster, int]) -> Counter[Pattern]:
    """The tally of all units of all clusters."""
    return _pooled(clusters.items())


def _pooled(clusters: Iterable[tuple[Cluster, int]]) -> Counter[Pattern]:
    counts: Counter[Pattern] = Counter()
    for cluster, times in clusters:
        for pattern, number in cluster:
            counts[pattern] += number * times
    return counts


def _resample(clusters: Mapping[Cluster, int], drawing: random.Random) -> list[tuple[Cluster, int]]:
    """As many clusters as there are, drawn with replacement: one binomial for each distinct cluster."""
    left = weight = sum(clusters.values())
    drawn = []
    for cluster, number in sorted(clusters.items(), key=lambda item: item[1]):
        times = binomial(drawing, left, number / weight)
        drawn.append((cluster, times))
        left, weight = left - times, weight - number
    return drawn


def binomial(drawing: random.Random, trials: int, chance: float) -> int:
    """How many of so many trials succeed, by leaps from success to success (Devroye 1986, X.4.3)."""
    if chance > 0.5:
        return trials - binomial(drawing, trials, 1 - chance)
    if chance <= 0 or not trials:
        return 0
    scale, place, successes = math.log1p(-chance), 0, 0
    while True:
        place += int(math.log(1 - drawing.random()) / scale) + 1
        if place > trials:
            return successes
        successes += 1


def _interval(values: list[float], resamples: int) -> Interval | None:
    if len(values) < (1 - _MOST_UNDEFINED) * resamples or not values:
        return None
    values.sort()
    tail = (1 - LEVEL) / 2
    low = math.floor(tail * (len(values) - 1))
    return Interval(values[low], values[len(values) - 1 - low])
