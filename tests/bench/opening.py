"""Opening documents of 20, 300 and 1,500 pages: the first crisp page, the true layout, selectable text.

Run as `python -m tests.bench.opening [--quick] [--runs N] [--scale S]`; prints one JSON object with
milliseconds (medians). Workers are running, as they are in an open window; every run opens a file no worker
has seen. `direct` is opening the same file and drawing its first page with PyMuPDF, in this process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pymupdf
from PySide6.QtCore import QCoreApplication, QEventLoop

from app.pdf.pool import Pool
from app.pdf.protocol import STRIP_HEIGHT, Open, Opened, Request, Source, Words
from widgets.delivery import Delivery
from widgets.reader.tiles import TileKey, Tiles

WORDS = ("States", "shall", "protect", "children", "in", "armed", "conflict", "and", "free", "procurement")
SIZE = 595.0, 842.0
LINES = 46


def write_book(path: Path, pages: int) -> None:
    """A text of so many full pages in two typefaces."""
    with pymupdf.open() as pdf:
        for number in range(pages):
            page = pdf.new_page(width=SIZE[0], height=SIZE[1])
            page.insert_text((72, 50), f"Report {number + 1}", fontname="hebo", fontsize=14)
            lines = [
                " ".join(WORDS[(number + line * 3 + place * place) % len(WORDS)] for place in range(13))
                for line in range(LINES)
            ]
            page.insert_text((72, 80), lines, fontname="tiro", fontsize=11)
        pdf.save(path, deflate=True)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds some work takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def direct(path: Path, scale: float) -> float:
    """Open the file and draw its first page with PyMuPDF."""

    def work() -> None:
        with pymupdf.open(path) as pdf:
            pdf[0].get_pixmap(matrix=pymupdf.Matrix(scale, scale))

    return timed(work)


class Window:
    """What a window opens documents with: running workers and tiles, in an event loop."""

    def __init__(self) -> None:
        self.app = QCoreApplication.instance() or QCoreApplication([])
        self.pool = Pool(deliver=Delivery())
        self.tiles = Tiles(self.pool)
        self.pool.start()
        while len(self.pool.pids) < 2:
            time.sleep(0.01)

    def first_page(self, source: Source, scale: float) -> float:
        """Until all strips of the first page can be painted."""
        strips = range(-(-round(SIZE[1] * scale) // STRIP_HEIGHT))
        keys = {TileKey(source.path, 1, scale, strip) for strip in strips}
        loop = QEventLoop()

        def ready(key: TileKey) -> None:
            keys.discard(key)
            if not keys:
                loop.quit()

        def work() -> None:
            self.tiles.set_source(source.path, source)
            self.tiles.want(self, sorted(keys, key=lambda key: key.strip))
            loop.exec()

        self.tiles.ready.connect(ready)
        took = timed(work)
        self.tiles.ready.disconnect(ready)
        self.tiles.drop_view(self)
        self.tiles.forget(source.path)
        return took

    def answer(self, *requests: Request) -> tuple[float, list[object]]:
        """Until all of these are answered."""
        loop = QEventLoop()
        answers: list[object] = []

        def done(answer: object) -> None:
            answers.append(answer)
            if len(answers) == len(requests):
                loop.quit()

        def work() -> None:
            for request in requests:
                self.pool.submit(request, done)
            loop.exec()

        return timed(work), answers


def measure(window: Window, book: Path, folder: Path, runs: int, scale: float) -> dict[str, float]:
    """The medians for one book."""
    found: dict[str, list[float]] = {"direct": [], "first_page": [], "layout": [], "text": []}
    for run in range(runs):
        copy = folder / f"{book.stem}-{run}.pdf"
        shutil.copyfile(book, copy)
        found["direct"].append(direct(copy, scale))
        source = Source(str(copy))
        found["first_page"].append(window.first_page(source, scale))
        took, answers = window.answer(Open(source))
        assert isinstance(answers[0], Opened)
        found["layout"].append(took)
        found["text"].append(window.answer(Words(source, 1), Words(source, 2))[0])
        copy.unlink()
    medians = {name: round(median(times), 2) for name, times in found.items()}
    return {**medians, "first_page_to_direct": round(medians["first_page"] / medians["direct"], 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short books, few runs")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--scale", type=float, default=2.0, help="device pixels a point")
    options = parser.parse_args()
    runs = 3 if options.quick else options.runs
    window = Window()
    result: dict[str, object] = {"cores": os.cpu_count(), "runs": runs, "scale": options.scale}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_book(folder / "warm-up.pdf", 2)
        measure(window, folder / "warm-up.pdf", folder, 4, options.scale)
        for pages in (20, 300) if options.quick else (20, 300, 1500):
            book = folder / f"{pages}.pdf"
            write_book(book, pages)
            result[f"{pages} pages"] = measure(window, book, folder, runs, options.scale)
    window.pool.close()
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
