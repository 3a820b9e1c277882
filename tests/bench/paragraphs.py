"""What reading and segmenting costs a page, beside PyMuPDF's own `get_text("dict")` of the same pages.

Run as `python -m tests.bench.paragraphs [FILE …]`; prints one JSON object. Without files it measures the
sample documents and, where they are at hand beside the project, those with known paragraphs. Times
are CPU milliseconds a page, the best of three rounds for each document.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pymupdf

from app.pdf.reading import read_page
from app.pdf.structure import has_structure
from app.pdf.typeset import typeset
from app.text.page_text import PageText
from app.text.paragraphs import segment
from resources import sample_texts

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    measured = [measure(name, pdf) for name, pdf in documents(parser.parse_args().files)]
    pages = sum(one["pages"] for one in measured)
    print(
        json.dumps(
            {
                "documents": len(measured),
                "pages": pages,
                "segmenting_ms": summary(measured, "segmenting_ms"),
                "reading_and_segmenting_ms": summary(measured, "reading_and_segmenting_ms"),
                "dict_ms": summary(measured, "dict_ms"),
                "ratio_to_dict": summary(measured, "ratio_to_dict"),
            }
        )
    )


def documents(files: list[Path]) -> Iterator[tuple[str, pymupdf.Document]]:
    if not files:
        for sample in sample_texts():
            yield sample.name, pymupdf.open("pdf", typeset(sample.read_text(encoding="utf-8")))
    for path in files or sorted(CORPUS.glob("*/*.pdf")):
        yield path.name, pymupdf.open(path)


def measure(name: str, pdf: pymupdf.Document) -> dict[str, Any]:
    count = pdf.page_count
    pages: list[PageText] = []

    def read() -> None:
        tags = has_structure(pdf)
        pages[:] = [read_page(pdf, index, tags=tags) for index in range(count)]

    def plain() -> None:
        for page in pdf:
            page.get_text("dict")

    reading = cpu(read) / count
    segmenting = cpu(lambda: segment(pages)) / count
    dictionary = cpu(plain) / count
    pdf.close()
    return {
        "name": name,
        "pages": count,
        "segmenting_ms": segmenting,
        "reading_and_segmenting_ms": reading + segmenting,
        "dict_ms": dictionary,
        "ratio_to_dict": (reading + segmenting) / dictionary,
    }


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU, the best of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return 1000 * best


def summary(measured: list[dict[str, Any]], key: str) -> dict[str, Any]:
    worst = max(measured, key=lambda one: one[key])
    return {
        "median": round(median(one[key] for one in measured), 2),
        "worst": round(worst[key], 2),
        "worst_document": worst["name"],
    }


if __name__ == "__main__":
    main()
