"""Passages made under another version of PyMuPDF are found in what this one reads.

The stored texts are the first sample as read by that version with this program's segmentation; to store one
anew, read the typeset sample there and write kind and text of each paragraph.
"""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest

from app.model import FURNITURE, Anchor, Kind
from app.pdf.reading import read_document
from app.pdf.typeset import typeset
from app.text.anchors import Finder, Way
from resources import sample_texts

STORED = sorted((Path(__file__).parent / "read_elsewhere").glob("*.json"))


def studied(paragraphs: list[tuple[Kind, str]]) -> list[str]:
    """The texts people study, in order."""
    return [text for kind, text in paragraphs if kind not in FURNITURE]


@pytest.mark.parametrize("stored", STORED, ids=lambda path: path.stem)
def test_every_passage_is_found_again(stored: Path) -> None:
    elsewhere = json.loads(stored.read_text(encoding="utf-8"))
    source = next(path for path in sample_texts() if path.stem == elsewhere["document"])
    with pymupdf.open(stream=typeset(source.read_text(encoding="utf-8")), filetype="pdf") as pdf:
        here = read_document(pdf, lambda _done, _total: None)
    assert here.engine != elsewhere["engine"]
    then = studied([(Kind(kind), text) for kind, text in elsewhere["paragraphs"]])
    now = "\n".join(studied([(paragraph.kind, paragraph.text) for paragraph in here.paragraphs]))
    whole, finder, start = "\n".join(then), Finder(now), 0
    for quote in then:
        end = start + len(quote)
        anchor = Anchor((), quote, whole[max(0, start - 32) : start], whole[end : end + 32], start, end)
        found = finder.find(anchor)
        assert found is not None
        assert found.way in {Way.POSITION, Way.QUOTE}
        start = end + 1
