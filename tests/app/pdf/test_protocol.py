from __future__ import annotations

from array import array

import pytest

from app.errors import DocumentRefused, PasswordNeeded
from app.pdf.protocol import Failure, FailureKind, Opened, PageWords, Render, Source


def test_a_password_is_not_shown() -> None:
    assert "sesame" not in repr(Render(Source("a.pdf", password="sesame"), 1, 1.0, 0))


def test_sizes_are_those_of_the_page() -> None:
    assert Opened(2, array("f", (1, 2, 3, 4))).size(2) == (3, 4)


def test_words_are_found_in_the_text() -> None:
    words = PageWords(1, "to be\n", array("f", range(24)), array("I", (0, 2, 3, 5)), array("I", (0, 5)))
    assert [words.text[start:end] for start, end in words.word_ranges()] == ["to", "be"]
    assert list(words.line_ranges()) == [(0, 5)]
    assert words.box(1) == (4, 5, 6, 7)


@pytest.mark.parametrize(
    ("kind", "error"), [(FailureKind.PASSWORD, PasswordNeeded), (FailureKind.EMPTY, DocumentRefused)]
)
def test_failures_become_errors(kind: FailureKind, error: type[Exception]) -> None:
    assert type(Failure(kind, "Why.").error(Source("/files/a.pdf"))) is error


@pytest.mark.parametrize(
    ("source", "message"),
    [(Source("/files/a.pdf"), "a.pdf: Why."), (Source("/files/study.db", "abc"), "Why.")],
)
def test_errors_name_bare_files(source: Source, message: str) -> None:
    assert str(Failure(FailureKind.EMPTY, "Why.").error(source)) == message
