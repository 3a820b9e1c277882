"""Agreement from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.cli.running import diptych


@pytest.fixture
def twice_tagged(tagged: Path) -> Path:
    """Ben agrees with Ana, and tags one paragraph more."""
    for ordinal in (3, 4):
        place = ("--document", "draft", "--paragraph", ordinal, "--theme", "children", "--coder", "Ben")
        diptych("tag", tagged, *place)
    return tagged


def test_the_table_says_what_it_was_computed_on(twice_tagged: Path) -> None:
    text = diptych("agreement", twice_tagged).text
    assert text.startswith("Coders: Ana, Ben\nDocuments: draft\nUnits: 5 paragraphs\n\n")
    assert "undefined" in text
    assert "0.800 [" in text


def test_for_programs_each_theme_is_an_object(twice_tagged: Path) -> None:
    children, *_, overall = diptych("agreement", twice_tagged, "--json").records
    assert children["theme"] == "children"
    assert children["given"] == [1, 2]
    assert children["percent"]["value"] == 0.8  # type: ignore[index] # an object
    assert overall["theme"] is None


def test_one_coder_is_an_error(tagged: Path) -> None:
    ran = diptych("agreement", tagged)
    assert ran.status == 1
    assert "at least two coders" in ran.err
