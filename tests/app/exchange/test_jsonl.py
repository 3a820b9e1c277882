"""JSON lines are one object a line, whatever the texts contain."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.contents import EVERYTHING, Contents
from app.exchange.jsonl import line, write
from app.exchange.rows import annotation_table
from app.project.database import Project


@given(st.text())
def test_any_text_is_one_line_and_reads_back(text: str) -> None:
    written = line({"text": text})
    assert len(written.decode("utf-8").splitlines()) == 1
    assert json.loads(written) == {"text": text}


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\n", "\ud800"])
def test_separators_and_lone_surrogates_are_escaped(separator: str) -> None:
    assert line([separator]).isascii()


def test_an_annotation_carries_its_anchor(annotated: Project) -> None:
    stream = io.BytesIO()
    assert write(annotation_table(Contents(annotated, EVERYTHING)), stream) == 4
    first = json.loads(stream.getvalue().splitlines()[0])
    assert first["boxes"] == [{"page": 1, "x0": 72, "y0": 120, "x1": 500, "y1": 132}]
    assert first["prefix"].endswith("children\n")
    assert first["suffix"].strip().startswith("Decides")
