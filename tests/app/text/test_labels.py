"""What lines begin with: labels of lists, and which label comes after which."""

from __future__ import annotations

import pytest

from app.text.labels import Label, LabelKind, follows, label_of


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("31. Decides to remain seized", LabelKind.NUMBER, "31."),
        ("7) and so on", LabelKind.NUMBER, "7)"),
        ("2.3 Methods", LabelKind.SECTION, "2.3"),
        ("13.16 As global economies", LabelKind.SECTION, "13.16"),
        ("(a) The provision", LabelKind.BRACKET_LETTER, "(a)"),
        ("(iv) The programme", LabelKind.BRACKET_LETTER, "(iv)"),
        ("(12) whereas", LabelKind.BRACKET_NUMBER, "(12)"),
        ("IV. Proposed budget", LabelKind.ROMAN, "IV."),
        ("I. Introduction", LabelKind.ROMAN, "I."),
        ("C. Resources", LabelKind.LETTER, "C."),
        ("• find and download", LabelKind.BULLET, "•"),
        ("- a dash", LabelKind.BULLET, "-"),
        ("٣. قرر المجلس", LabelKind.NUMBER, "٣."),
        ("一、总则", LabelKind.NUMBER, "一、"),
    ],
)
def test_a_label_is_known(text: str, kind: LabelKind, label: str) -> None:
    assert label_of(text) == Label(kind, label)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Decides",
        "2018 was a year",
        "3.5 million",
        "(see paragraph 3)",
        "e.g. a word",
        "-5 degrees",
        "A study",
    ],
)
def test_words_are_no_labels(text: str) -> None:
    found = label_of(text)
    assert found is None or found.kind is LabelKind.SECTION


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1.", "2.", True),
        ("9.", "10.", True),
        ("1.", "3.", False),
        ("(a)", "(b)", True),
        ("(i)", "(ii)", True),
        ("(h)", "(i)", True),
        ("IV.", "V.", True),
        ("A.", "B.", True),
        ("(a)", "(1)", False),
        ("•", "•", True),
        ("•", "-", False),
    ],
)
def test_labels_follow_each_other(one: str, other: str, expected: bool) -> None:
    first, second = label_of(f"{one} word"), label_of(f"{other} word")
    assert first is not None
    assert second is not None
    assert follows(first, second) is expected
