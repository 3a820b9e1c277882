"""Intervals come out the same every time, and cover what they should."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from app.analysis.bootstrap import Cluster, Interval, binomial, intervals, pooled
from app.analysis.statistics import cohen_kappa, percent

BOTH, NEITHER, ONE = ((True, True), 1), ((False, False), 1), ((True, False), 1)
UNITS: Counter[Cluster] = Counter({(BOTH,): 30, (NEITHER,): 150, (ONE,): 20})


def test_the_same_codings_give_the_same_interval() -> None:
    assert intervals(UNITS, [cohen_kappa]) == intervals(UNITS, [cohen_kappa])


def test_the_interval_of_a_share_is_that_of_the_binomial() -> None:
    (found,) = intervals(UNITS, [percent])
    assert found is not None
    # 0.9 ± 1.96 · √(0.9 · 0.1 / 200)
    assert (found.low, found.high) == pytest.approx((0.858, 0.942), abs=0.006)


def test_paragraphs_are_drawn_whole() -> None:
    clusters: Counter[Cluster] = Counter({((BOTH[0], 1000), (ONE[0], 1000)): 5})
    assert intervals(clusters, [percent]) == [Interval(0.5, 0.5)]


def test_mostly_undefined_has_no_interval() -> None:
    assert intervals(Counter({(BOTH,): 1, (NEITHER,): 300}), [cohen_kappa]) == [None]


def test_pooling_counts_units() -> None:
    assert pooled(UNITS) == {BOTH[0]: 30, NEITHER[0]: 150, ONE[0]: 20}


@pytest.mark.parametrize("chance", [0.0, 0.02, 0.5, 0.9, 1.0])
def test_a_binomial_has_its_mean_and_bounds(chance: float) -> None:
    drawing = random.Random(1)
    drawn = [binomial(drawing, 50, chance) for _ in range(4000)]
    assert sum(drawn) / len(drawn) == pytest.approx(50 * chance, abs=0.2)
    assert 0 <= min(drawn) <= max(drawn) <= 50
