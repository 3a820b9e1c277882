from __future__ import annotations

import pytest

from app.page_labels import LONGEST, Rule, labels_of, page_called

FRONT_MATTER = ("i", "ii", "iii", "1", "2", "A-1")


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        (Rule(1, "r"), ("i", "ii", "iii", "iv")),
        (Rule(1, "R", start=1998), ("MCMXCVIII", "MCMXCIX", "MM", "MMI")),
        (Rule(1, "a", start=25), ("y", "z", "aa", "bb")),
        (Rule(1, "A"), ("A", "B", "C", "D")),
        (Rule(1, "D", "12-", 7), ("12-7", "12-8", "12-9", "12-10")),
        (Rule(1, "", "Cover"), ("Cover",) * 4),
        (Rule(3, "r"), ("1", "2", "i", "ii")),
    ],
)
def test_a_rule_counts_from_its_page_on(rule: Rule, labels: tuple[str, ...]) -> None:
    assert labels_of([rule], 4) == labels


def test_each_rule_counts_until_the_next() -> None:
    rules = [Rule(6, "D", "A-"), Rule(1, "r"), Rule(4, "D")]
    assert labels_of(rules, 6) == FRONT_MATTER


@pytest.mark.parametrize("rules", [[], [Rule(1, "D")], [Rule(1, "D"), Rule(3, "D", start=3)]])
def test_labels_that_are_the_numbers_are_none(rules: list[Rule]) -> None:
    assert labels_of(rules, 4) == ()


@pytest.mark.parametrize("style", ["r", "A"])
def test_absurd_numbers_are_written_in_figures(style: str) -> None:
    assert labels_of([Rule(1, style, start=10**9)], 1) == ("1000000000",)


def test_a_long_label_is_cut() -> None:
    assert labels_of([Rule(1, "D", "x" * 1000)], 1) == ("x" * LONGEST,)


@pytest.mark.parametrize(
    ("text", "page"),
    [("ii", 2), (" II ", 2), ("1", 4), ("a-1", 6), ("5", 5), ("6", 6), ("7", None), ("", None), ("x", None)],
)
def test_a_label_is_meant_before_a_number(text: str, page: int | None) -> None:
    assert page_called(text, FRONT_MATTER, 6) == page


def test_the_label_in_the_same_case_is_meant_before_one_in_another() -> None:
    assert [page_called(text, ("I", "i"), 2) for text in ("I", "i")] == [1, 2]


@pytest.mark.parametrize("text", ["0", "-1", "²", "9" * 5000])
def test_what_is_no_page_number_is_no_page(text: str) -> None:
    assert page_called(text, (), 6) is None
