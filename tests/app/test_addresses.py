"""Which addresses count, and writing them so that nothing is hidden."""

from __future__ import annotations

import pytest

from app.addresses import LONGEST, may_be_followed, spelt_out


@pytest.mark.parametrize("address", ["http://a.org", "https://a.org/b", "HTTPS://A.org", "mailto:a@b.org"])
def test_the_web_and_mail_may_be_followed(address: str) -> None:
    assert may_be_followed(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "  javascript:alert(1)",
        "\thttps://a.org",
        "https:a.org",
        "data:text/html,x",
        "ftp://a.org",
        "\\\\server\\share",
        "https://" + "a" * LONGEST,
    ],
)
def test_nothing_else_may(address: str) -> None:
    assert not may_be_followed(address)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("https://a.org/ä б?x=1", "https://a.org/ä б?x=1"),
        ("a\nb\0c\x7f", "a⟨U+000A⟩b⟨U+0000⟩c⟨U+007F⟩"),
        ("a\u202eb\u2066c\u200b", "a⟨U+202E⟩b⟨U+2066⟩c⟨U+200B⟩"),
        ("a\u00a0b\u3164c\u00add", "a⟨U+00A0⟩b⟨U+3164⟩c⟨U+00AD⟩d"),
        ("a\ufe0fb\U000e0101c\ud800", "a⟨U+FE0F⟩b⟨U+E0101⟩c⟨U+D800⟩"),
    ],
)
def test_what_is_hidden_is_spelt_out(text: str, spelt: str) -> None:
    assert spelt_out(text) == spelt
