"""Addresses as they would be opened, and what is said of them."""

from __future__ import annotations

import pytest

from widgets.addresses import read


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https:///nowhere",
        "https:evil.org",
        "http://example.org:99999/",
        "http://a\nb.org/",
        "https://exa\u202emple.org/",
        "https://\ud800.org",
        "mailto:",
        "mailto:a@b.org?subject=x&Attach=/etc/passwd",
    ],
)
def test_what_could_not_be_opened_safely_is_no_address(address: str) -> None:
    assert read(address) is None


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("https://example.org/a b", "example.org"),
        ("HTTPS://EXAMPLE.ORG/", "example.org"),
        ("https://bank.com@evil.org/", "evil.org"),
        ("https://bank.com\\@evil.org/", "evil.org"),
        ("https://аррӏе.com/", "xn--80ak6aa92e.com"),
        ("https://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
        ("https://ｅvil.com/", "evil.com"),
        ("mailto:ana@example.org?subject=x", "ana@example.org"),
    ],
)
def test_where_it_leads_is_exact(address: str, leads_to: str) -> None:
    found = read(address)
    assert found is not None
    assert found.leads_to == leads_to


@pytest.mark.parametrize(
    ("address", "caution"),
    [
        ("https://аррӏе.com/", "Its exact name is xn--80ak6aa92e.com."),
        ("https://xn--80ak6aa92e.com/", "Its exact name is xn--80ak6aa92e.com."),
        ("https://ex%61mple.org/", "Its exact name is example.org."),
        ("https://bank.com@evil.org/", "is not the server; evil.org is."),
        ("https://e.org/\u202efdp.exe", "cannot be seen"),
        ("mailto:a\u200b@b.org", "cannot be seen"),
    ],
)
def test_what_may_deceive_is_said(address: str, caution: str) -> None:
    found = read(address)
    assert found is not None
    assert caution in " ".join(found.cautions)


def test_a_plain_address_needs_no_caution() -> None:
    found = read("https://example.org/a?b=c#d")
    assert found is not None
    assert found.cautions == ()
    assert found.exact == found.written == "https://example.org/a?b=c#d"


def test_what_is_opened_is_plain_letters() -> None:
    found = read("https://аррӏе.com/\u202e\n")
    assert found is not None
    assert found.exact == "https://xn--80ak6aa92e.com/%E2%80%AE%0A"
    assert found.written == "https://аррӏе.com/⟨U+202E⟩⟨U+000A⟩"
