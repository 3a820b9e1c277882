"""Segmentation never falls below what was measured on documents whose paragraphs are known.

The documents are not part of the project: where they are not at hand beside its folder, the test is
skipped.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from statistics import fmean
from types import ModuleType

import pymupdf
import pytest

from app.model import FURNITURE
from app.pdf.reading import read_document

SHARED = Path(__file__).resolve().parents[4] / "shared"
CORPUS = SHARED / "corpus"
SCORER = SHARED / "tools" / "score_paragraphs.py"

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the documents to compare with are not at hand")

# F1 of exactly equal paragraphs, F1 of their boundaries, paragraphs across pages found whole
FLOORS = {
    "seed": (0.999, 0.998, 20),
    "council": (0.960, 0.975, 98),
    "article": (0.936, 0.985, 0),
    "journal": (0.959, 0.990, 0),
    "typeset": (0.982, 0.995, 0),
}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_paragraphs", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


WITH_TAGS = {"council": (0.968, 0.978, 98)}


@pytest.mark.parametrize("folder", FLOORS)
def test_known_paragraphs_are_found_by_what_is_printed(folder: str, scorer: ModuleType) -> None:
    check(folder, FLOORS[folder], scorer, tags=False)


@pytest.mark.parametrize("folder", WITH_TAGS)
def test_the_structure_of_tagged_documents_helps(folder: str, scorer: ModuleType) -> None:
    check(folder, WITH_TAGS[folder], scorer, tags=True)


def check(folder: str, floors: tuple[float, float, int], scorer: ModuleType, *, tags: bool) -> None:
    scores = [scored(pdf, scorer, tags) for pdf in sorted((CORPUS / folder).glob("*.pdf"))]
    exact, bounds, across = floors
    assert fmean(score["exact"] for score in scores) >= exact
    assert fmean(score["bounds"] for score in scores) >= bounds
    assert sum(score["crossing"][0] for score in scores) >= across


def scored(path: Path, scorer: ModuleType, tags: bool) -> dict:
    with pymupdf.open(path) as pdf:
        paragraphs = read_document(pdf, tags=tags).paragraphs
    found = [one.text for one in paragraphs if one.kind not in FURNITURE]
    known = path.with_suffix(".paragraphs.jsonl").read_text(encoding="utf-8").splitlines()
    return scorer.score([json.loads(line) for line in known], found)
