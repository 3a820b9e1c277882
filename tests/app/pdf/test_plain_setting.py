"""Plain texts set as PDFs."""

from __future__ import annotations

import pymupdf
import pytest

from app.errors import UserError
from app.pdf import plain_setting
from app.pdf.plain_setting import set_plain


def words(content: bytes) -> list[str]:
    with pymupdf.open("pdf", content) as pdf:
        return " ".join(page.get_text() for page in pdf).split()


@pytest.mark.parametrize(
    "text",
    [
        "Speaker 1: Thank you.\nSpeaker 2: Alright.",
        "<b>not bold</b> & so on",
        "naïve “quotes” – Привет 日本語 שלום",
    ],
)
def test_all_words_are_there(text: str) -> None:
    assert words(set_plain(text)) == text.split()


def test_the_same_text_gives_the_same_bytes() -> None:
    assert set_plain("One.\nTwo. 日本語") == set_plain("One.\nTwo. 日本語")


def test_a_long_text_runs_over_pages_and_tells_of_them() -> None:
    told: list[int] = []
    content = set_plain("Word after word. " * 2000, lambda done, _all: told.append(done))
    with pymupdf.open("pdf", content) as pdf:
        assert told == list(range(1, len(pdf) + 1))
    assert words(content) == ("Word after word. " * 2000).split()


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\n\x00"])
def test_nothing_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="empty"):
        set_plain(text)


def test_more_than_a_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_setting, "LONGEST", 10)
    with pytest.raises(UserError, match="at most 10"):
        set_plain("eleven chars")
