"""A large project: opened, tagged in, listed, undone and backed up.

Run as `python -m tests.bench.project [--annotations N]`; prints one JSON object with milliseconds. One of the
documents carries a tenth of the annotations.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from app.catalogue import Catalogue
from app.history import History
from app.model import Box, Document, Kind, Page, Paragraph
from app.project import annotations as stored_annotations
from app.project import backup, codebook, coders, documents
from app.project.database import Edit, Project
from app.project.passages import FullText
from app.text.document_text import DocumentText

DOCUMENTS = 19
WORDS = ("States", "shall", "protect", "children", "in", "armed", "conflict", "and", "free", "procurement")


def document_text(paragraphs: int, seed: int) -> DocumentText:
    """A long document: ten paragraphs a page, five lines each, a page foot on every page."""
    made = []
    for ordinal in range(1, paragraphs + 1):
        page = (ordinal - 1) // 10 + 1
        kind = Kind.FOOTER if ordinal % 10 == 0 else Kind.PARAGRAPH
        text = " ".join(WORDS[(ordinal * 7 + seed + place) % len(WORDS)] for place in range(50))
        lines = 1 if kind is Kind.FOOTER else 5
        boxes = tuple(Box(page, 72.0, 70.0 + line * 12.3, 540.0, 81.0 + line * 12.3) for line in range(lines))
        made.append(Paragraph(ordinal, kind, f"{ordinal}.", f"{ordinal} {text} {seed}", boxes))
    pages = tuple(Page(number, 612.0, 792.0) for number in range(1, paragraphs // 10 + 2))
    return DocumentText(pages, tuple(made), "bench")


def fill(edit: Edit, annotations: int) -> Document:
    """One document with a tenth of the annotations, the others sharing the rest; the first is returned."""
    themes = [theme.id for theme in codebook.all(edit.project)]
    who = [coders.ensure(edit, name).id for name in ("Ana", "Ben")]
    largest = None
    for number in range(DOCUMENTS):
        share = annotations // 10 if number == 0 else annotations * 9 // 10 // (DOCUMENTS - 1)
        text = document_text(max(20, share // 3), number)
        name = f"document {number}"
        document = documents.add(edit, content=name.encode(), file_name=name, title=name, text=text)
        largest = largest or document
        whole = FullText(text.paragraphs)
        left = share
        for paragraph in text.paragraphs:
            passage = whole.passage(document.id, document.sha256, paragraph.ordinal, paragraph.ordinal)
            for coder, theme in (
                (who[0], themes[0]),
                (who[0], themes[1]),
                (who[1], themes[2]),
                (who[1], themes[3]),
            ):
                if left:
                    stored_annotations.tag(edit, passage, theme, coder)
                    left -= 1
    assert largest is not None
    return largest


class Times:
    """What took how long."""

    def __init__(self) -> None:
        self.found: dict[str, object] = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Measure once."""
        start = time.perf_counter()
        yield
        self.found[f"{name}_ms"] = round((time.perf_counter() - start) * 1000, 2)

    def many(self, name: str, action: Callable[[int], object], times: int) -> None:
        """Measure often: median and 99th percentile."""
        spent = []
        for number in range(times):
            start = time.perf_counter()
            action(number)
            spent.append((time.perf_counter() - start) * 1000)
        self.found[f"{name}_ms_median"] = round(median(spent), 3)
        self.found[f"{name}_ms_p99"] = round(quantiles(spent, n=100)[98], 3)


def measure(path: Path, largest: Document, times: Times) -> None:
    """Everything a window does with a large project."""
    with times.of("open"):
        project = Project.open(path)
    with times.of("catalogue"):
        catalogue = Catalogue(project)
    with times.of("paragraphs_of_largest"):
        paragraphs = catalogue.paragraphs(largest.id)
    with times.of("first_passage_of_largest"):
        catalogue.passage_for(largest.id, 1, 1)
    history = History(project)
    theme, coder = catalogue.themes[-1].id, catalogue.coders[0].id
    changed = []

    def tag(number: int) -> None:
        passage = catalogue.passage_for(largest.id, number + 1, number + 1)
        changed.append(history.run("Tag", lambda edit: stored_annotations.tag(edit, passage, theme, coder)))

    times.many("tag_and_commit", tag, min(200, len(paragraphs)))
    fresh = iter(changed)
    times.many("catalogue_apply", lambda _: catalogue.apply(next(fresh)), len(changed))
    times.many("undo_and_apply", lambda _: catalogue.apply(history.undo()), 50)
    times.many("tagged_count", lambda _: catalogue.tagged_count(largest.id), 50)
    with times.of("flat"):
        times.found["flat_rows"] = sum(1 for _ in stored_annotations.flat(project))
    children = catalogue.themes[0].id
    with times.of("delete_theme"):
        deleted = history.run("Delete", lambda edit: codebook.delete(edit, children))
    times.found["delete_theme_rows"] = len(deleted.rows)
    with times.of("delete_theme_apply"):
        catalogue.apply(deleted)
    with times.of("undo_delete_theme"):
        catalogue.apply(history.undo())
    with times.of("back_up"):
        backup.back_up(project)
    with times.of("close"):
        project.close()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--annotations", type=int, default=100_000)
    wanted = parser.parse_args()
    times = Times()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.db")
        with Project.create(path) as project, times.of("fill"), project.edit() as edit:
            largest = fill(edit, wanted.annotations)
        times.found["megabytes"] = round(path.stat().st_size / 1e6, 1)
        measure(path, largest, times)
    json.dump(times.found, sys.stdout)
    print()


if __name__ == "__main__":
    main()
