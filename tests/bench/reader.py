"""Reading: two panes of the real reader, a 1,500-page text beside a scan-heavy document, scrolled and zoomed.

Run as `python -m tests.bench.reader [--quick] [--folder PATH] [--size 1280x900 ...]`; prints one JSON
object: milliseconds, shares in percent, megabytes. With a folder, what is generated (some minutes) is kept
there and used again. It draws offscreen unless `QT_QPA_PLATFORM` says otherwise (`xcb` under Xvfb).

A slot is what the event loop does in one go, from one beat of a 1 ms timer to the next: `wall` as it passed,
`cpu` what this thread worked meanwhile, which other programs on the machine do not lengthen.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.pdf.pool import Pool
from app.project.database import Project
from tests.bench.watching import Frames, Pulse, percentile, proportional, spread
from widgets import appearance
from widgets.delivery import Delivery
from widgets.garbage import Garbage
from widgets.preferences import Preferences
from widgets.reader.page_layout import Fit, Zoom
from widgets.reader.pane import Pane
from widgets.reader.panes import Panes
from widgets.session import Session

TEXT, SCANS = "Text", "Scans"
"""The titles of the two documents."""

FRAME = 16
"""Milliseconds between two wheel events, as a touchpad sends them."""

READING_SPEED = 240
FLING_SPEED, FLING_DECAY, FLING_SECONDS = 6000, 0.6, 2.0
"""View pixels a second; a fling slows down to a third in each `FLING_DECAY` seconds."""

HOUR = 3600 * 120
"""View pixels somebody scrolls in an hour of reading, at eight screens a minute."""

LAST_RESORT = 5000
"""Milliseconds after which a view that is not crisp is counted as it is."""


class Reader:
    """Two panes on a project, and hands to scroll and zoom them."""

    def __init__(self, project: Path, pulse: Pulse) -> None:
        self.pulse = pulse
        self.pool = Pool(deliver=Delivery())
        self.session = Session(self.pool, Preferences())
        self.garbage = Garbage(self.session)
        self.garbage.start()
        self.pool.start()
        while len(self.pool.pids) < 2:
            wait(10)
        self.session.open(Project.open(project, read_only=True))
        self.panes = Panes(self.session)
        self.documents = {each.title: each.id for each in self.session.catalogue.documents}
        self.frames: list[Frames] = []
        self.most_memory = 0.0

    def show(self, width: int, height: int) -> None:
        """Show both documents anew in a window of that size."""
        self.panes.resize(width, height)
        self.panes.show()
        for pane in self.panes.panes[1:]:
            self.panes.close_pane(pane)
        self.panes.active.set_document(None)
        wait(500)
        self.panes.show_document(self.documents[TEXT])
        wait(0)
        self.panes.add_pane(self.documents[SCANS])
        wait(1000)
        self.frames = [Frames(self.session.tiles, pane) for pane in self.panes.panes]

    def wheel(self, pane: Pane, pixels: int, angle: int, *, zoom: bool = False) -> None:
        """Turn the wheel over the middle of a pane, or stroke a touchpad for so many pixels."""
        target = pane.view.viewport()
        at = QPointF(target.rect().center())
        control = Qt.KeyboardModifier.ControlModifier
        event = QWheelEvent(
            at,
            QPointF(target.mapToGlobal(at)),
            QPoint(0, pixels),
            QPoint(0, angle),
            Qt.MouseButton.NoButton,
            control if zoom else Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(target, event)

    def scroll(self, speed: Callable[[float], float], seconds: float, panes: list[Pane]) -> None:
        """Scroll for so long, at `speed` (pixels a second) after so many seconds."""
        loop, began = QEventLoop(), time.perf_counter()
        left, last = 0.0, began
        timer = QTimer(interval=FRAME, timerType=Qt.TimerType.PreciseTimer)

        def step() -> None:
            nonlocal left, last
            now = time.perf_counter()
            left += speed(now - began) * (now - last)
            last = now
            whole = math.trunc(left)
            left -= whole
            for pane in panes if whole else ():
                self.wheel(pane, -whole, -8 * whole)
            if now - began > seconds:
                loop.quit()

        timer.timeout.connect(step)
        timer.start()
        loop.exec()
        timer.stop()

    def until_crisp(self, frames: Frames, act: Callable[[], None]) -> float:
        """Milliseconds from an act until its pane has been painted with all that is seen crisp."""
        loop = QEventLoop()

        def look() -> None:
            if frames.not_crisp() == 0.0:
                QTimer.singleShot(0, loop, loop.quit)

        began = time.perf_counter()
        act()
        frames.on_paint = look
        QTimer.singleShot(LAST_RESORT, loop, loop.quit)
        frames.view.viewport().update()
        loop.exec()
        frames.on_paint = None
        return (time.perf_counter() - began) * 1000

    def memory(self) -> float:
        """Megabytes of all processes, shared pages counted once; asking takes the system tens of ms."""
        held = sum(map(proportional, [os.getpid(), *self.pool.pids])) / 1e6
        self.most_memory = max(self.most_memory, held)
        self.pulse.forgive()
        return round(held, 1)

    def by_process(self) -> list[float]:
        """Megabytes of the window and of each worker, shared pages shared out among them."""
        return [round(proportional(pid) / 1e6, 1) for pid in (os.getpid(), *self.pool.pids)]

    def close(self) -> None:
        """End the workers."""
        self.session.close()
        self.pool.close()


def wait(milliseconds: int) -> None:
    """Let the event loop run for so long."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def fling(seconds: float) -> float:
    """The speed so many seconds after the fingers have left."""
    return FLING_SPEED * math.exp(-seconds / FLING_DECAY)


