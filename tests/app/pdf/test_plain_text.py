"""Texts are read in the encoding they are in, and their lines are told from their paragraphs."""

from __future__ import annotations

import codecs

import pytest

from app.pdf.plain_text import decoded, unbroken

WORDS = "Café “naïve”"


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        WORDS.encode("cp1252"),
    ],
)
def test_the_encoding_is_found_out(content: bytes) -> None:
    assert decoded(content) == WORDS


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="Shift_JIS"?>', "shift_jis"),
        ("<meta charset=latin1>", "cp1252"),
        ("<meta charset=utf-8>", "cp1252"),
        ("<meta charset=unicode_escape>", "utf-8"),
        ("<meta charset=zip>", "utf-8"),
        ("<meta charset=nonsense>", "utf-8"),
    ],
)
def test_a_page_s_own_word_on_its_encoding_is_heeded_where_it_is_true(declared: str, encoding: str) -> None:
    word = "Привет" if encoding == "cp1251" else "日本" if encoding == "shift_jis" else r"é\n“x”"
    assert decoded((declared + word).encode(encoding), declared=True) == declared + word


LONG = "a line that was broken by a typist at about sixty characters"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LONG}\r\n{LONG}\r\nend.\r\n\r\nNext", [f"{LONG} {LONG} end.", "Next"]),
        ("Ann: Yes.\nBen: No.", ["Ann: Yes.", "Ben: No."]),
        ("a\n \nb\x0cc", ["a", "b", "c"]),
        (f"{'long ' * 40}\nsecond", [("long " * 40).strip(), "second"]),
        ("", [""]),
    ],
)
def test_paragraphs_are_what_the_writer_meant(text: str, expected: list[str]) -> None:
    assert unbroken(text).split("\n") == expected
