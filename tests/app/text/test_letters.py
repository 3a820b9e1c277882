"""What a font draws is read as the letters people would search for."""

from __future__ import annotations

import pytest

from app.text.letters import plain_text


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("two  spaces\tand a tab ", "two spaces and a tab"),
        ("Valinˇcius", "Valinčius"),
        ("Universit´e de Lom´e", "Université de Lomé"),
        ("Bern¨ud", "Bernüd"),
        ("it´s", "it´s"),
        ("∆p", "Δp"),
        ("5 µm", "5 μm"),
        ("e\u0301t\u0301", "ét\u0301"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
    ],
)
def test_text_is_read_plainly(drawn: str, read: str) -> None:
    assert plain_text(drawn) == read
