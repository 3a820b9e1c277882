"""What another PDF library finds: highlights, and the words under them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject, PdfReader

Point = tuple[float, float]


@dataclass(frozen=True)
class Found:
    """A highlight as pypdf reads it; `words` are the runs of text that begin under it."""

    page: int
    colour: str
    author: str
    subject: str
    content: str
    quads: int
    words: str


def highlights(content: bytes, password: str | None = None) -> list[Found]:
    """The highlights of a PDF, page by page."""
    reader = PdfReader(io.BytesIO(content), password=password)
    return [
        _found(number, page, mark) for number, page in enumerate(reader.pages, 1) for mark in _marks(page)
    ]


def _marks(page: PageObject) -> Iterator[Any]:
    for reference in page.get("/Annots") or ():
        mark = reference.get_object()
        if mark["/Subtype"] == "/Highlight":
            yield mark


def _found(number: int, page: PageObject, mark: Any) -> Found:
    points = [float(value) for value in mark["/QuadPoints"]]
    quads = [points[start : start + 8] for start in range(0, len(points), 8)]
    runs = [text for text, at in _runs(page) if any(_within(quad, at) for quad in quads)]
    return Found(
        page=number,
        colour="#" + "".join(f"{round(float(part) * 255):02x}" for part in mark["/C"]),
        author=str(mark.get("/T", "")),
        subject=str(mark.get("/Subj", "")),
        content=str(mark.get("/Contents", "")),
        quads=len(quads),
        words=" ".join("".join(runs).split()),
    )


def _within(quad: list[float], at: Point) -> bool:
    xs, ys = quad[::2], quad[1::2]
    return min(xs) - 0.5 <= at[0] <= max(xs) + 0.5 and min(ys) - 0.5 <= at[1] <= max(ys) + 0.5


def _runs(page: PageObject) -> list[tuple[str, Point]]:
    """Each run of text with where it begins, in the space that quads are in."""
    found: list[tuple[str, Point]] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: Any, _size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        found.append((text, (x, y)))

    page.extract_text(visitor_text=visit)
    return found
