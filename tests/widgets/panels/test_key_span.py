"""Keys are named briefly."""

import pytest

from app.model import Theme
from widgets.panels.key_span import key_span


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("1234", "1–4"),
        ("2314", "1–4"),
        ("12", "1, 2"),
        ("1c2", "1, 2, C"),
        ("", ""),
        ("1", "1"),
        ("13579b", "1, 3, 5, 7, 9, …"),
    ],
)
def test_key_span(keys: str, expected: str) -> None:
    themes = [Theme(key, key, "#000000", key, None, "", 0) for key in keys]
    assert key_span([*themes, Theme("x", "x", "#000000", None, None, "", 0)]) == expected
