"""What is put at hand from a passage: whole paragraphs are no part of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model import Anchor, Passage, PassageKind
from widgets.selection import Selection

PARAGRAPHS = Passage("p", "d", PassageKind.PARAGRAPH, Anchor((), "Text", "", "", 0, 4), 2, 3)
TEXT = replace(PARAGRAPHS, kind=PassageKind.TEXT)
REGION = replace(PARAGRAPHS, kind=PassageKind.REGION, first=None, last=None)


@pytest.mark.parametrize(
    ("passage", "selection"),
    [
        (PARAGRAPHS, Selection("d", 2, 3)),
        (TEXT, Selection("d", 2, 3, TEXT)),
        (REGION, Selection("d", 0, 0, REGION)),
    ],
)
def test_a_passage_is_put_at_hand(passage: Passage, selection: Selection) -> None:
    assert Selection.of(passage) == selection
