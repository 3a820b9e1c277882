"""PDFs that want to break the reader, while a window goes on showing another document.

Run as `python -m tests.bench.hostile [--quick] [--copies N] [--only NAME …]`; prints one JSON object. Every
file is opened, read, drawn, and asked for words, links and contents; meanwhile a sound document is leafed
through, and a timer in the window's thread notes its longest stall.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QRectF, QTimer
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from app.pdf.limits import SECONDS
from app.pdf.pool import Pool
from app.pdf.protocol import Contents, Failure, Links, Open, Read, Request, Source, Words
from app.pdf.typeset import typeset
from resources import sample_texts
from tests.bench.hostile_pdfs import MADE, mutated
from widgets.delivery import Delivery
from widgets.reader.tiles import PageFailure, TileKey, Tiles

LAST_RESORT = 180.0
"""Seconds after which a file counts as a hang that nothing ended."""

LEAF_EVERY = 100
"""Milliseconds between two pages of the sound document."""

SCALE = 1.5


class Watch:
    """Notes stalls of this thread, waits of the sound document, and the workers' memory."""

    def __init__(self, tiles: Tiles, pages: int) -> None:
        self.longest_stall = self._stall = 0.0
        self.longest_wait = 0.0
        self.most_memory = 0
        self._tiles, self._pages, self._page = tiles, pages, 0
        self._since: float | None = None
        self._clock = QElapsedTimer()
        self._beat = QTimer(interval=1)
        self._beat.timeout.connect(self._note_stall)
        self._leafing = QTimer(interval=LEAF_EVERY)
        self._leafing.timeout.connect(self._leaf)
        self._picture = QImage(893, 1263, QImage.Format.Format_RGB32)
        self.lost_pages = 0
        tiles.ready.connect(self._ready)
        tiles.failed.connect(self._failed)

    def start(self, *, leafing: bool = True) -> None:
        """Begin to watch."""
        self._clock.start()
        self._beat.start()
        if leafing:
            self._leafing.start()

    def note_memory(self, pids: list[int]) -> None:
        """Remember the most memory a worker was seen to hold for itself."""
        for pid in pids:
            try:
                _, resident, shared, *_ = Path(f"/proc/{pid}/statm").read_text().split()
            except OSError:
                continue
            held = (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")
            self.most_memory = max(self.most_memory, held)

    def stall_of_this_file(self) -> float:
        """The longest stall since the last time this was asked, in milliseconds."""
        stall, self._stall = self._stall, 0.0
        return round(stall, 1)

    def _note_stall(self) -> None:
        self._stall = max(self._stall, self._clock.nsecsElapsed() / 1e6)
        self.longest_stall = max(self.longest_stall, self._stall)
        self._clock.restart()

    def _leaf(self) -> None:
        if self._since is not None:
            self.longest_wait = max(self.longest_wait, time.perf_counter() - self._since)
            return
        self._page = self._page % self._pages + 1
        self._since = time.perf_counter()
        # A scale of its own each time: what is still at hand would say nothing about the workers.
        self._scale = SCALE + self._page * 1e-6 + time.perf_counter() % 1e-3
        self._tiles.want(self, [TileKey("sound", self._page, self._scale, 0)])

    def _failed(self, document_id: str, _failure: object) -> None:
        if document_id == "sound":
            self.lost_pages += 1
            self._since = None

    def _ready(self, key: TileKey) -> None:
        page = QRectF(self._picture.rect())
        painter = QPainter(self._picture)
        self._tiles.paint(painter, key, page, page)
        painter.end()
        if key.document_id == "sound" and self._since is not None:
            self.longest_wait = max(self.longest_wait, time.perf_counter() - self._since)
            self._since = None


class Bench:
    """A window's worth of pool, tiles and event loop."""

    def __init__(self, sound: Source, pages: int) -> None:
        self.pool = Pool(deliver=Delivery())
        self.tiles = Tiles(self.pool)
        self.tiles.set_source("sound", sound)
        self.watch = Watch(self.tiles, pages)
        self.pool.start()

    def idle_stall(self, seconds: int = 5) -> float:
        """What this machine does to a window that has nothing to do, in milliseconds."""
        self.watch.start(leafing=False)
        loop = QEventLoop()
        QTimer.singleShot(1000 * seconds, loop.quit)
        loop.exec()
        self.watch.longest_stall = 0.0
        return self.watch.stall_of_this_file()

    def run(self, source: Source) -> dict[str, str]:
        """Ask for everything of one file; what came of each request."""
        came: dict[str, str] = {}
        loop = QEventLoop()
        asked: list[Request] = [
            Open(source),
            Words(source, 1),
            Links(source, 1),
            Contents(source),
            Read(source),
        ]
        waiting = {*(type(request).__name__ for request in asked), "page"}

        def tell(name: str, answer: object) -> None:
            came[name] = answer.kind.value if isinstance(answer, Failure) else "ok"
            waiting.discard(name)
            if not waiting:
                loop.quit()

        def teller(name: str) -> Callable[[object], None]:
            return lambda answer: tell(name, answer)

        def ready(key: TileKey) -> None:
            if key.document_id == "hostile":
                tell("page", None)

        def failed(document_id: str, failure: PageFailure) -> None:
            if document_id == "hostile":
                tell("page", failure.failure)

        self.tiles.ready.connect(ready)
        self.tiles.failed.connect(failed)
        self.tiles.set_source("hostile", source)
        self.tiles.want("hostile", [TileKey("hostile", 1, SCALE, strip) for strip in (0, 1)])
        for request in asked:
            self.pool.submit(request, teller(type(request).__name__))
        self._wait(loop)
        self.tiles.ready.disconnect(ready)
        self.tiles.failed.disconnect(failed)
        self.tiles.drop_view("hostile")
        self.tiles.forget("hostile")
        return came | dict.fromkeys(waiting, "no answer")

    def _wait(self, loop: QEventLoop) -> None:
        memory = QTimer(interval=50)
        memory.timeout.connect(lambda: self.watch.note_memory(self.pool.pids))
        memory.start()
        QTimer.singleShot(round(LAST_RESORT * 1000), loop, loop.quit)
        loop.exec()
        memory.stop()


def children() -> list[int]:
    """Processes that this one started and that still run."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent, *_ = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(parent) == os.getpid() and state != "Z":
                found.append(int(folder.name))
    return found


def made(bench: Bench, folder: Path, names: list[str]) -> dict[str, object]:
    """What came of each file made to break a reader."""
    result: dict[str, object] = {}
    for name in names:
        path = folder / f"{name}.pdf"
        path.write_bytes(MADE[name]())
        bench.watch.start()
        lost, began = bench.pool.lost, time.perf_counter()
        came = bench.run(Source(str(path)))
        seconds = round(time.perf_counter() - began, 2)
        result[name] = {
            **came,
            "seconds": seconds,
            "workers_replaced": bench.pool.lost - lost,
            "longest_stall_ms": bench.watch.stall_of_this_file(),
        }
    return result


def mutants(bench: Bench, folder: Path, originals: list[bytes], copies: int) -> dict[str, object]:
    """What came of documents with bytes changed at random, counted."""
    counts: Counter[str] = Counter()
    lost, longest = bench.pool.lost, 0.0
    for number, content in enumerate(mutated(originals, copies)):
        path = folder / f"copy-{number}.pdf"
        path.write_bytes(content)
        bench.watch.start()
        began = time.perf_counter()
        came = bench.run(Source(str(path)))
        longest = max(longest, time.perf_counter() - began)
        counts.update(f"{name}: {outcome}" for name, outcome in came.items())
        path.unlink()
    return {
        "copies": copies,
        **dict(sorted(counts.items())),
        "longest_seconds": round(longest, 2),
        "workers_replaced": bench.pool.lost - lost,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="50 copies, and no file that runs into deadlines"
    )
    parser.add_argument("--copies", type=int, default=500)
    parser.add_argument("--only", nargs="+", choices=list(MADE), default=list(MADE))
    options = parser.parse_args()
    slow = {"exponential forms", "tiny pattern", "many paths", "many pages"} if options.quick else set()
    names = [name for name in options.only if name not in slow]
    logging.disable(logging.WARNING)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QCoreApplication.instance() or QGuiApplication([])
    shared_before = set(Path("/dev/shm").iterdir())
    originals = [typeset(path.read_text(encoding="utf-8")) for path in sample_texts()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sound.pdf").write_bytes(originals[-1])
        bench = Bench(Source(str(folder / "sound.pdf")), pages=4)
        idle = bench.idle_stall()
        result: dict[str, object] = {"made": made(bench, folder, names)}
        result["mutated"] = mutants(bench, folder, originals, 50 if options.quick else options.copies)
    watch = bench.watch
    bench.pool.close()
    result |= {
        "longest_stall_ms": round(watch.longest_stall, 1),
        "longest_stall_with_nothing_to_do_ms": idle,
        "longest_wait_of_sound_document_ms": round(watch.longest_wait * 1000),
        "lost_pages_of_sound_document": watch.lost_pages,
        "most_memory_of_a_worker_mb": round(watch.most_memory / 1e6),
        "workers_replaced": bench.pool.lost,
        "deadlines_s": {kind.__name__: seconds for kind, seconds in SECONDS.items()},
        "orphans": len(children()),
        "left_in_shared_memory": len(set(Path("/dev/shm").iterdir()) - shared_before),
    }
    print(json.dumps(result, indent=1))
    del app


if __name__ == "__main__":
    main()