def scrolled(reader: Reader, pulse: Pulse, speed: Callable[[float], float], times: int) -> dict[str, object]:
    """Both panes scrolled at once, down and up again, so many times; from a random place each time."""
    chance = random.Random(times)
    intervals: list[float] = []
    blurred: list[float] = []
    pulse.start()
    for turn in range(times):
        pulse.pause()
        for pane in reader.panes.panes:
            pane.view.go_to_page(chance.randint(1, pane.view.column.page_count // 2))
        wait(700)
        pulse.resume()
        for frames in reader.frames:
            frames.start()
        sign = -1 if turn % 4 == 3 else 1
        reader.scroll(lambda at, sign=sign: sign * speed(at), FLING_SECONDS, reader.panes.panes)  # type: ignore[misc]
        for frames in reader.frames:
            intervals += frames.intervals
            blurred += frames.blurred
        reader.memory()
    share = sum(blurred) / len(blurred) * 100 if blurred else 0.0
    return {
        **pulse.stop(),
        "frame_interval_p50": percentile(intervals, 0.5),
        "frame_interval_p99": percentile(intervals, 0.99),
        "frames": len(blurred),
        "not_crisp_percent": round(share, 2),
    }


def jumped(reader: Reader, pulse: Pulse, frames: Frames, times: int) -> dict[str, object]:
    """Random pages gone to, as one does by typing a page number."""
    chance, took, there = random.Random(3), [], 0
    pulse.start()
    for _ in range(times):
        page = chance.randint(1, frames.view.column.page_count)
        while abs(page - frames.view.page) < 6:
            page = chance.randint(1, frames.view.column.page_count)
        milliseconds = reader.until_crisp(frames, lambda page=page: frames.view.go_to_page(page))  # type: ignore[misc]
        if frames.blurred and max(frames.blurred) == 0.0:
            there += 1
        else:
            took.append(milliseconds)
        wait(150)
        frames.start()
    return {**pulse.stop(), "to_crisp": spread(took), "already_there": there}


def zoomed(reader: Reader, pulse: Pulse, frames: Frames, pane: Pane, times: int) -> dict[str, object]:
    """Steps of the wheel with Ctrl, some in, some out, each waited for."""
    took = []
    pulse.start()
    for turn in range(times):
        angle = 120 if turn % 6 < 3 else -120
        # A little different each time round, so that nothing at hand has this very scale.
        angle += turn // 6
        took.append(
            reader.until_crisp(frames, lambda angle=angle: reader.wheel(pane, 0, angle, zoom=True))  # type: ignore[misc]
        )
        wait(150)
    pane.view.set_zoom(Zoom(Fit.WIDTH))
    wait(500)
    return {**pulse.stop(), "to_crisp": spread(took)}


def hour(reader: Reader, pulse: Pulse, distance: int) -> dict[str, object]:
    """Scroll as far as in an hour of reading, in haste; memory in its first and in its last quarter.

    Workers take some memory for each scan and give it back all at once, so single looks tell little.
    """
    pane_height = reader.panes.active.view.viewport().height()
    steps = max(1, distance // pane_height)

    def through(count: int) -> list[float]:
        held = []
        for step in range(count):
            for pane in reader.panes.panes:
                bar = pane.view.verticalScrollBar()
                at_end = bar.value() >= bar.maximum()
                bar.setValue(0 if at_end else bar.value() + pane_height)
                wait(30)
            if step % 20 == 0:
                held.append(reader.memory())
        return held

    pulse.start()
    through(max(1, steps // 4))
    held = through(steps)
    quarter = -(-len(held) // 4)
    before, after = median(held[:quarter]), median(held[-quarter:])
    return {
        **pulse.stop(),
        "memory_at_first": before,
        "memory_at_last": after,
        "memory_most": max(held),
        "growth": round(after - before, 1),
        "memory_by_process": reader.by_process(),
    }


def at_size(reader: Reader, pulse: Pulse, width: int, height: int, turns: int) -> dict[str, object]:
    """Everything at one size of the window."""
    pulse.start()
    reader.show(width, height)
    found: dict[str, object] = {"opening": pulse.stop()}
    found["reading_speed"] = scrolled(reader, pulse, lambda _: READING_SPEED, turns)
    found["fling"] = scrolled(reader, pulse, fling, turns)
    for name, frames, pane in zip(("text", "scans"), reader.frames, reader.panes.panes, strict=True):
        found[f"jump_{name}"] = jumped(reader, pulse, frames, 10 * turns)
        found[f"zoom_{name}"] = zoomed(reader, pulse, frames, pane, 6 * (turns // 2))
    found["hour"] = hour(reader, pulse, HOUR // 20 if turns < 8 else HOUR)
    return found


def measure(project: Path, sizes: list[str], turns: int) -> dict[str, object]:
    """Everything."""
    pulse = Pulse()
    pulse.start()
    wait(3000)
    result: dict[str, object] = {
        "platform": QApplication.platformName(),
        "cores": os.cpu_count(),
        "load_before": [round(each, 1) for each in os.getloadavg()],
        "nothing_to_do": pulse.stop(),
    }
    reader = Reader(project, pulse)
    for size in sizes:
        width, height = map(int, size.split("x"))
        result[size] = at_size(reader, pulse, width, height, turns)
    result["most_memory"] = round(reader.most_memory, 1)
    result["workers_replaced"] = reader.pool.lost
    reader.close()
    return result | {"load_after": [round(each, 1) for each in os.getloadavg()]}


def make(project: Path, **sizes: int) -> None:
    """Write the project; runs elsewhere, for it imports PyMuPDF, which a window does not."""
    from tests.bench.reading_matter import write_project

    write_project(project, (TEXT, SCANS), **sizes)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a shorter text, fewer of everything")
    parser.add_argument("--folder", type=Path, help="where to keep the documents, to use them again")
    parser.add_argument("--size", nargs="+", default=["1280x900", "2560x1600"])
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    appearance.start(app)
    pages, scans, annotated = (150, 20, 1000) if options.quick else (1500, 80, 10_000)
    with tempfile.TemporaryDirectory() as home:
        os.environ["DIPTYCH_HOME"] = home
        folder = options.folder or Path(home)
        folder.mkdir(parents=True, exist_ok=True)
        project = folder / f"reader-{pages}.db"
        if not project.exists():
            made = {"pages": pages, "scans": scans, "annotated": annotated}
            making = multiprocessing.get_context("spawn").Process(target=make, args=(project,), kwargs=made)
            making.start()
            making.join()
        result = measure(project, options.size, 4 if options.quick else 10)
    print(json.dumps({"pages": pages, "scans": scans, "annotations": annotated, **result}, indent=1))


if __name__ == "__main__":
    main()
