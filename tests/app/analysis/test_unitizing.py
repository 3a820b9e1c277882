"""Unitizing alpha gives the figures of Krippendorff (2004, pp. 252-256)."""

from __future__ import annotations

from fractions import Fraction

import pytest

from app.analysis.unitizing import (
    Disagreement,
    Stretch,
    difference,
    disagreement,
    of_categories,
    overall_alpha,
    sections,
)

OBSERVER_I = {"c": [(225, 295), (370, 400)], "k": [(180, 240), (300, 350)]}
OBSERVER_J = {"c": [(220, 300), (355, 375), (400, 420)], "k": [(180, 240), (300, 350)]}
EXAMPLE = of_categories([OBSERVER_I, OBSERVER_J], 150, 450)


@pytest.mark.parametrize(
    ("category", "observed", "expected", "alpha"), [("c", 0.0144, 0.0532, 0.7286), ("k", 0, 0.0490, 1)]
)
def test_published_figures(category: str, observed: float, expected: float, alpha: float) -> None:
    found = EXAMPLE[category]
    assert [round(float(v), 4) for v in (found.observed, found.expected, found.alpha or 0)] == [
        observed,
        expected,
        alpha,
    ]


def test_published_figure_over_both_categories() -> None:
    # The book adds the rounded disagreements: 1 - .0144 / (.0532 + .0490) = .8591; unrounded it is .8587.
    assert float(overall_alpha(list(EXAMPLE.values())) or 0) == pytest.approx(0.8591, abs=0.0005)


@pytest.mark.parametrize(
    ("one", "other", "squared"),
    [
        pytest.param((225, 295, True), (220, 300, True), 50, id="overlapping"),
        pytest.param((370, 400, True), (355, 375, True), 850, id="overlapping at one end"),
        pytest.param((400, 450, False), (400, 420, True), 400, id="within a gap"),
        pytest.param((5, 11, True), (4, 11, False), 36, id="a gap around it"),
        pytest.param((5, 11, True), (6, 11, False), 0, id="no gap around it"),
        pytest.param((0, 5, True), (5, 9, True), 0, id="touching"),
        pytest.param((0, 5, False), (0, 5, False), 0, id="two gaps"),
    ],
)
def test_difference_of_two_sections(
    one: tuple[int, int, bool], other: tuple[int, int, bool], squared: int
) -> None:
    assert difference(Stretch(*one), Stretch(*other)) == difference(Stretch(*other), Stretch(*one)) == squared


@pytest.mark.parametrize(
    ("marks", "cut"),
    [
        ([], [(0, 10, False)]),
        ([(2, 4)], [(0, 2, False), (2, 4, True), (4, 10, False)]),
        ([(0, 3), (2, 5)], [(0, 5, True), (5, 10, False)]),
        ([(0, 3), (3, 10)], [(0, 3, True), (3, 10, True)]),
        ([(5, 5), (8, 12)], [(0, 8, False), (8, 10, True)]),
    ],
)
def test_the_continuum_is_cut_without_holes(
    marks: list[tuple[int, int]], cut: list[tuple[int, int, bool]]
) -> None:
    assert sections(marks, 0, 10) == [Stretch(*section) for section in cut]


def test_nothing_marked_is_undefined() -> None:
    assert disagreement([[], []], 0, 100).alpha is None


def test_one_coder_alone_is_undefined() -> None:
    assert disagreement([[(2, 3)]], 0, 100) == Disagreement(Fraction(0), Fraction(0))
