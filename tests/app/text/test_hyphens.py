"""A hyphen at a row's end is judged by what the document writes elsewhere."""

from __future__ import annotations

import pytest

from app.text.hyphens import Hyphens
from app.text.rows import Row, row_of
from tests.app.text.composing import line


def rows(*texts: str) -> list[Row]:
    return [row_of([line(text, 100, 100 + 12 * number)], 1) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("elsewhere", "cut", "whole"),
    [
        ("conflict-related violence", ("the conflict-", "related harm"), "the conflict-related harm"),
        ("an international matter", ("of inter-", "national law"), "of international law"),
        ("nothing of the kind", ("of inter-", "national law"), "of international law"),
        ("a country and its specific needs", ("for country-", "specific aid"), "for country-specific aid"),
        ("two of them", ("within seventy-", "two hours"), "within seventy-two hours"),
        ("a self-made thing", ("their self-", "imposed rule"), "their self-imposed rule"),
        ("nothing", ("the Afro-", "Asian group"), "the Afro-Asian group"),
        ("nothing", ("from 2016-", "2017 on"), "from 2016-2017 on"),
        ("nothing", ("a soft hy\u00ad", "phen goes"), "a soft hyphen goes"),
        ("nothing", ("a dash -", "and more"), "a dash - and more"),
    ],
    ids=[
        "as elsewhere",
        "whole elsewhere",
        "unknown",
        "two words",
        "an odd word",
        "a known head",
        "capital",
        "numbers",
        "soft",
        "dash",
    ],
)
def test_hyphens_at_row_ends(elsewhere: str, cut: tuple[str, str], whole: str) -> None:
    paragraph = rows(*cut)
    assert Hyphens([*rows(elsewhere), *paragraph]).text(paragraph) == whole


def test_rows_of_chinese_join_without_a_space() -> None:
    paragraph = rows("安全理事会决定继续", "积极处理此案。")
    assert Hyphens(paragraph).text(paragraph) == "安全理事会决定继续积极处理此案。"
