"""The coefficients give the figures of the published examples, and those of other libraries."""

from __future__ import annotations

import json
import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.statistics import (
    Pattern,
    Statistic,
    Tally,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent,
    tally,
)

ALL = (percent, cohen_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1)
FIXTURES = Path(__file__).parents[4] / "shared" / "agreement"


def of_table(table: Sequence[Sequence[int]]) -> Counter[Pattern]:
    """The tally of a contingency table of two coders."""
    return Counter(
        {(row, column): n for row, cells in enumerate(table) for column, n in enumerate(cells) if n}
    )


def of_counts(rows: Sequence[Sequence[int]]) -> Counter[Pattern]:
    """The tally of rows that say how many judges put a subject into each category."""
    return tally(tuple(k for k, number in enumerate(row) for _ in range(number)) for row in rows)


def of_coders(*lines: str) -> Counter[Pattern]:
    """The tally of reliability data, one line a coder, a dot where there is no judgement."""
    return tally(
        zip(*([None if c == "." else c for c in line.replace(" ", "")] for line in lines), strict=True)
    )


COHEN_1960 = of_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
TWO_BY_TWO = of_table([[20, 5], [10, 15]])
KRIPPENDORFF_FOUR_BY_TWELVE = of_coders(
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .", "1 2 3 3 2 4 4 1 2 5 1 ."
)
KRIPPENDORFF_BINARY = of_coders("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0")
FLEISS_1971 = of_counts(
    [
        *(
            [0, 0, 0, 6, 0],
            [0, 3, 0, 0, 3],
            [0, 1, 4, 0, 1],
            [0, 0, 0, 0, 6],
            [0, 3, 0, 3, 0],
            [2, 0, 4, 0, 0],
        ),
        *(
            [0, 0, 4, 0, 2],
            [2, 0, 3, 1, 0],
            [2, 0, 0, 4, 0],
            [0, 0, 0, 0, 6],
            [1, 0, 0, 5, 0],
            [1, 1, 0, 4, 0],
        ),
        *(
            [0, 3, 3, 0, 0],
            [1, 0, 0, 5, 0],
            [0, 2, 0, 3, 1],
            [0, 0, 5, 0, 1],
            [3, 0, 0, 1, 2],
            [5, 1, 0, 0, 0],
        ),
        *(
            [0, 2, 0, 4, 0],
            [1, 0, 2, 0, 3],
            [0, 0, 0, 0, 6],
            [0, 1, 0, 5, 0],
            [0, 2, 0, 1, 3],
            [2, 0, 0, 4, 0],
        ),
        *(
            [1, 0, 0, 4, 1],
            [0, 5, 0, 1, 0],
            [4, 0, 0, 0, 2],
            [0, 2, 0, 4, 0],
            [1, 0, 5, 0, 0],
            [0, 0, 0, 0, 6],
        ),
    ]
)
TEN_BY_FOURTEEN = of_counts(
    [
        *([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]),
        *([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]),
    ]
)
GWET_EIGHT_ONE_ONE = of_table([[8, 1], [0, 1]])
GWET_PARADOX = of_table([[80, 7], [8, 5]])


@pytest.mark.parametrize(
    ("statistic", "counts", "published"),
    [
        pytest.param(krippendorff_alpha, KRIPPENDORFF_FOUR_BY_TWELVE, 0.743, id="Krippendorff 2011, 4 by 12"),
        pytest.param(krippendorff_alpha, KRIPPENDORFF_BINARY, 0.095, id="Krippendorff 2011, binary"),
        pytest.param(cohen_kappa, COHEN_1960, 0.492, id="Cohen 1960"),
        pytest.param(cohen_kappa, TWO_BY_TWO, 0.40, id="two by two"),
        pytest.param(fleiss_kappa, FLEISS_1971, 0.430, id="Fleiss 1971"),
        pytest.param(fleiss_kappa, TEN_BY_FOURTEEN, 0.210, id="ten by fourteen"),
        pytest.param(gwet_ac1, GWET_EIGHT_ONE_ONE, 0.8658, id="Gwet, 8, 1 and 1"),
        pytest.param(gwet_ac1, GWET_PARADOX, 0.808, id="Gwet, skewed"),
        pytest.param(percent, TWO_BY_TWO, 0.70, id="percent"),
        pytest.param(percent, TEN_BY_FOURTEEN, 0.378, id="percent, ten by fourteen"),
    ],
)
def test_published_figures(statistic: Statistic, counts: Tally, published: float) -> None:
    digits = len(str(published).split(".")[1])
    assert round(float(statistic(counts) or 0), max(digits, 2)) == published


@pytest.mark.skipif(not FIXTURES.exists(), reason="the reference figures of irrCAC are not at hand")
@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda path: path.stem)
def test_figures_of_another_program(path: Path) -> None:
    fixture = json.loads(path.read_text("utf-8"))
    for case in fixture.get("cases", ()):
        if case["weights"] == "unweighted":
            counts = of_table(fixture["table"])
            assert float(percent(counts) or 0) == pytest.approx(case["pa"])
            assert float(gwet_ac1(counts) or 0) == pytest.approx(case["coefficient"], abs=5e-6)


@pytest.mark.parametrize("statistic", [cohen_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1])
def test_one_category_alone_is_undefined_and_not_perfect(statistic: Statistic) -> None:
    assert statistic(of_table([[12]])) is None


@pytest.mark.parametrize("statistic", ALL)
@pytest.mark.parametrize("counts", [{}, {("yes", None): 3}])
def test_nothing_to_compare_is_undefined(statistic: Statistic, counts: Tally) -> None:
    assert statistic(counts) is None


@pytest.mark.parametrize("statistic", ALL)
def test_full_agreement_on_two_categories_is_one(statistic: Statistic) -> None:
    assert statistic(of_table([[3, 0], [0, 4]])) == 1


def test_cohens_kappa_refuses_three_coders() -> None:
    with pytest.raises(ValueError, match="two coders"):
        cohen_kappa({("a", "a", "b"): 1})


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=12))
def test_the_order_of_coders_and_units_does_not_matter(units: list[tuple[str, str, str]]) -> None:
    turned = [(c, a, b) for a, b, c in reversed(units)]
    for statistic in (percent, fleiss_kappa, krippendorff_alpha, gwet_ac1):
        assert statistic(tally(units)) == statistic(tally(turned))


@pytest.mark.parametrize("seed", range(20))
def test_alpha_is_that_of_the_krippendorff_library(seed: int) -> None:
    library = pytest.importorskip("krippendorff")
    drawing = random.Random(seed)
    units = [tuple(drawing.choice([1, 1, 2, 3, None]) for _ in range(4)) for _ in range(30)]
    data = [[math.nan if value is None else value for value in coder] for coder in zip(*units, strict=True)]
    expected = library.alpha(reliability_data=data, level_of_measurement="nominal")
    assert float(krippendorff_alpha(tally(units)) or 0) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(20))
def test_kappa_is_that_of_scikit_learn(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    drawing = random.Random(seed)
    units = [(drawing.choice("aab"), drawing.choice("abb")) for _ in range(40)]
    expected = metrics.cohen_kappa_score(*zip(*units, strict=True))
    assert float(cohen_kappa(tally(units)) or 0) == pytest.approx(expected)
