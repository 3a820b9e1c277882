"""Coefficients of agreement for nominal judgements, exact, and undefined where they are undefined.

All take a tally: how many units got each pattern of judgements, one place a coder, None where a coder did not
judge. They answer None where the formula divides by nothing, as when nobody used more than one category.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction

Category = Hashable
Pattern = tuple[Category | None, ...]
Tally = Mapping[Pattern, int]
Statistic = Callable[[Tally], Fraction | None]


def tally(units: Iterable[Pattern]) -> Counter[Pattern]:
    """How many units got each pattern."""
    return Counter(units)


def percent(counts: Tally) -> Fraction | None:
    """Observed agreement: over the units, the mean share of pairs of judgements that agree.

    For two coders the share of units they judged alike; in general P̄ of Fleiss (1971), eq. 2, with units of
    fewer than two judgements left out.
    """
    compared = _compared(counts)
    if not compared:
        return None
    agreeing = sum(
        (number * Fraction(sum(n * (n - 1) for n in given.values()), m * (m - 1)))
        for given, m, number in compared
    )
    return Fraction(agreeing, sum(number for _, _, number in compared))


def cohen_kappa(counts: Tally) -> Fraction | None:
    """Cohen's kappa for two coders (Cohen 1960, eq. 1), over the units both judged."""
    both = {pattern: number for pattern, number in counts.items() if None not in pattern}
    if any(len(pattern) != 2 for pattern in both):
        raise ValueError("Cohen's kappa is for two coders")
    units = sum(both.values())
    if not units:
        return None
    first: Counter[Category] = Counter()
    second: Counter[Category] = Counter()
    for (one, other), number in both.items():
        first[one] += number
        second[other] += number
    observed = Fraction(sum(number for (one, other), number in both.items() if one == other), units)
    expected = Fraction(sum(first[category] * second[category] for category in first), units**2)
    return _beyond_chance(observed, expected)


def fleiss_kappa(counts: Tally) -> Fraction | None:
    """Fleiss' kappa for any number of coders (Fleiss 1971, eq. 7), over the units all judged."""
    complete = {pattern: number for pattern, number in counts.items() if None not in pattern}
    observed = percent(complete)
    if observed is None:
        return None
    totals = _judgements(complete)
    all_judgements = sum(totals.values())
    expected = sum((Fraction(n, all_judgements) ** 2 for n in totals.values()), Fraction(0))
    return _beyond_chance(observed, expected)


def krippendorff_alpha(counts: Tally) -> Fraction | None:
    """Krippendorff's alpha for nominal data (Krippendorff 2011, section C), any coders, gaps allowed.

    α = 1 - (n - 1)·Σ_{c≠k} o_ck / Σ_{c≠k} n_c·n_k, from the coincidences of values within units.
    """
    values: Counter[Category] = Counter()
    unequal = Fraction(0)
    for given, m, number in _compared(counts):
        for category, n in given.items():
            values[category] += n * number
        unequal += Fraction(number * (m * m - sum(n * n for n in given.values())), m - 1)
    n = sum(values.values())
    expected = n * n - sum(count * count for count in values.values())
    return 1 - (n - 1) * unequal / expected if expected else None


def gwet_ac1(counts: Tally) -> Fraction | None:
    """Gwet's AC1 for any number of coders, gaps allowed (Gwet 2008, eq. 4 and 8; 2014, chapter 4).

    Chance agreement is Σ π_k(1 - π_k)/(q - 1), π_k the mean share of category k among a unit's judgements.
    """
    observed = percent(counts)
    shares: defaultdict[Category, Fraction] = defaultdict(Fraction)
    units = 0
    for pattern, number in counts.items():
        given = _given(pattern)
        m = sum(given.values())
        units += number if m else 0
        for category, n in given.items():
            shares[category] += Fraction(n * number, m)
    if observed is None or len(shares) < 2:
        return None
    spread = sum((share / units * (1 - share / units) for share in shares.values()), Fraction(0))
    return _beyond_chance(observed, spread / (len(shares) - 1))


def _beyond_chance(observed: Fraction, expected: Fraction) -> Fraction | None:
    return (observed - expected) / (1 - expected) if expected != 1 else None


def _given(pattern: Pattern) -> Counter[Category]:
    return Counter(category for category in pattern if category is not None)


def _compared(counts: Tally) -> list[tuple[Counter[Category], int, int]]:
    """For each pattern with at least two judgements: those, how many they are, and how many units have it."""
    found = []
    for pattern, number in counts.items():
        given = _given(pattern)
        m = sum(given.values())
        if m >= 2 and number:
            found.append((given, m, number))
    return found


def _judgements(counts: Tally) -> Counter[Category]:
    totals: Counter[Category] = Counter()
    for pattern, number in counts.items():
        for category, n in _given(pattern).items():
            totals[category] += n * number
    return totals
